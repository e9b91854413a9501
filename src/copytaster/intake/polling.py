"""When to ask a feed again, and with what: pure decisions, no clock of its own.

    due? → validators → (the request) → plan → (the feed is parsed) → heed

The next poll is the longest of what the operator, the sender and the feed's
own rhythm say, between five minutes and a day, and a little later by chance so
that feeds do not march in step. What one answer means:

| answer | what follows |
|---|---|
| 200 | validators stored as sent; the rhythm quickens if the body is new, slows if not |
| 304 | validators it carries are stored; the rhythm slows |
| 410 | muted, and the editor is told |
| 403, 429, 503 | Retry-After, else four hours; the whole host is left alone |
| anything else | the interval doubles with every failure, up to a day |
| no answer, or a refused address | the same, up to four hours |

The operator may set an interval; with none, a feed is asked at most hourly,
and one that gives no validators at most daily, unless the sender's own max-age,
Expires or ttl invites an earlier visit. Feeds of the sample wire are asked
every second: the only ones below the floor of five minutes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from copytaster.errors import FetchError
from copytaster.intake.fetch import Response
from copytaster.intake.hosts import host_of, shares_back_off
from copytaster.intake.wishes import freshness, retry_after
from copytaster.model import Subscription

FLOOR = 5 * 60
HOUR = 60 * 60
DAY = 24 * HOUR
BACK_OFF = 4 * HOUR
LONGEST_HOLD = 7 * DAY
SAMPLE = 1
JITTER = 0.1
# Servers that answer 304 for ever exist; now and then we ask as if for the first time.
BELIEVED_FOR = timedelta(days=8)
# A next poll further off than any plan makes is a clock that was wrong when it was made.
_NEVER_PLANNED = timedelta(seconds=LONGEST_HOLD * (1 + JITTER) + DAY)
_LEAVE_ALONE = frozenset({403, 429, 503})

DAILY_NOTE = "asked once a day, for its server sends neither ETag nor Last-Modified nor says when to ask again"
GONE_NOTE = "the feed is gone for good (410); it is not asked any more"


def due(subscription: Subscription, now: datetime) -> bool:
    """Whether the feed is to be asked now."""
    if subscription.muted:
        return False
    when = subscription.next_poll
    return when is None or when <= now or when - now > _NEVER_PLANNED


def next_due(subscriptions: Iterable[Subscription], now: datetime) -> datetime | None:
    """When the first of the feeds is due (``now`` if one is), None if none ever is."""
    moments = [
        now if due(s, now) or s.next_poll is None else s.next_poll
        for s in subscriptions
        if not s.muted
    ]
    return min(moments, default=None)


def validators(subscription: Subscription, now: datetime) -> tuple[str | None, str | None]:
    """(ETag, Last-Modified) to send, verbatim; (None, None) when a full answer is wanted."""
    since = subscription.validators_since
    if since is not None and now - since >= BELIEVED_FOR:
        return None, None
    return subscription.etag, subscription.last_modified


def plan(
    subscription: Subscription, answer: Response | FetchError, now: datetime, jitter: float
) -> Subscription:
    """The subscription after one poll: validators, next poll, failures, problem, mute.

    ``answer`` is what the fetch gave or raised, ``now`` aware UTC, ``jitter``
    0 to 1 (0 = exactly on time, 1 = a tenth later; never earlier).
    """
    if isinstance(answer, FetchError):
        asked = replace(subscription, last_poll=now)
        return _failed(asked, str(answer), now, jitter, most=BACK_OFF)
    asked = replace(subscription, last_poll=now, certificate_until=answer.certificate_until)
    if answer.status == 200:
        return _scheduled(_received(asked, answer, now), answer, now, jitter)
    if answer.status == 304 and (subscription.etag or subscription.last_modified):
        return _scheduled(_unchanged(asked, answer, now), answer, now, jitter)
    if answer.status == 410:
        return replace(asked, muted=True, next_poll=None, problem=GONE_NOTE)
    if answer.status in _LEAVE_ALONE:
        return _held(asked, answer, now, jitter)
    return _failed(asked, f"the server answered {answer.status}", now, jitter, most=DAY)


def heed(subscription: Subscription, ttl: int | None) -> Subscription:
    """The subscription after its feed was parsed: ``ttl`` (seconds) is what the feed asks for.

    It is remembered for later answers. It puts the next poll off, or invites an earlier one
    where nothing else had been said and a day would have passed.
    """
    wish = ttl if ttl is not None and ttl > 0 else None
    known = replace(subscription, ttl=wish)
    if wish is None or known.sample or known.next_poll is None or known.last_poll is None:
        return known
    if known.note == DAILY_NOTE:
        wait = _clamped(max(wish, known.rhythm or HOUR))
        return replace(known, note=None, next_poll=known.last_poll + timedelta(seconds=wait))
    earliest = known.last_poll + timedelta(seconds=_clamped(wish))
    return replace(known, next_poll=max(known.next_poll, earliest))


def at_interval(subscription: Subscription, seconds: int | None) -> Subscription:
    """The subscription with the operator's interval; the next poll comes sooner by it, where all is well.

    With None the feed's own pace is found again from its next poll on.
    """
    changed = replace(subscription, interval=seconds, note=None if seconds else subscription.note)
    last, planned = changed.last_poll, changed.next_poll
    if seconds is None or last is None or planned is None or changed.failures or changed.sample:
        return changed
    sooner = last + timedelta(seconds=_clamped(max(seconds, changed.ttl or 0)))
    return replace(changed, next_poll=min(planned, sooner))


def host_holds(subscriptions: Iterable[Subscription]) -> dict[str, datetime]:
    """Host → until when it asked to be left alone, from what its feeds remember."""
    holds: dict[str, datetime] = {}
    for subscription in subscriptions:
        host, until = host_of(subscription.url), subscription.hold_until
        if until is not None and shares_back_off(host):
            holds[host] = max(until, holds.get(host, until))
    return holds


def postponed(subscription: Subscription, until: datetime, jitter: float) -> Subscription:
    """The subscription put off, unasked, because its host wants peace until then."""
    return replace(subscription, next_poll=until + timedelta(seconds=FLOOR * jitter))


def _received(subscription: Subscription, answer: Response, now: datetime) -> Subscription:
    digest = sha256(answer.body).hexdigest()
    return _well(
        subscription,
        now,
        url=_moved(subscription, answer),
        etag=answer.headers.get("etag"),
        last_modified=answer.headers.get("last-modified"),
        validators_since=now,
        sha256=digest,
        rhythm=_rhythm(subscription, answer, now, changed=digest != subscription.sha256),
    )


def _unchanged(subscription: Subscription, answer: Response, now: datetime) -> Subscription:
    return _well(
        subscription,
        now,
        etag=answer.headers.get("etag") or subscription.etag,
        last_modified=answer.headers.get("last-modified") or subscription.last_modified,
        validators_since=subscription.validators_since or now,
        rhythm=_rhythm(subscription, answer, now, changed=False),
    )


def _well(subscription: Subscription, now: datetime, **learnt: Any) -> Subscription:
    return replace(
        subscription,
        last_success=now,
        failures=0,
        problem=None,
        note=None,
        hold_until=None,
        **learnt,
    )


def _moved(subscription: Subscription, answer: Response) -> str:
    """The address to keep: a permanent move is believed unless a web page lies there.

    Hotel and airport portals answer every request with a permanent move to
    their sign-in page.
    """
    page = answer.headers.get("content-type", "").lower().lstrip().startswith("text/html")
    if subscription.sample or page or answer.permanent_url is None:
        return subscription.url
    return answer.permanent_url


def _rhythm(subscription: Subscription, answer: Response, now: datetime, *, changed: bool) -> int:
    """The adapted interval: half as long after news, a quarter longer after none."""
    if subscription.rhythm is None or subscription.sha256 is None:
        return HOUR
    adapted = subscription.rhythm // 2 if changed else subscription.rhythm * 5 // 4
    lowest = FLOOR if _invited(subscription, answer, now) else HOUR
    return min(DAY, max(lowest, adapted))


def _invited(subscription: Subscription, answer: Response, now: datetime) -> int:
    """The sender's own word on when to come back, in seconds; 0 if there is none."""
    return max(freshness(answer.headers, now) or 0, subscription.ttl or 0)


