"""Lines that are no copy: newsletter boxes, follow-us and share lines, copyright, advertising, corrections.

A line is looked at by its first word, then by the few signs that such lines
end with; credits and pictures have modules of their own.
"""

from __future__ import annotations

import re

from copytaster.anatomy.brackets import BRACKETED, points_elsewhere
from copytaster.anatomy.credit_lines import is_credit
from copytaster.anatomy.house_phrases import ADVERTS, NEWSLETTERS, RIGHTS, SHARES
from copytaster.anatomy.lowercase import lowered
from copytaster.anatomy.phrasebook import Opening, Phrasebook, opening_of
from copytaster.anatomy.picture_lines import is_picture, is_signed_bare, is_surely_picture
from copytaster.anatomy.stamps import is_stamp
from copytaster.model import CutKind

# Longer lines are paragraphs; a copyright notice may be a long one.
LONGEST_LINE = 320
_LONGEST_NOTICE = 800
_LONGEST_SHARE = 160

_NETWORKS = (
    r"(?:twitter|x\b|facebook|instagram|whatsapp|google news|telegram|youtube|threads|bluesky|linkedin|"
    r"tiktok|mastodon|snapchat|pinterest|flipboard|koo)"
)
_Rule = tuple[CutKind, re.Pattern[str]]


def _rules(*rows: tuple[CutKind, str, str]) -> dict[str, tuple[_Rule, ...]]:
    """By first word: rows are (kind, first words, pattern of the lower-case line from there)."""
    by_word: dict[str, tuple[_Rule, ...]] = {}
    for kind, words, pattern in rows:
        rule = (kind, re.compile(pattern, re.S))
        for word in words.split():
            by_word[word] = (*by_word.get(word, ()), rule)
    return by_word


