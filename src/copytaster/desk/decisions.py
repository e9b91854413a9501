"""What may be put before the public: one pure function, and it fails closed.

The order of the questions is the law: a kill outranks everything, then the
sender's withholding and embargo, then rights, then what an editor said, then
the feed's policy. Nobody can publish past the first three.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from copytaster.desk.authority import is_kill
from copytaster.model import Policy, State, Story

CARRIES = "carries copy that"
"""How the reason begins that a live copy of killed copy is told with."""
_RANK: dict[str, int] = {"hold": 0, "excerpt": 1, "full": 2}


@dataclass(frozen=True, slots=True)
class Standing:
    """What is on record about a series beside its newest edition.

    ``decision`` is the newest word of an editor (publish, hold, kill, release)
    or of the wire's authority (kill); ``held`` why the matcher held it;
    ``killed`` whether any edition of it is a kill; ``killed_origin`` the origin
    this repeats, when that was killed;
    ``authorised`` whether the killer speaks for this copy's agency; ``killer`` who killed what
    this carries, where that holds for others' copies only and this one stands.
    """

    policy: Policy
    decision: str | None = None
    reason: str | None = None
    held: str | None = None
    killed: bool = False
    killed_origin: str | None = None
    authorised: bool = False
    killer: str | None = None


@dataclass(frozen=True, slots=True)
class Ruling:
    """The state of a series, how much of it may be shown, and why."""

    state: State
    policy: Policy
    reason: str | None = None


def rule(story: Story, standing: Standing, now: datetime) -> Ruling:
    """Whether and how the story may be shown at ``now`` (aware UTC)."""
    barred = _killed(story, standing) or _sender_bars(story, now) or _rights_bar(story, now)
    if barred:
        return Ruling(barred[0], "hold", barred[1])
    policy = _bounded(standing.policy, story)
    if standing.decision == "hold":
        return Ruling("held", "hold", standing.reason or "held by an editor")
    if standing.decision == "publish":
        told = standing.reason or carries(standing)
        return Ruling("live", policy if policy != "hold" else "excerpt", told)
    return _unattended(story, standing, policy)


def _killed(story: Story, standing: Standing) -> tuple[State, str] | None:
    if standing.decision == "kill":
        return "killed", standing.reason or "killed by an editor"
    if standing.killed or is_kill(story.item):
        # A claim on another's story is no kill, and is never shown either.
        if standing.held and not standing.killed:
            return "held", standing.held
        return "killed", story.item.note or "killed by its provider"
    if standing.killed_origin and standing.authorised:
        return "killed", f"repeats {standing.killed_origin}, which its agency killed"
    return None


def _sender_bars(story: Story, now: datetime) -> tuple[State, str] | None:
    item = story.item
    if item.status != "usable":
        return "withheld", "withheld by its provider"
    if item.embargo is None:
        return None
    if item.embargo.until is None:
        return "withheld", f"an embargo that cannot be understood: {item.embargo.text[:120]}"
    if item.embargo.until > now:
        return "embargoed", f"embargoed until {item.embargo.until.isoformat()}"
    return None


def _rights_bar(story: Story, now: datetime) -> tuple[State, str] | None:
    rights = story.item.rights
    if rights is None:
        return None
    if rights.display == "none":
        return "withheld", "its rights do not allow display"
    if rights.until is not None and rights.until <= now:
        return "withheld", f"its rights ended on {rights.until.isoformat()}"
    return None


def _bounded(policy: Policy, story: Story) -> Policy:
    """The feed's policy, or less where the item's rights declare less."""
    declared = story.item.rights.display if story.item.rights else None
    if declared == "excerpt" and _RANK[policy] > _RANK["excerpt"]:
        return "excerpt"
    return policy


def _unattended(story: Story, standing: Standing, policy: Policy) -> Ruling:
    """What happens when no editor has said anything."""
    if standing.killed_origin:
        return Ruling("held", "hold", f"resembles {standing.killed_origin}, which was killed")
    if standing.held:
        return Ruling("held", "hold", standing.held)
    if story.item.kind == "advisory" or "advisory" in story.item.signals:
        return Ruling("held", "hold", "an advisory to editors, not for publication")
    if policy == "hold":
        return Ruling("held", "hold", "the feed's policy is hold")
    if not story.copy.strip() and not (story.headline and story.item.link):
        return Ruling("held", "hold", "there is no copy in it, and nowhere to read on")
    return Ruling("live", policy, carries(standing))


def carries(standing: Standing) -> str | None:
    """What an editor must know of a copy that stands though its story was killed; None of any other."""
    if standing.killer is None:
        return None
    return f"{CARRIES} {standing.killer} has killed: it stands until an editor decides"