def _scheduled(
    subscription: Subscription, answer: Response, now: datetime, jitter: float
) -> Subscription:
    if subscription.sample:
        return _at(subscription, SAMPLE, now, 0.0)
    invited = _invited(subscription, answer, now)
    base = subscription.interval or subscription.rhythm or HOUR
    if not (subscription.etag or subscription.last_modified or subscription.interval or invited):
        return _at(replace(subscription, note=DAILY_NOTE), DAY, now, jitter)
    return _at(subscription, _clamped(max(base, invited)), now, jitter)


def _held(
    subscription: Subscription, answer: Response, now: datetime, jitter: float
) -> Subscription:
    asked = retry_after(answer.headers, now)
    seconds = min(LONGEST_HOLD, BACK_OFF if asked is None else max(asked, FLOOR))
    held = replace(
        subscription,
        failures=subscription.failures + 1,
        problem=f"the server answered {answer.status} and is left alone for {_spoken(seconds)}",
        hold_until=now + timedelta(seconds=seconds),
    )
    return _at(held, max(seconds, subscription.interval or 0), now, jitter)


def _failed(
    subscription: Subscription, why: str, now: datetime, jitter: float, *, most: int
) -> Subscription:
    """The interval doubles with each failure, up to ``most`` seconds.

    Where nobody answered, that is four hours and not a day: it may be our own
    line that was down, for all feeds at once.
    """
    failed = replace(subscription, failures=subscription.failures + 1, problem=why)
    if subscription.sample:
        return _at(failed, SAMPLE, now, 0.0)
    base = max(FLOOR, subscription.interval or subscription.rhythm or HOUR)
    longest = max(most, base)
    wait = min(longest, DAY, base * 2 ** min(subscription.failures, 10))
    return _at(failed, wait, now, jitter)


def _at(subscription: Subscription, seconds: int, now: datetime, jitter: float) -> Subscription:
    wait = timedelta(seconds=seconds * (1 + JITTER * jitter))
    return replace(subscription, next_poll=now + wait)


def _clamped(seconds: int) -> int:
    return min(DAY, max(FLOOR, seconds))


def _spoken(seconds: int) -> str:
    if seconds < 2 * HOUR:
        return f"{round(seconds / 60)} minutes"
    return f"{round(seconds / HOUR)} hours"
