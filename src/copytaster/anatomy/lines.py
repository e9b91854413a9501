"""Lines that are no copy: newsletter boxes, follow-us and share lines, copyright, credits, picture credits."""

from __future__ import annotations

import re

from copytaster.model import CutKind

# Longer lines are paragraphs.
_LONGEST = 320

_NEWSLETTER = re.compile(
    r"\W{0,6}(?:sign up (?:for|to|here|now|today)|subscribe(?: now| today| here)?\W*$|subscribe (?:to|for) (?:our|the|us|my)\b|"
    r"get (?:the|our|all the) (?:latest|best|biggest|top)\b.{0,120}\b(?:inbox|newsletters?|email|e-mail|app|alerts|here|mint|news)\b|"
    r"get .{0,60}\b(?:newsletter|in your inbox|to your inbox)\b|newsletter ?:|want (?:more|the latest) .{0,60}\b(?:newsletter|inbox|email)\b|"
    r"download (?:the|our) .{0,60}\bapp\b|to (?:get|receive) .{0,80}\b(?:newsletter|inbox)\b|"
    r"abonnieren sie|inscrivez-vous à|suscríbete|assine (?:a|nossa) newsletter)",
    re.I,
)
_SHARE = re.compile(
    r"\W{0,6}(?:(?:follow|like|find|join) (?:us|[\w .@]{1,40}) on (?:twitter|x\b|facebook|instagram|whatsapp|google news|telegram|youtube|"
    r"threads|bluesky|linkedin|tiktok)|join (?:our|us on|the) .{0,80}\b(?:channel|whatsapp|telegram|conversation|forum|group)\b|"
    r"(?:share|tweet|print|email) this(?: (?:article|story|post|page|report))?"
    r"(?: (?:on|via|by|with) [\w.]{1,20}(?:(?: ?[|/,·•] ?| and | or )[\w.]{1,20}){0,8})?\W*$|share (?:on|via) \w+\W*$|click here to (?:join|follow|share|comment)|"
    r"(?:leave|post|add) a comment\W*$|(?:read|view|show) (?:all )?(?:\d+ )?comments\W*$|síguenos en|suivez-nous sur|siga-nos|folgen sie uns)",
    re.I,
)
_COPYRIGHT = re.compile(
    r"\W{0,4}(?:(?:copyright\s?(?:©|\(c\)|\d{4})|©\s?(?:\d{4}|copyright|[A-Z]|the )|\(c\) ?\d{4}).{0,280}|"
    r"this material may not be published, broadcast.{0,200})$",
    re.I | re.S,
)
_RESERVED = re.compile(r"\W{0,4}.{0,160}\ball rights reserved\b.{0,160}$", re.I | re.S)
_PROMO = re.compile(
    r"\W{0,6}(?:advertisement\W*(?:-? ?(?:scroll|continue|story continues|article continues).{0,60})?$|"
    r"(?:story|article) continues (?:below|after).{0,60}$|scroll (?:down )?(?:to|for) (?:continue|more).{0,60}$|"
    r"(?:click|tap) here (?:to read|for more|to watch|for all|for the latest).{0,120}$|"
    r"for (?:more|all the|the latest) .{0,80}\b(?:visit|click|follow|download)\b.{0,120}$|"
    r"read (?:all )?(?:the )?(?:latest|breaking|more) .{0,40}news\b.{0,120}$|stories for you\W*$|recommended videos?\W*$|"
    r"catch all the .{0,160}$|stay (?:updated|tuned) .{0,120}\b(?:news|updates|app)\b.{0,60}$|sponsored(?: content| links?)?\W*$)",
    re.I,
)
_CREDIT = re.compile(
    r"\W{0,3}(?:\(?(?:(?:additional )?reporting|writing|compiled|written|edited|reported|text) (?:and \w+ )?by [A-Z].{1,280}|"
    r"\(?editing by [A-Z].{1,120}|\(?with (?:additional )?(?:reporting|files|material) (?:by|from) [A-Z].{1,120}|"
    r"edited by\s?: ?.{1,80})$",
    re.S,
)
_CREDIT_UPPER = re.compile(
    r"\W{0,3}\(?(?:Additional r|R|W|E)(?:eporting|riting|diting) (?:and \w+ )?by [A-Z]"
)
_BYLINE = re.compile(
    r"By (?:[A-Z][\w.'’-]{0,20} ){1,3}[A-Z][\w'’-]{1,24}(?:(?:,| and) (?:[A-Z][\w.'’-]{0,20} ){0,3}[A-Z][\w'’-]{1,24}){0,3}\.?$|"
    r"BY (?:[A-Z][A-Z.'’-]{0,20} ){1,3}[A-Z'’-]{2,24}$"
)
_PICTURE = re.compile(
    r"\W{0,3}(?:(?:photo|image|picture|file photo|representative image|photo credit|image credit|image source|photo courtesy|pic credit)s?"
    r"(?: (?:by|for|courtesy)| credits?| courtesy| source)?\s?[:|/–-] ?.{1,160}|(?:representative|representational|file) (?:image|photo|picture)s?\b.{0,60})"
    r"\W{0,2}$",
    re.I,
)
_BRACKETED = re.compile(
    r"\W{0,3}(?:.{0,240}\((?:file )?(?:photo|image|pic|picture)s?(?: ?[:/|-] ?| (?:by|courtesy|credit) ).{1,60}\)|"
    r".{0,280}\((?:AP|Reuters|AFP|EPA|Getty|PTI) (?:Photo|Images?|file)\b.{0,60}\)|.{0,240}\(file (?:photo|image|picture)\))\W{0,2}$",
    re.I,
)

# An editor's note on what this edition puts right: "(Corrects spelling of name in paragraph 4)".
_CORRECTION = re.compile(
    r"[(\[](?:corrects?|corrected|corrections?|adds|removes|updates|updated|recasts|clarifies|refiles|fixes|deletes|"
    r"rewrites|changes|amends|repeats)[ :,][^()\[\]]{2,300}[)\]]\W{0,2}$",
    re.I,
)

# With what a line in lower case must hold to be of the kind: quicker to look for than the pattern to fail.
_KINDS: tuple[tuple[CutKind, re.Pattern[str], str], ...] = (
    ("newsletter", _NEWSLETTER, ""),
    ("share", _SHARE, ""),
    ("copyright", _COPYRIGHT, ""),
    ("copyright", _RESERVED, "all rights reserved"),
    ("promo", _PROMO, ""),
    ("credit", _BYLINE, ""),
    ("caption", _PICTURE, ""),
    ("caption", _BRACKETED, "("),
    ("marker", _CORRECTION, ""),
)
_TWO_SENTENCES = re.compile(r"[.!?][”\"’)]?\s+[A-Z]")
_SPOKEN = re.compile(r"\b(?:said|told|added|according to)\b")


def line_kind(line: str) -> CutKind | None:
    """The kind of cut a whole line is, or None for copy. ``line`` is trimmed."""
    if len(line) > _LONGEST:
        return None
    if _CREDIT.match(line) or _CREDIT_UPPER.match(line):
        return "credit"
    small = line.lower()
    for kind, pattern, held in _KINDS:
        if held in small and pattern.match(line):
            return None if kind != "copyright" and _is_copy(line) else kind
    return None


def _is_copy(line: str) -> bool:
    """Reported speech is copy, whatever words it opens with."""
    return bool(_SPOKEN.search(line)) or len(_TWO_SENTENCES.findall(line)) > 2
