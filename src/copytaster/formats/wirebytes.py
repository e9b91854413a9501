"""Wire messages as they come down the line: parity bits, control bytes, the typesetter's codes.

ANPA 1312 and IPTC 7901 frame a message alike: ``SOH`` header ``STX`` text ``ETX`` trailer
``EOT``. What the control bytes between them mean is in the two standards' tables
(ANPA 1312, "High-Speed Wire Service Transmission Guidelines"; IPTC 7901, rev. 5).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from copytaster.formats.charset import MAX_BYTES, decode
from copytaster.model import Problem

SOH, STX, ETX, EOT = b"\x01", b"\x02", b"\x03", b"\x04"
MAX_MESSAGES = 20_000
_PARITY_SAMPLE = 4096
_FILLERS = b"\x00\x16\x7f \t\r\n\x0c"  # NUL, SYN, DEL and what separates lines
# What a text may hold beside its letters: tables and faces of type take up to a tenth in codes,
# words of a Latin alphabet up to a third in accents; of bytes that mean nothing it is half.
_MOST_CODES, _MOST_ACCENTS = 0.15, 0.4
_MOST_STRAY = 0.03  # codes in a text whose header nobody knows
_CODES = bytes(i for i in [*range(32), 127] if i not in b"\t\r\n")
_NOT_ASCII = bytes(range(128, 256))
_FRAMES = b"\x00\x16\x7f" + SOH + STX + ETX + EOT
# Source, number, priority: some letters and digits, and nothing that cannot be printed but separators.
_HEADING = re.compile(
    rb"(?=.{0,80}[A-Za-z])(?=.{0,80}[0-9])[ -~\t\r\n\x10-\x14\x1c-\x1f]{6,400}", re.S
)
_WORDS = re.compile(rb"(?:[A-Za-z\x80-\xff]{2,40}[^A-Za-z\x80-\xff]{1,40}){2}[A-Za-z\x80-\xff]{2}")
_EVEN = bytes(sum(i >> k & 1 for k in range(8)) % 2 for i in range(256))
_SEVEN = bytes(i & 0x7F for i in range(256))

# Form feed to vertical tab encloses an instruction to the typesetter, never copy.
_INSTRUCTION = re.compile("\x0c[^\x0b\x0c\n]{0,80}\x0b")
_KILLED = re.compile(r"[^\s\x18]{1,80}[ ]?\x18")
# Fonts 1 to 3 and the tabular mark, upper and lower rail, escape, synchronisation, bell.
_FACES = re.compile("[\x00\x05-\x07\x0b\x0e\x0f\x11-\x17\x19-\x1b\x7f]+")
_SPACES = re.compile("[\x0c\x10\x1c-\x1f\x85\u2000-\u200a]+")
_SOFT_HYPHEN = re.compile("\xad(?:[ \t]{0,8}\r?\n[ \t]{0,8})?")
_DASH = re.compile(r"(?<=[ \t(])_(?=[ \t])")
_OPEN_QUOTE, _CLOSE_QUOTE = "``", "''"


@dataclass(frozen=True, slots=True)
class Message:
    """One message's three parts as text, its control bytes still in it, and what was odd about it.

    ``garbled``: its text is no text; ``likely``: it is a message by its looks, whoever's header it has.
    """

    head: str
    text: str
    tail: str
    problems: tuple[Problem, ...] = ()
    garbled: bool = False
    likely: bool = False


def seven_bits(data: bytes) -> bytes:
    """The bytes without their parity bits, where every one of them has one."""
    sample = data[:_PARITY_SAMPLE]
    kinds = set(sample.translate(_EVEN))
    if len(kinds) == 1 and len(sample) >= 16 and not sample.isascii():
        return data.translate(_SEVEN)
    return data


def begins(data: bytes) -> bool:
    """Whether the bytes begin as a framed wire message does: fillers, then SOH (with or without parity)."""
    head = seven_bits(data[:_PARITY_SAMPLE]).lstrip(_FILLERS)
    return head.startswith(SOH)


def messages(data: bytes) -> list[Message]:
    """Every framed message; what stands between frames belongs to none of them."""
    stream = seven_bits(data[:MAX_BYTES])
    cut = (Problem("too-large", f"only the first {MAX_BYTES} bytes were read"),)
    problems: tuple[Problem, ...] = cut if len(data) > MAX_BYTES else ()
    starts = [m.end() for m in re.finditer(SOH, stream)]
    if len(starts) > MAX_MESSAGES:
        said = f"only the first {MAX_MESSAGES} of {len(starts)} messages were read"
        problems += (Problem("items-cut", said),)
        starts, stream = starts[:MAX_MESSAGES], stream[: starts[MAX_MESSAGES] - 1]
    ends = [*(s - 1 for s in starts[1:]), len(stream)]
    return [_message(stream, s, e, problems) for s, e in zip(starts, ends, strict=True)]


def _message(stream: bytes, start: int, end: int, problems: tuple[Problem, ...]) -> Message:
    """One frame's parts; found by their places, for a long message must not be copied mark by mark."""
    eot = stream.find(EOT, start, end)
    end = end if eot < 0 else eot
    stx = stream.find(STX, start, end)
    break_ = stream.find(b"\n", start, end) if stx < 0 else stx
    begin = break_ + 1 if break_ >= 0 else end
    etx = stream.find(ETX, begin, end)
    if stx < 0 or etx < 0:
        lacking = "start" if stx < 0 else "end"
        problems += (
            Problem("message-cut", f"the message has no mark for the {lacking} of its text"),
        )
    stop = etx if stx >= 0 and etx >= 0 else end
    tail = decode(stream[stop + 1 : end]).text
    head, text = stream[start : break_ if break_ >= 0 else end], stream[begin:stop]
    decoded = decode(text)
    garbled = is_garbled(text)
    likely = stx >= 0 and not garbled and _is_likely(head, text)
    problems += decoded.problems
    return Message(decode(head).text, decoded.text, tail, problems, garbled, likely)


