"""What language a text is in: pycld2 on bodies, py3langid on short texts or where pycld2 is absent.

Measured: pycld2 is right on whole bodies at 20 µs each; py3langid is the better one on headlines.
Both are loaded when first needed.
"""

from __future__ import annotations

from collections import Counter
from functools import cache, lru_cache
from typing import Any, Protocol

# Less than this many characters are a headline's worth.
_SHORT = 120
# Language shows early; the rest of a body is not looked at.
_ENOUGH = 2_000
# Up to this length a whole text is asked whether it is in one language throughout.
_WHOLE = 20_000
# A paragraph with this many of a text's commonest words is in the language of the text.
_COMMON, _SHARED = 16, 3
_MODERN = {
    "iw": "he",
    "in": "id",
    "jw": "jv",
    "ji": "yi",
    "zh-Hant": "zh",
    "nb": "no",
    "nn": "no",
    "sh": "sr",
}


class _Cld(Protocol):
    def detect(self, utf8: str, *, bestEffort: bool = ...) -> Any: ...  # noqa: N803


@lru_cache(maxsize=512)
def detect_language(text: str) -> str | None:
    """The ISO 639-1 code of the text's language, or None where it cannot be told."""
    sample = _sample(text)
    if sum(map(str.isalpha, sample[:400])) < 12:
        return None
    if len(sample) >= _SHORT and (code := _by_cld(sample)):
        return code
    return _by_langid(sample)


@lru_cache(maxsize=64)
def is_monolingual(text: str) -> bool:
    """Whether the text is in one language but for a paragraph or so that went unnoticed.

    Never true of texts longer than 20,000 characters, or without pycld2.
    """
    cld = _cld()
    if cld is None or not _SHORT <= len(text) <= _WHOLE:
        return False
    found = _detected(cld, _printable(text))
    return found is not None and bool(found[0]) and found[2][1][1] == "un"


def common_words(text: str) -> frozenset[str]:
    """The words the text uses most: nearly all are small words of its language."""
    counted = Counter(text[:_WHOLE].split()).most_common(_COMMON)
    return frozenset(word for word, count in counted if count > 1)


def shares_words(text: str, common: frozenset[str]) -> bool:
    """Whether a part of a text uses enough of its `common_words` to be in its language."""
    return len(common.intersection(text.split())) >= _SHARED


def declared_language(tag: str | None) -> str | None:
    """The ISO 639-1 code in a language tag (``en-GB`` → ``en``), or None."""
    if not tag:
        return None
    code = tag.replace("_", "-").split("-")[0].strip().lower()
    return _MODERN.get(code, code) if len(code) == 2 and code.isalpha() else None


def _sample(text: str) -> str:
    return _printable(text[:_ENOUGH])


def _printable(text: str) -> str:
    # Lone surrogates and control characters are refused by the detectors.
    cleaned = text.encode("utf-8", "ignore").decode().replace("\n", " ")
    if cleaned.isprintable():
        return cleaned
    return "".join(c if c.isprintable() else " " for c in cleaned)


@cache
def _cld() -> _Cld | None:
    try:
        import pycld2
    except ImportError:
        return None
    return pycld2  # type: ignore[no-any-return]


def _by_cld(sample: str) -> str | None:
    cld = _cld()
    if cld is None:
        return None
    found = _detected(cld, sample)
    if found is None:
        return None
    reliable, _, details = found
    code = details[0][1]
    return _MODERN.get(code, code)[:2] if reliable and code != "un" else None


def _detected(cld: _Cld, sample: str) -> Any:
    try:
        return cld.detect(sample, bestEffort=True)
    except Exception:  # pycld2.error, raised on bytes it dislikes, has no stable home
        return None


def _by_langid(sample: str) -> str | None:
    import py3langid

    code = str(py3langid.classify(sample)[0])
    return _MODERN.get(code, code)