_RULES = _rules(
    # Newsletters, apps, subscriptions
    ("newsletter", "sign", r"sign[- ]?up (?:for|to|here|now|today|below)\b"),
    (
        "newsletter",
        "subscribe",
        r"subscribe(?: now| today| here)?\W*$|subscribe (?:now |today )?(?:to|for) (?:our|the|us|my)\b|"
        r"subscribe (?:now |today )?(?:to|for|and|on|via)\b.{0,120}\b(?:newsletters?|e-?mails?|channel|podcasts?|updates|alerts|for free|more content)\b",
    ),
    (
        "newsletter",
        "get receive",
        r"(?:get|receive) (?:the|our|all the|your|breaking|daily|free)\b.{0,160}\b(?:inbox|newsletters?|e-?mails?|app|alerts|here|mint|news)\b|"
        r"(?:get|receive) .{0,80}\b(?:newsletters?|(?:in|to|into) your (?:inbox|e-?mail|phone))\b",
    ),
    ("newsletter", "want", r"want .{0,80}\b(?:newsletters?|inbox|e-?mails?|alerts)\b"),
    ("newsletter", "newsletter newsletters", r"newsletters? ?:|newsletters? sign[- ]?up\b"),
    (
        "newsletter",
        "breaking daily morning evening weekly",
        r"[\w ]{3,40} (?:e-?mails?|alerts?|newsletters?)\W*$",
    ),
    (
        "newsletter",
        "download",
        r"download (?:the|our|now) .{0,60}\bapp\b|download (?:the|our) app\b",
    ),
    ("newsletter", "to", r"to (?:get|receive) .{0,80}\b(?:newsletters?|inbox)\b"),
    (
        "newsletter",
        "enter your",
        r"enter your e-?mail\b.{0,80}$|your (?:subscription|support|donation) (?:supports|helps|funds|keeps)\b.{0,80}$",
    ),
    (
        "newsletter",
        "you",
        r"you (?:have|are|’ve|'ve|’re|'re) (?:now |been )?(?:successfully )?subscribed\b|you (?:can|may) unsubscribe\b|"
        r"you can (?:also )?(?:get|receive|sign up).{0,120}\b(?:inbox|newsletters?)\b",
    ),
    (
        "newsletter",
        "by",
        r"by (?:signing up|subscribing|submitting your e-?mail|clicking)\b.{0,120}\b(?:agree|privacy|terms)\b",
    ),
    ("newsletter", "thank thanks", r"thank(?:s| you) for (?:subscribing|signing up)\b"),
    ("newsletter", "become", r"become an? (?:member|subscriber|patron|supporter)\b.{0,120}$"),
    ("newsletter", "already", r"already (?:an? )?(?:subscribed|subscriber|member)\b.{0,60}$"),
    ("newsletter", "unlimited", r"unlimited (?:digital )?access\b.{0,60}$"),
    ("newsletter", "privacy", r"privacy ?:.{0,80}$"),
    (
        "newsletter",
        "this",
        r"this (?:is an excerpt from|article (?:first|originally) appeared in) (?:our|the) .{0,80}\bnewsletter\b",
    ),
    (
        "newsletter",
        "support",
        r"support (?:(?:us|me) (?:on|at|via|with)\b|(?:this|our|independent) (?:podcast|site|journalism|newsroom|reporting)\b).{0,80}$",
    ),
    # Following, sharing, commenting
    (
        "share",
        "follow",
        rf"follow (?:us|[\w .@’'-]{{1,60}}?) (?:on|at|via) {_NETWORKS}|follow @\w{{1,30}}\W*$",
    ),
    ("share", "like find join", rf"(?:like|find|join) (?:us|[\w .@’'-]{{1,60}}?) on {_NETWORKS}"),
    (
        "share",
        "join",
        r"join (?:our|us on|the) .{0,80}\b(?:channel|whatsapp|telegram|conversation|discussion|forum|group|community)\b",
    ),
    (
        "share",
        "share tweet print email e post",
        r"(?:share|tweet|print|e-?mail|post)(?: this)?(?: (?:article|story|post|page|report|link))?"
        r"(?: (?:on|via|by|with|to) [\w.]{1,20}(?:(?: ?[|/,·•] ?| and | or )[\w.]{1,20}){0,8})?\W*$",
    ),
    ("share", "click tap", r"(?:click|tap) here to (?:join|follow|share|comment|leave)\b"),
    ("share", "leave post add write", r"(?:leave|post|add|write) a comment\W*$"),
    (
        "share",
        "read view show see hide",
        r"(?:read|view|show|see|hide) (?:all )?(?:the )?(?:\d+ )?comments\W*$",
    ),
    ("share", "you", r"you must be (?:logged|signed) in to\b.{0,60}$"),
    ("share", "comments", r"comments (?:are|have been) (?:closed|disabled|turned off)\b.{0,80}$"),
    (
        "share",
        "please",
        r"please (?:review|read|follow) (?:our |the )?(?:community|comment(?:ing)?) (?:guidelines|rules|policy)\b",
    ),
    (
        "share",
        "to",
        r"to (?:find out more about|join) .{0,30}\bcomment(?:ing|s)?\b|to comment (?:on|,)",
    ),
    ("share", "a", r"a link has been (?:sent|posted)\b.{0,80}$"),
    (
        "share",
        "got have",
        r"(?:got|have) (?:a )?(?:news )?(?:tip|a story)\b.{0,60}\b(?:e-?mail|contact|send|write|call)\b",
    ),
    (
        "share",
        "send",
        r"send (?:us|me) (?:your|an?) .{0,60}(?:@|\be-?mail|\btips?\b|\bfeedback\b).{0,60}$",
    ),
    # Pointers and advertising
    (
        "promo",
        "advertisement story article",
        r"advertisement\W*(?:-? ?(?:scroll|continue|story continues|article continues).{0,60})?$|"
        r"(?:story|article) continue[sd] (?:below|after).{0,60}$",
    ),
    ("promo", "scroll", r"scroll (?:down )?(?:to|for) (?:continue|more|read).{0,60}$"),
    (
        "promo",
        "click tap",
        r"(?:click|tap) (?:here )?(?:to (?:read|watch|see|view|expand|listen|enlarge)|for)\b.{0,160}$",
    ),
    (
        "promo",
        "for",
        r"for (?:more|all the|the latest|all) .{0,80}\b(?:visit|click|follow|download|tune in)\b.{0,120}$",
    ),
    (
        "promo",
        "read",
        r"read (?:all )?(?:the )?(?:latest|breaking|more) .{0,40}news\b.{0,120}$|read more [\w’' ]{3,40}:$|read [\w ]{2,30}['’]s new .{0,60}$",
    ),
    ("promo", "catch", r"catch all the .{0,160}$"),
    (
        "promo",
        "stay",
        r"stay (?:updated|tuned|connected|up to date) .{0,120}\b(?:news|updates|app)\b.{0,60}$",
    ),
    (
        "promo",
        "to",
        r"to (?:read|continue reading|see|watch|listen to) (?:this|the|more|our)\b.{0,80}\b(?:click|visit|subscribe|log in|sign up|download)\b.{0,80}$",
    ),
    (
        "promo",
        "the",
        r"the (?:post|article) .{3,200} (?:appeared first on|first appeared on|was originally published (?:on|in)) .{2,80}$",
    ),
    (
        "promo",
        "this",
        r"this (?:episode|podcast|post|article|newsletter|content|video) is (?:brought to you|sponsored|presented|supported) by\b.{0,80}$",
    ),
    (
        "promo",
        "interested you",
        r"(?:interested in this topic\?|you may also want to (?:view|read|see)\b).{0,120}$",
    ),
    (
        "promo",
        "more trending",
        r"(?:more (?:from|on|in|about|by)|trending in) [^.!?;]{2,40}(?:\.\.\.|…|:)?$|more on this ?(?:\.\.\.|…|:).{0,120}$",
    ),
    ("promo", "more", r"more\W*$"),
    (
        "promo",
        "most",
        r"most (?:read|popular|viewed|shared|commented|watched|e-?mailed)\b[^.!?]{0,40}$",
    ),
    ("promo", "just", r"just watched\b.{0,300}\b(?:must watch|replay)\b.{0,120}$"),
    (
        "promo",
        "see watch catch",
        r"(?:see|watch|catch) .{4,100}\b(?:by clicking here|click(?:ing)? here|live every|weekdays? at)\b.{0,60}$",
    ),
    ("promo", "listen", r"listen to this (?:post|article|story|episode)\b.{0,40}$"),
    ("promo", "learn", r"learn (?:how to support|more about how to support) .{0,60}$"),
    (
        "promo",
        "visit",
        r"visit our (?:website|patreon|store|shop|youtube|facebook|page)\b.{0,280}$",
    ),
    # How a publisher says it handled an agency's copy; in English `copytaster.anatomy.disclaimers` reads it
    (
        "disclaimer",
        "dieser diese dieses hinweis",
        r"(?:hinweis ?: ?)?dies(?:er|e|es) (?:artikel|text|beitrag|meldung|inhalt|bericht|nachricht)\b.{0,160}"
        r"(?:automatisch|nachrichtenagentur|newskanal|nicht (?:redaktionell )?bearbeitet|unbearbeitet)\b.{0,160}$",
    ),
    (
        "disclaimer",
        "esta este",
        r"est[ae] (?:noticia|artículo|texto|contenido|información|nota)\b.{0,160}(?:no (?:ha sido|fue) editad|sin editar|automátic|"
        r"(?:elaborad|publicad|generad|distribuid)[ao] (?:por|a partir de) (?:la|una) agencia).{0,160}$",
    ),
    (
        "disclaimer",
        "cet ce cette",
        r"(?:cet|ce|cette) (?:article|texte|dépêche|contenu)\b.{0,160}(?:automatiquement|d['’]une dépêche|n['’]a pas été modifié|fourni par l['’]agence).{0,160}$",
    ),
    (
        "disclaimer",
        "denne denna detta dette",
        r"den(?:ne|na) (?:saken|artikel(?:en)?|nyheten|texten|text)\b.{0,120}(?:automatisk|nyhetsbyrå|nyhedsbureau|ikke redigert|inte redigerat).{0,120}$",
    ),
    (
        "disclaimer",
        "bu",
        r"bu haber\b.{0,200}(?:müdahale|otomatik olarak|ajans kanallarından).{0,160}$",
    ),
    (
        "disclaimer",
        "tento",
        r"tento (?:článek|text|obsah)\b.{0,120}(?:automaticky|převzat|agentur).{0,120}$",
    ),
    (
        "disclaimer",
        "questo",
        r"questo (?:articolo|testo|contenuto)\b.{0,120}(?:automaticamente|non è stato modificato|fornito dall['’]agenzia).{0,120}$",
    ),
    (
        "disclaimer",
        "este esta",
        r"est[ea] (?:texto|conteúdo|notícia|matéria)\b.{0,120}(?:gerad[oa] automaticamente|não foi editad|agência de notícias).{0,120}$",
    ),
    # What an editor notes about this edition
    (
        "credit",
        "this",
        r"this (?:story|article|post|report|piece|column) (?:was )?(?:originally |first )(?:published|appeared|ran) (?:at|on|in|by)\b.{0,160}$",
    ),
    ("marker", "published updated posted", r"(?:published|updated|posted)\W*$"),
    ("promo", "window googletag adsbygoogle", r"(?:window\.\w+|googletag|\(?adsbygoogle)\b.*$"),
    (
        "marker",
        "correction corrections clarification",
        r"(?:corrections?|clarification)(?: \([^()]{1,40}\))? ?[:–—-]",
    ),
    (
        "marker",
        "this",
        r"this (?:is a (?:developing|breaking)|(?:story|article|post|report) is (?:breaking|developing))\b.{0,120}$|"
        r"this (?:story|article|post|report|headline|piece) (?:has been|was) (?:updated|corrected|amended)\b.{0,200}$",
    ),
    (
        "marker",
        "editor editors note",
        r"(?:editor[’']?s?[’']? ?)?note ?[:–—-].{0,30}\bthis (?:story|article|post|piece|report|is an update)\b.{0,240}$",
    ),
    (
        "marker",
        "an",
        r"an earlier version of this (?:story|article|post|report|headline)\b.{0,280}$",
    ),
    ("marker", "analysis opinion", r"(?:analysis|opinion) ?/ ?(?:opinion|analysis) ?:?$"),
)
# Only the names of networks and the words of their buttons.
_BUTTONS = re.compile(
    r"[^\w\n]{0,6}(?:facebook|twitter|tweet|e-?mail|whatsapp|linked ?in|pinterest|reddit|google ?(?:\+|plus|news)?|telegram|print|share|save|"
    r"comments?|connect|more|copy ?link|copy|link|messenger|flipboard|tumblr|instagram|sms|close|cancel|send|post to|posted|"
    r"bookmark|gift|text size)(?:\W|\d|(?:facebook|twitter|tweet|e-?mail|whatsapp|linked ?in|pinterest|reddit|google ?(?:plus|news)?|telegram|"
    r"print|share|save|comments?|connect|more|copy|link|messenger|flipboard|tumblr|instagram|sms|close|cancel|send|post to|posted))*$"
)
_BUTTON = (
    "facebook", "twitter", "tweet", "email", "e-mail", "whatsapp", "linkedin", "linked in", "pinterest", "reddit", "google",
    "telegram", "print", "share", "save", "comment", "connect", "copy", "link", "messenger", "flipboard", "tumblr", "instagram",
    "sms", "close", "cancel", "send", "post to", "posted", "bookmark", "gift", "text size",
)  # fmt: skip
# An editor's note on what this edition puts right: "(Corrects spelling of name in paragraph 4)".
_CORRECTION = re.compile(
    r"[(\[](?:corrects?|corrected|corrections?|adds|removes|updates|updated|recasts|clarifies|refiles|fixes|deletes|"
    r"rewrites|changes|amends|repeats)[ :,][^()\[\]]{2,300}[)\]]\W{0,2}$"
)
_NOTICE = re.compile(
    r"\W{0,4}(?:copyright\s?(?:©|\(c\)|\d{4})|©\s?(?:\d{4}|copyright|[a-z])|\(c\) ?\d{4}|"
    r"this material may not be published, broadcast)"
)
# What a platform adds to its authors' feeds: "… was originally published in Orel Notes on Relayn, where …"
_ELSEWHERE = re.compile(
    r".{3,160} was originally published (?:in|on) .{2,60} on \w+, where .{0,160}$"
)
_NOTICE_WORDS = frozenset(["copyright", "copyrights", "this", "c"])
_LONG_STARTS = (
    "Copyright",
    "COPYRIGHT",
    "©",
    "(c)",
    "This material",
    "Photos:",
    "Gallery:",
    "Newsletter",
    "PHOTOS:",
)
_LONGEST_RIGHTS = 240
_CERTAIN = frozenset(["marker", "credit", "disclaimer"])
_ADVERTS = Phrasebook(ADVERTS)
_NEWSLETTERS = Phrasebook(NEWSLETTERS)
_SHARES = Phrasebook(SHARES)
_TWO_SENTENCES = re.compile(r"[.!?][”\"’)]?\s+[A-Z]")
_SPOKEN = re.compile(r"\b(?:said|told|added|according to|says|asked|wrote)\b")
_QUOTES = "\"“„«‘'"


