"""Words as matching sees them: folded, stemmed lightly, function words left out.

Bounds: only the first words of a story's copy count towards what it is about;
news puts what matters first, and hostile length must not cost time.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from sys import intern
from typing import TypeVar

# Copy beyond this many characters, or words, is not looked at.
LONGEST_CHARS = 100_000
LONGEST = 8000
# What a story is about shows in its first words, most in the first of all.
ABOUT = 400
# The lead counts twice, the headline three times.
LEAD_TERMS = 60
LEAD = 60  # words
TITLE_WEIGHT = 3

_Text = TypeVar("_Text", str, bytes)
_TOKEN = re.compile(r"[^\W_]+")
# Blanks of text and of bytes that mark where a quotation begins, ends, or either.
_OPENS, _CLOSES, _TURNS = "\x0b", "\x0c", "\r"
_MARKS = {ord('"'): ord(_TURNS), **{ord(c): ord(c) for c in (_OPENS, _CLOSES, "\n")}}
# Latin-1 as tokens have it: letters folded, digits, those marks, and blanks for all else.
_PLAIN = bytes(
    ord(chr(n).casefold()[:1]) if chr(n).isalnum() and n not in b"\xb5\xdf" else _MARKS.get(n, 32)
    for n in range(256)
)
# The signs of ordinary copy that Latin-1 lacks or folds to more than one, so that the fast path serves.
_TYPOGRAPHIC = (
    ("’", ""),
    ("‘", " "),
    ("“", _OPENS),
    ("”", _CLOSES),
    ("—", " "),
    ("–", " "),
    ("…", " "),
    ("•", " "),
    ("ß", "ss"),
    ("µ", "μ"),
)
# A quotation, as written, and between marks that open as well as close; one that is not closed ends with its paragraph.
_QUOTED = re.compile(r"""(“[^”\n]*|"[^"\n]*"?|„[^“”\n]*[“”]?|«[^»\n]*|「[^」\n]*)""")
_TURNED = re.compile(rf"({_TURNS}[^{_TURNS}\n]*{_TURNS}?)".encode())
# Scripts written without spaces: a run is cut into pairs of characters.
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]")

_FUNCTION_WORDS = """
    a about above after again against all also am an and any are arent as at be because been before
    being below between both but by can cant could couldnt did didnt do does doesnt doing dont down
    during each even few for from further get got had has have having he her here hers herself him
    himself his how i if in into is isnt it its itself just like made make many may me might more
    most much must my myself new no nor not now of off on once one only or other our ours out over
    own people per said same say says she should since so some still such than that thats the their
    theirs them then there these they this those though through time to told too two under until up
    upon us very was wasnt way we well were what when where whether which while who whom whose why
    will with wont would wouldnt year years yet you your monday tuesday wednesday thursday friday
    saturday sunday
"""
FUNCTION_WORDS = frozenset(_FUNCTION_WORDS.split())


def tokens(text: str) -> list[str]:
    """The words of ``text`` in order, case-folded, apostrophes left out; unspaced scripts as pairs."""
    plain = text[:LONGEST_CHARS]
    folded = _folded(plain)
    return (_words(plain) if folded is None else folded.decode().split())[:LONGEST]


def quoting(text: str) -> tuple[list[bytes], list[tuple[int, int]]]:
    """The words of ``text`` as `tokens` has them, in UTF-8, and from and up to which of them it quotes."""
    plain = text[:LONGEST_CHARS]
    folded = _folded(plain)
    if folded is None:
        return _parted(_QUOTED.split(plain), _encoded)
    if _OPENS.encode() in folded:
        return _parted(_pieces(folded), bytes.split)
    if _TURNS.encode() in folded:
        return _parted(_TURNED.split(folded), bytes.split)
    return folded.split()[:LONGEST], []


def readable(words: list[bytes]) -> list[str]:
    """The words as text again."""
    return _decoded(b" ".join(words)).split(" ") if words else []


def _decoded(words: bytes) -> str:
    return words.decode("utf-8", "surrogatepass")


def _encoded(plain: str) -> list[bytes]:
    return [word.encode("utf-8", "surrogatepass") for word in _words(plain)]


