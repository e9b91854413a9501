"""What a receiver's answer means for the one parcel, and for all others to the same outlet.

| answer | outcome |
|---|---|
| 2xx | taken |
| 401, 403, 429, 503, 3xx, no answer | trouble: the outlet is left alone for a while |
| 404, 408, 409, 425, other 5xx, unreadable | retry: this one is tried again |
| 410 | gone: a webhook is switched off (Standard Webhooks) |
| any other 4xx | refused: sending the same again would change nothing |
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from urllib.parse import urlsplit

from copytaster.errors import FetchError
from copytaster.intake.fetch import Response
from copytaster.intake.wishes import retry_after

Kind = Literal["taken", "retry", "trouble", "refused", "gone"]
_TROUBLE = frozenset({401, 403, 429, 503})
_RETRY = frozenset({404, 408, 409, 425})
_MOST_WORDS = 200


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one try went, in words for the operator that hold no secret and no copy.

    ``wait`` is how many seconds the receiver asked to be left alone, ``remote``
    its own id for what it took.
    """

    kind: Kind
    status: int | None = None
    problem: str | None = None
    wait: int | None = None
    remote: str | None = None


def judged(answer: Response, now: datetime) -> Outcome:
    """What an answer means."""
    status = answer.status
    if 200 <= status < 300:
        return Outcome("taken", status)
    if 300 <= status < 400:
        return Outcome("trouble", status, _moved(answer))
    if status == 410:
        return Outcome("gone", status, "it answered 410: it is gone for good")
    problem = f"it answered {status}{_said(answer)}"
    if status in _TROUBLE:
        return Outcome("trouble", status, problem, retry_after(answer.headers, now))
    wait = retry_after(answer.headers, now) if status >= 500 else None
    if status >= 500 or status in _RETRY:
        return Outcome("retry", status, problem, wait)
    return Outcome("refused", status, problem)


def unreached(error: FetchError) -> Outcome:
    """What no answer means. The address is left out: there may be a secret in it."""
    cause = f" ({error.cause})" if error.cause and "://" not in error.cause else ""
    return Outcome("trouble", None, (error.message + cause)[:_MOST_WORDS])


def json_of(answer: Response) -> Any:
    """The JSON of an answer; None where it is none, or was cut off."""
    if answer.truncated:
        return None
    try:
        return json.loads(answer.body)
    except (ValueError, RecursionError):
        return None


def code_of(answer: Response) -> str:
    """WordPress's word for what is wrong (``rest_cannot_create``); empty where there is none."""
    found = json_of(answer)
    code = found.get("code") if isinstance(found, dict) else None
    return code[:60] if isinstance(code, str) and code.replace("_", "").isalnum() else ""


def _said(answer: Response) -> str:
    code = code_of(answer)
    return f" ({code})" if code else ""


def _moved(answer: Response) -> str:
    host = urlsplit(answer.headers.get("location", "")[:2000]).netloc[:100]
    to = f" to {host}" if host else ""
    return (
        f"it redirects{to} ({answer.status}); nothing is sent after a redirect: "
        "give the outlet the address it really has"
    )
