"""Why a story is where it is: the questions of `decisions.rule`, one by one, each with its answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from copytaster.desk.decisions import Ruling, Standing, carries, rule
from copytaster.model import Story

_BARRED = ("killed", "withheld", "embargoed")


@dataclass(frozen=True, slots=True)
class Step:
    """One question, its answer in plain words, and whether it decided."""

    question: str
    answer: str
    decided: bool = False


def reasons(story: Story, standing: Standing, now: datetime) -> tuple[Step, ...]:
    """The chain of questions for an edition as it stands, as far as the one that decided."""
    steps = []
    for step in _asked(story, standing, now):
        steps.append(step)
        if step.decided:
            break
    return tuple(steps)


def _asked(story: Story, standing: Standing, now: datetime) -> Iterator[Step]:
    killed = rule(story, _of_kills(standing), now)
    yield _step("Killed?", "no", killed, ("killed",))
    barred = rule(story, Standing("full"), now)
    yield _step("Withheld, under embargo or out of rights?", "no", barred, _BARRED)
    said = standing.decision if standing.decision in ("publish", "hold") else None
    word = f"{said}: {standing.reason or 'no reason given'}" if said else "none"
    yield Step("An editor’s word?", word, said is not None)
    held = rule(
        story, Standing("full", held=standing.held, killed_origin=standing.killed_origin), now
    )
    yield _step("Held as it came?", "no", held, ("held",))
    if told := carries(standing):
        yield Step("Is what it repeats still good?", told)
    yield Step("The feed’s policy and declared rights?", _policy(story, standing, now), True)


def _of_kills(standing: Standing) -> Standing:
    """What is on record about kills, and nothing else."""
    return Standing(
        "full",
        decision="kill" if standing.decision == "kill" else None,
        reason=standing.reason,
        held=standing.held,
        killed=standing.killed,
        killed_origin=standing.killed_origin,
        authorised=standing.authorised,
    )


def _step(question: str, no: str, found: Ruling, states: tuple[str, ...]) -> Step:
    if found.state in states:
        return Step(question, found.reason or found.state, True)
    return Step(question, no)


def _policy(story: Story, standing: Standing, now: datetime) -> str:
    found = rule(story, Standing(standing.policy), now)
    told = f"the feed is on {standing.policy}"
    if found.policy != standing.policy and found.state == "live":
        told += f", its rights allow {found.policy}"
    return told