def _pieces(folded: bytes) -> list[bytes]:
    """The text outside of quotations and in them, by turns, as a pattern would split it but sooner."""
    pieces = folded.split(_OPENS.encode())
    parts = [pieces[0]]
    for piece in pieces[1:]:
        said, _, after = piece.partition(_CLOSES.encode())
        if b"\n" in said:
            said, _, after = piece.partition(b"\n")
        parts += said, after
    return parts


def _parted(
    parts: Sequence[_Text], split: Callable[[_Text], list[bytes]]
) -> tuple[list[bytes], list[tuple[int, int]]]:
    """The words of every part, and where those of every second part are."""
    words, quoted = split(parts[0]), list[tuple[int, int]]()
    for said, after in zip(parts[1::2], parts[2::2], strict=True):
        start = len(words)
        words += split(said)
        quoted.append((start, len(words)))
        words += split(after)
    return words[:LONGEST], quoted


def _folded(plain: str) -> bytes | None:
    """Western text in UTF-8, blanks for all but words and the marks of quotations, or None for any other."""
    if not plain.isascii():
        for sign, stand_in in (*_continental(plain), *_TYPOGRAPHIC):
            plain = plain.replace(sign, stand_in)
    try:
        # Bytes are translated ten times as fast as text.
        folded = plain.encode("latin-1").translate(_PLAIN, b"'")
    except UnicodeEncodeError:
        return None
    return folded if folded.isascii() else folded.decode("latin-1").encode()


def _continental(plain: str) -> tuple[tuple[str, str], ...]:
    """The marks of German and of French quotations, where the text has those."""
    if "„" in plain:
        return ("„", _OPENS), ("“", _CLOSES)
    if -1 < plain.find("«") < plain.find("»"):
        return ("«", _OPENS), ("»", _CLOSES)
    return ()


def _words(plain: str) -> list[str]:
    """The words of text of any script."""
    found = _TOKEN.findall(plain.replace("'", "").replace("’", "").casefold())
    if not _UNSPACED.search(plain):
        return found
    return [part for token in found for part in _pairs(token)]


def terms(words: list[str]) -> list[str]:
    """The content words, stemmed."""
    return list(filter(None, stems(words)))


def bags(copy: list[bytes], headline: list[bytes]) -> tuple[Counter[str], Counter[str]]:
    """How much each term counts in all, the headline's most, and in headline and lead alone; words are in UTF-8."""
    title = list(filter(None, map(_ENCODED.__getitem__, headline)))
    stemmed = list(map(_ENCODED.__getitem__, copy[:ABOUT]))
    body = list(filter(None, stemmed))
    counted = Counter(body + body[:LEAD_TERMS] + title * TITLE_WEIGHT)
    return counted, Counter([*title, *filter(None, stemmed[:LEAD])])


def stem(word: str) -> str:
    """A crude English stem, or the empty string for a word that carries no event."""
    return _STEMS[word]


def stems(words: Iterable[str]) -> Iterator[str]:
    """`stem` of each word."""
    return map(_STEMS.__getitem__, words)


class _Stems(dict[_Text, str]):
    """The stems of the words seen: a look-up costs a quarter of a call."""

    def __missing__(self, word: _Text) -> str:
        if len(self) >= _MOST_STEMS:
            self.clear()
        # One string for each stem, however many stories hold it.
        self[word] = found = intern(_stem(word if isinstance(word, str) else _decoded(word)))
        return found


_MOST_STEMS = 1 << 16
_STEMS = _Stems[str]()
_ENCODED = _Stems[bytes]()


def _stem(word: str) -> str:
    if len(word) < 2 or word in FUNCTION_WORDS or len(word) > 40:
        return ""
    return _suffixless(word) if len(word) > 4 and word.isascii() else word


def _suffixless(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y"
    for suffix, shortest in (("ing", 7), ("ed", 6), ("es", 6), ("s", 5)):
        if word.endswith(suffix) and len(word) >= shortest and not word.endswith("ss"):
            word = word[: -len(suffix)]
            break
    word = word.removesuffix("e")
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word


def _pairs(token: str) -> list[str]:
    if not _UNSPACED.search(token) or len(token) < 3:
        return [token]
    return [token[i : i + 2] for i in range(len(token) - 1)]
