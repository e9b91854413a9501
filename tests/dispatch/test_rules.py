"""Signing, waiting and judging: the pure rules of dispatch."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copytaster.dispatch import new_secret, signed
from copytaster.dispatch.answers import judged, unreached
from copytaster.dispatch.schedule import MOST_TRIES, next_try, pause
from copytaster.dispatch.signing import key_of
from copytaster.errors import ConfigError, FetchError
from copytaster.intake import Response

NOW = datetime(2031, 5, 6, 12, tzinfo=UTC)
_LATER = st.floats(0, 1, exclude_max=True)


def test_a_signature_is_the_one_that_others_make() -> None:
    """Standard Webhooks' own example, which its libraries in every language are tested with."""
    headers = signed(
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "msg_p5jXN8AQM9LWM0D4loKWxJek",
        datetime.fromtimestamp(1614265330, UTC),
        b'{"test": 2432232314}',
    )
    assert headers == {
        "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
        "webhook-timestamp": "1614265330",
        "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    }


def test_a_secret_is_made_as_receivers_take_it_and_others_are_refused_unsaid() -> None:
    """32 random bytes; what is too short or no base64 is named as wrong, never repeated."""
    assert len(key_of(new_secret())) == 32
    assert new_secret() != new_secret()
    for wrong in ("", "hush-hush", "whsec_", "whsec_aHVzaA==", "whsec_***"):
        with pytest.raises(ConfigError) as told:
            key_of(wrong)
        assert not wrong or wrong not in str(told.value) or wrong == "whsec_"


@given(st.integers(1, 40), _LATER, st.none() | st.integers(0, 10**9))
def test_a_try_waits_its_turn_and_as_long_as_was_asked(
    tries: int, chance: float, wait: int | None
) -> None:
    """Never sooner than five seconds or the receiver's wish (a day at most), never later than a fifth more."""
    seconds = (next_try(tries, NOW, chance, wait=wait) - NOW).total_seconds()
    least = max(5, min(wait or 0, 86_400))
    assert least <= seconds <= 86_400 * 1.2
    urgent = (next_try(tries, NOW, chance, wait=wait, urgent=True) - NOW).total_seconds()
    assert 5 <= urgent <= (300 if tries < MOST_TRIES else 3600) * 1.2
    assert next_try(tries + 1, NOW, 0.0) >= next_try(tries, NOW, 0.0)


@given(st.integers(1, 40), _LATER, st.none() | st.integers(0, 10**9))
def test_an_outlet_is_asked_again_within_the_hour_unless_it_asked_for_more(
    failures: int, chance: float, wait: int | None
) -> None:
    """Ever longer up to an hour; Retry-After is kept up to a day."""
    until = pause(failures, NOW, chance, wait=wait)
    asked = min(wait or 0, 86_400)
    assert NOW + timedelta(seconds=asked) <= until
    assert until - NOW <= timedelta(seconds=max(3600, asked) * 1.2 + 1)


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (200, "taken"), (201, "taken"), (204, "taken"), (301, "trouble"), (302, "trouble"),
        (304, "trouble"), (400, "refused"), (401, "trouble"), (403, "trouble"), (404, "retry"),
        (405, "refused"), (408, "retry"), (409, "retry"), (410, "gone"), (413, "refused"),
        (422, "refused"), (425, "retry"), (429, "trouble"), (500, "retry"), (502, "retry"),
        (503, "trouble"), (504, "retry"), (599, "retry"),
    ],
)  # fmt: skip
def test_every_answer_means_one_thing(status: int, kind: str) -> None:
    """The table in the module's docstring."""
    assert judged(Response(status, "https://x.example/", {}), NOW).kind == kind


@given(st.integers(100, 999), st.binary(max_size=60), st.text(max_size=40))
def test_no_answer_can_break_the_judge_or_speak_through_it(
    status: int, body: bytes, place: str
) -> None:
    """Whatever comes back, the problem is ours in words, short, and one line."""
    answer = Response(status, "https://x.example/?key=hush", {"location": place, "retry-after": place}, body)  # fmt: skip
    problem = judged(answer, NOW).problem or ""
    assert len(problem) < 300
    assert "hush" not in problem


def test_an_address_that_was_not_reached_is_not_repeated() -> None:
    """A webhook's address may hold a secret: it is left out of what is said."""
    error = FetchError("no connection", subject="https://x.example/hush", cause="https://x.example/hush")  # fmt: skip
    assert unreached(error).problem == "no connection"