def is_garbled(text: bytes) -> bool:
    """Whether the bytes are no text of any wire's: too many codes, or half of them of no alphabet."""
    if _share(text, _CODES) > _MOST_CODES:
        return True
    return _share(text, _NOT_ASCII) > _MOST_ACCENTS and not _is_utf8(text)


def is_noise(data: bytes) -> bool:
    """`is_garbled` of a whole delivery, whose frames and fillers are no codes of its text."""
    return is_garbled(data.translate(None, _FRAMES))


def _is_likely(head: bytes, text: bytes) -> bool:
    """A header that can be printed, over some words in a row that no stray code breaks."""
    clean = _share(text, _CODES) <= _MOST_STRAY
    return clean and bool(_HEADING.fullmatch(head.strip(_FILLERS)) and _WORDS.search(text))


def _share(text: bytes, of: bytes) -> float:
    return 1 - len(text.translate(None, of)) / len(text) if text else 0.0


def _is_utf8(text: bytes) -> bool:
    """A character cut in two at the end is no fault of the others."""
    return any(_reads(text[: len(text) - cut]) for cut in range(min(4, len(text))))


def _reads(text: bytes) -> bool:
    try:
        text.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def copy(text: str) -> tuple[str, tuple[Problem, ...]]:
    """The text without the typesetter's codes; lines, and tabs at their start, stay.

    A word that the sender killed on the line (``CAN``) goes, with a problem that
    quotes it; soft hyphens join what they parted; quotes and dashes that
    seven bits could not carry become themselves again.
    """
    text = _INSTRUCTION.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    text, problems = _without_killed(text)
    text = _SPACES.sub(" ", _SOFT_HYPHEN.sub("", _FACES.sub("", text)))
    return typographic(text), problems


def _without_killed(text: str) -> tuple[str, tuple[Problem, ...]]:
    if "\x18" not in text:
        return text, ()
    said = [w.rstrip(" \x18") for w in _KILLED.findall(text)[:20]]
    problems = tuple(Problem("word-killed", f"the sender took back {w!r}") for w in said)
    return _KILLED.sub("", text).replace("\x18", ""), problems


def typographic(text: str) -> str:
    """Quotes and dashes of the seven-bit alphabet as what they stand for."""
    if _OPEN_QUOTE in text:
        text = text.replace(_OPEN_QUOTE, "\u201c").replace(_CLOSE_QUOTE, "\u201d")
    return _DASH.sub("\u2014", text) if "_" in text else text
