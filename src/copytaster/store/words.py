"""Full-text search: SQLite's FTS5 or PostgreSQL's tsvector, told the same words.

The text is folded here (case, diacritics, one space around every Chinese or
Japanese character, which know no word boundary), so that both databases find
the same stories. A search is words; each matches as a prefix, "quoted words"
as a phrase. Whatever a reader types is data: it is cut into words before it
gets near a query language.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Callable, Iterable

from sqlalchemy import Connection, Float, TextClause, column, text
from sqlalchemy.sql.selectable import TextualSelect

from copytaster.store.schema import Number

MAX_INDEXED = 200_000  # characters of one story; a tsvector may not pass 1 MB
MAX_TERMS = 12
MAX_TERM = 64
CANDIDATES = 5_000  # the newest so many matches are ranked: bounds what a search may cost

_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_MARK = re.compile("[\u0300-\u036f]+")
_TERM = re.compile(r'"([^"]{0,400})"|([^\s"]+)')
_WORD = re.compile(r"[^\W_]+(?:[\u0900-\u0fff][^\W_]*)*")


def fold(value: str) -> str:
    """Case and diacritics folded, Chinese and Japanese characters set apart."""
    value = value[:MAX_INDEXED].replace("\x00", " ")
    if value.isascii():
        return value.lower()
    value = unicodedata.normalize("NFKD", value.encode("utf-8", "replace").decode("utf-8"))
    bare = _MARK.sub("", value)
    return _CJK.sub(r" \g<0> ", unicodedata.normalize("NFC", bare).casefold())


def terms(words: str) -> tuple[tuple[str, ...], ...]:
    """The phrases searched for, each a tuple of folded words; most are one word long."""
    found = []
    for quoted, bare in _TERM.findall(words[: MAX_TERMS * MAX_TERM]):
        parts = tuple(w[:MAX_TERM] for w in _WORD.findall(fold(quoted or bare)))
        if parts:
            found.append(parts)
    return tuple(found[:MAX_TERMS])


def match_query(dialect: str, words: str) -> str | None:
    """The words in the database's own query language; None where there is no word in it."""
    phrases = terms(words)
    if not phrases:
        return None
    if dialect == "sqlite":
        return " ".join('"' + " ".join(p) + '"*' for p in phrases)
    return " & ".join(" <-> ".join(_lexemes(p)) for p in phrases)


def any_query(dialect: str, words: Iterable[str]) -> str | None:
    """Any of the words, whole, in the database's own query language; None without a word."""
    found = dict.fromkeys(w[:MAX_TERM] for word in words for w in _WORD.findall(fold(word)))
    short = list(found)[:MAX_TERMS]
    if not short:
        return None
    if dialect == "sqlite":
        return " OR ".join(f'"{w}"' for w in short)
    return " | ".join(f"'{w}'" for w in short)


def _lexemes(phrase: tuple[str, ...]) -> list[str]:
    return [f"'{w}'" for w in phrase[:-1]] + [f"'{phrase[-1]}':*"]


def keep(headline: str | None, copy: str) -> tuple[str, str, bytes]:
    """(headline, copy) as they are indexed, and the bytes that remember them for `forget_words`."""
    head, body = fold(headline or ""), fold(copy)
    return head, body, zlib.compress(f"{head}\x00{body}".encode(), 1)


def index_words(conn: Connection, stories: Iterable[tuple[int, str, str]]) -> None:
    """Index stories: number, headline and copy of each, both folded already."""
    postgres = conn.dialect.name == "postgresql"
    # Its parser sees numbers, hosts and paths as one word each; given single words it cannot.
    said: Callable[[str], str] = (lambda text: " ".join(_WORD.findall(text))) if postgres else str
    rows = [{"seq": seq, "headline": said(head), "body": said(copy)} for seq, head, copy in stories]
    if rows:
        conn.execute(_INDEX[conn.dialect.name], rows)


def forget_words(conn: Connection, seq: int, kept: bytes) -> None:
    """Take one story out of the index; a contentless FTS5 table must be told the old words."""
    head, _, body = zlib.decompress(kept).decode().partition("\x00")
    values = {"seq": seq, "headline": head, "body": body}
    statement = _FORGET[conn.dialect.name]
    conn.execute(statement, {k: values[k] for k in statement.compile().params})


def hits(dialect: str) -> TextualSelect:
    """``SELECT seq, rank`` of what matches ``:query``; the smaller the rank the better."""
    return text(_HITS[dialect]).columns(column("seq", Number), column("rank", Float))


_INDEX: dict[str, TextClause] = {
    "sqlite": text(
        "INSERT INTO story_words (rowid, headline, body) VALUES (:seq, :headline, :body)"
    ),
    "postgresql": text(
        "INSERT INTO story_words (seq, vector) VALUES (:seq,"
        " setweight(to_tsvector('simple', :headline), 'A') || to_tsvector('simple', :body))"
    ),
}
_FORGET: dict[str, TextClause] = {
    "sqlite": text(
        "INSERT INTO story_words (story_words, rowid, headline, body)"
        " VALUES ('delete', :seq, :headline, :body)"
    ),
    "postgresql": text("DELETE FROM story_words WHERE seq = :seq"),
}
_HITS = {
    "sqlite": "SELECT rowid AS seq, bm25(story_words, 4.0, 1.0) AS rank"
    " FROM story_words WHERE story_words MATCH :query",
    "postgresql": "SELECT seq, -ts_rank(vector, to_tsquery('simple', :query)) AS rank"
    " FROM story_words WHERE vector @@ to_tsquery('simple', :query)",
}