def line_kind(opening: Opening, head: bool = False) -> CutKind | None:
    """The kind of cut a whole line, trimmed, is, or None for copy.

    ``head``: it stands above the first paragraph, where bare names and dates
    are a byline and a stamp.
    """
    line = opening.line
    if "  " in line or "\xa0" in line:
        opening = opening_of(" ".join(line.split()))
        line = opening.line
        if len(line) > LONGEST_LINE:
            return long_line_kind(line)
    if is_credit(line, opening.word, head):
        return "credit"
    if line[0] in "([" and (pointer := BRACKETED.fullmatch(line)) and points_elsewhere(pointer):
        return "promo"
    small = opening.small
    kind = _of_words(opening)
    if kind is None or kind == "copyright":
        return kind or ("marker" if is_stamp(small, head) else _of_picture(line, small, head))
    return None if kind not in _CERTAIN and _is_copy(line, small) else kind


def _of_picture(line: str, small: str, head: bool) -> CutKind | None:
    if is_surely_picture(line, small) or (head and is_signed_bare(line)):
        return "caption"
    if is_picture(line, small) and not _is_copy(line, small):
        return "caption"
    elsewhere = "appeared first on" in small or (
        "originally published" in small and _ELSEWHERE.match(small)
    )
    return "promo" if elsewhere else None


def _of_words(opening: Opening) -> CutKind | None:
    line, small, at, word = opening
    if _is_notice(small, word):
        return "copyright"
    if small[0] in "([" and _CORRECTION.match(small):
        return "marker"
    if line[0] in _QUOTES:
        return None
    for kind, pattern in _RULES.get(word, ()):
        if pattern.match(small, at):
            return kind
    return _of_houses(opening)


def _of_houses(opening: Opening) -> CutKind | None:
    """By the phrases of all languages, and lines of nothing but buttons."""
    _, small, at, _ = opening
    if (phrase := _ADVERTS.match(opening)) and _bare(small, at + len(phrase)):
        return "promo"
    if _NEWSLETTERS.match(opening):
        return "newsletter"
    if phrase := _SHARES.match(opening):
        told = " " in phrase or (not phrase.isascii() and len(phrase) > 3)
        if _bare(small, at + len(phrase)) or (told and len(small) <= _LONGEST_SHARE):
            return "share"
    if len(small) <= _LONGEST_SHARE and small.startswith(_BUTTON, at) and _BUTTONS.match(small):
        return "share"
    return None


def _is_notice(small: str, word: str) -> bool:
    if (word in _NOTICE_WORDS or "©" in small[:6]) and _NOTICE.match(small):
        return True
    return len(small) <= _LONGEST_RIGHTS and small.rstrip(" .)]*").endswith(RIGHTS)


def long_line_kind(line: str) -> CutKind | None:
    """The kind of a line longer than `LONGEST_LINE` that is no copy all the same: a notice, a signed caption, a gallery run into one line."""
    if line.startswith(_LONG_STARTS):
        small = lowered(line[:_LONGEST_NOTICE])
        if _NOTICE.match(small) and len(line) <= _LONGEST_NOTICE:
            return "copyright"
        if small.startswith(("photos:", "gallery:")) and "hide caption" in small:
            return "caption"
        if small.startswith("newsletter sign up"):
            return "newsletter"
    signed = line[-1] == ")" or line.startswith("FILE") or " ORG XMIT" in line[-40:]
    if signed and len(line) <= _LONGEST_NOTICE and is_surely_picture(line, lowered(line)):
        return "caption"
    return None


def _bare(small: str, at: int) -> bool:
    return not any(map(str.isalnum, small[at : at + 40]))


def _is_copy(line: str, small: str) -> bool:
    """Reported speech is copy, whatever words it opens with."""
    if small.startswith("just watched"):
        return False
    return bool(_SPOKEN.search(line)) or len(_TWO_SENTENCES.findall(line)) > 2
