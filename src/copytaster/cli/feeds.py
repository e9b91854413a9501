"""``copytaster feeds``: what the desk subscribes to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer
from rich.text import Text

from copytaster.cli.common import (
    DEFAULT_DESK,
    DeskOption,
    SourceBytes,
    about,
    count,
    err,
    open_source,
    out,
    told,
)
from copytaster.desk.clock import utc_now
from copytaster.desk.intervals import seconds_of, spoken
from copytaster.errors import ConfigError, CopytasterError
from copytaster.model import Delivery, Item, Policy, Subscription

if TYPE_CHECKING:
    from copytaster.desk import Desk
    from copytaster.desk.feeds import FeedState
    from copytaster.intake import Facts

feeds_app = typer.Typer(no_args_is_help=True, help="Subscribe, list, check, import and export.")
_POLICIES = ("full", "excerpt", "hold")
_PolicyOption = Annotated[
    str | None,
    typer.Option(help="What may be shown: full, excerpt or hold (a new feed: excerpt)."),
]
_SpeaksForOption = Annotated[
    list[str] | None,
    typer.Option(help="Agency whose copies this feed may correct or kill; may be repeated."),
]


@feeds_app.command()
def add(
    urls: Annotated[list[str], typer.Argument(help="Addresses of feeds.")],
    desk: DeskOption = DEFAULT_DESK,
    policy: _PolicyOption = None,
    provider: Annotated[
        str | None,
        typer.Option(
            help="Whose items it brings: feeds of one provider may correct each other's "
            "items. The address's host if left out."
        ),
    ] = None,
    title: Annotated[str | None, typer.Option(help="Name of the feed (one address only).")] = None,
    speaks_for: _SpeaksForOption = None,
    push: Annotated[
        bool | None,
        typer.Option(
            help="Whether a hub may push it (needs the setting push_url; a new feed: yes)."
        ),
    ] = None,
    articles: Annotated[
        bool | None,
        typer.Option(
            help="Whether to fetch the pages its excerpts link to, as far as each site's "
            "robots.txt lets programs (a new feed: no)."
        ),
    ] = None,
    page: Annotated[
        bool | None,
        typer.Option(
            help="Whether the address is a web page to be taken as a story; elsewhere a page "
            "that comes is an error page, and no copy (a new feed: no)."
        ),
    ] = None,
    interval: Annotated[
        str | None,
        typer.Option(help="How often to ask, from 5m to 1d, or auto (a new feed: auto)."),
    ] = None,
) -> None:
    """Subscribe to feeds. An address already known gets the new policy."""
    from copytaster.desk import Desk

    with told(), Desk.open(desk, writer=False) as opened:
        seconds = seconds_of(interval) if interval else None
        for url in urls:
            feed = opened.feeds.add(
                url,
                title=title,
                policy=checked_policy(policy) if policy else None,
                speaks_for=speaks_for or (),
                provider=provider,
                push=push,
                articles=articles,
                page=page,
            )
            if interval:
                opened.feeds.ask_every(feed, seconds)
            out.print(Text(f"subscribed to {feed.url} ({feed.policy})"))
            _told_if_closed(opened, feed)


def _told_if_closed(desk: Desk, feed: Subscription) -> None:
    """The other half of subscribing to a feed of one's own network."""
    if desk.feeds.closed_to(feed):
        name = feed.title or feed.url
        out.print(
            Text(f"• {name} lies in a private network: it is not asked before the setting "
                 "allow_networks names its address (docs/configuration.md)"),
            soft_wrap=True,
        )  # fmt: skip


@feeds_app.command()
def folder(
    path: Annotated[Path, typer.Argument(help="A folder that files are delivered into.")],
    desk: DeskOption = DEFAULT_DESK,
    policy: _PolicyOption = None,
    provider: Annotated[
        str | None, typer.Option(help="Whose items it brings; the folder's name if left out.")
    ] = None,
    title: Annotated[str | None, typer.Option(help="Name of the feed.")] = None,
    speaks_for: _SpeaksForOption = None,
) -> None:
    """Subscribe to a drop folder: a running desk takes each file once, then moves it to done/."""
    from copytaster.desk import Desk

    with told(), Desk.open(desk, writer=False) as opened:
        feed = opened.feeds.add_folder(
            path,
            title=title,
            policy=checked_policy(policy) if policy else None,
            speaks_for=tuple(speaks_for or ()) or None,
            provider=provider,
        )
        out.print(Text(f"subscribed to {feed.url} ({feed.policy})"))


def checked_policy(word: str) -> Policy:
    """The policy of that name. Raises ConfigError for any other word."""
    if word not in _POLICIES:
        raise ConfigError(f"a policy is one of {', '.join(_POLICIES)}", subject=word)
    return cast(Policy, word)


@feeds_app.command("list")
def list_(desk: DeskOption = DEFAULT_DESK) -> None:
    """List the feeds and how they do."""
    from copytaster.desk import Desk

    with told(), Desk.open(desk, create=False, writer=False) as opened:
        states = opened.feeds.states()
    if not states:
        err.print("no feeds yet; add one with: copytaster feeds add URL")
        return
    for state in states:
        for line in _lines(state):
            out.print(line, soft_wrap=True)


def _lines(state: FeedState) -> tuple[Text, ...]:
    """A feed in a few whole lines: a table would cut addresses and reasons where the terminal is narrow."""
    feed = state.feed
    told = (feed.url, f"came in: {_came(state.facts)}", f"{state.word}: {said_of(state)}")
    name = feed.title or feed.url
    head = Text.assemble((feed.id, "bold"), f"  {feed.policy}  ", (name, "bold"))
    return (head, *(Text(f"    {line}") for line in told if line != name))


def _came(facts: Facts) -> str:
    """The loss meter in a few words."""
    if not facts.items:
        return "nothing"
    counts = {"kept": facts.kept, "cut": facts.cut, "refused": facts.words_refused}
    fate = ", ".join(f"{n:,} {name}" for name, n in counts.items() if n)
    return f"{count(facts.items, 'item')}, {count(facts.words, 'word')}: {fate or 'none'}"


def said_of(state: FeedState) -> str:
    """The feed's condition in a few words."""
    feed = state.feed
    if feed.muted:
        return f"muted: {feed.problem or 'by the operator'}"
    times = f"{count(feed.failures, 'failure')}: " if feed.failures else ""
    said = [f"{times}{feed.problem}"] if feed.problem else []
    if feed.failures and feed.next_poll:
        said.append(f"next try {feed.next_poll:%Y-%m-%d %H:%M} UTC")
    said += [f"{flag.kind}: {flag.message}" for flag in state.flags]
    if state.facts.unreadable:
        said.append(count(state.facts.unreadable, "unreadable delivery", "unreadable deliveries"))
    if feed.last_success:
        said.append(f"last good poll {feed.last_success:%Y-%m-%d %H:%M} UTC")
    if state.pace:
        said.append(state.pace)
    if feed.note and not feed.interval:
        said.append(f"for more: copytaster feeds interval {feed.id} 30m")
    return "; ".join(said) or "not polled yet"


@feeds_app.command()
def interval(
    feed: Annotated[str, typer.Argument(help="Id, address or title of a feed.")],
    often: Annotated[
        str, typer.Argument(help="A time from 5m to 1d, like 10m or 2h; or auto: at its own pace.")
    ],
    desk: DeskOption = DEFAULT_DESK,
) -> None:
    """Say how often a feed is asked; its server's own wish for less still counts."""
    from copytaster.desk import Desk

    with told(), Desk.open(desk, create=False, writer=False) as opened:
        found = opened.feeds.find(feed)
        seconds = seconds_of(often)
        changed = opened.feeds.ask_every(found, seconds)
        when = f"every {spoken(seconds)}" if seconds else "at its own pace"
        after = f", next at {changed.next_poll:%Y-%m-%d %H:%M} UTC" if changed.next_poll else ""
        out.print(Text(f"{found.title or found.url} is now asked {when}{after}"), soft_wrap=True)


@feeds_app.command()
def policy(
    feed: Annotated[str, typer.Argument(help="Id, address or title of a feed.")],
    word: Annotated[str, typer.Argument(help="full, excerpt or hold.")],
    desk: DeskOption = DEFAULT_DESK,
) -> None:
    """Say what may be shown of a feed's copy."""
    from copytaster.desk import Desk

    with told(), Desk.open(desk, create=False, writer=False) as opened:
        found = opened.feeds.find(feed)
        opened.feeds.change(found, policy=checked_policy(word))
        out.print(Text(f"{found.title or found.url} is now on {word}"))


@feeds_app.command()
def remove(
    feed: Annotated[str, typer.Argument(help="Id, address or title of a feed.")],
    desk: DeskOption = DEFAULT_DESK,
) -> None:
    """Unsubscribe; what the feed sent stays on record."""
    from copytaster.desk import Desk

    with told(), Desk.open(desk, create=False, writer=False) as opened:
        found = opened.feeds.find(feed)
        opened.feeds.remove(found)
        out.print(Text(f"unsubscribed from {found.title or found.url}"))


@feeds_app.command()
def check(
    source: Annotated[str, typer.Argument(help="A feed's address or file.")],
) -> None:
    """Read a feed once and say what is in it, without subscribing."""
    from copytaster import parse
    from copytaster.desk.doubts import believed, doubts, whole_part

    with told():
        raw = open_source(source, part=True)
        with about(raw.name):
            feed = parse(raw.data, url=raw.url, content_type=raw.content_type)
    came = _came_as(raw)
    feed = believed(whole_part(feed, came), came.received)
    undated = sum(item.published is None for item in feed.items)
    out.print(Text(f"{feed.title or raw.name}: {feed.format}, {count(len(feed.items), 'item')}"))
    out.print(f"undated: {undated}; without a guid: {sum(i.guid is None for i in feed.items)}")
    out.print(_meter(feed.items))
    if feed.format == "html" and raw.url:
        out.print("• a web page, not a feed: nothing of it would be taken unless added with --page")
    for doubt in doubts(replace(feed, items=()), came):
        out.print(Text(f"• {doubt}"), soft_wrap=True)
    for item in feed.items:
        for problem in item.problems:
            out.print(Text(f"• {item.headline or item.guid or 'an item'}: {problem.message}"))
    for doubt in doubts(replace(feed, problems=(), items=_plain(feed.items)), came):
        out.print(Text(f"• {doubt}"), soft_wrap=True)


def _plain(items: Sequence[Item]) -> tuple[Item, ...]:
    return tuple(replace(item, problems=()) for item in items)


def _came_as(raw: SourceBytes) -> Delivery:
    """The source as a delivery that a feed would have brought."""
    return Delivery("", utc_now(), raw.data, url=raw.url, feed="check", truncated=raw.truncated)


def _meter(items: Sequence[Item]) -> str:
    """The loss meter of items read here and now."""
    from copytaster.desk.meters import words_of
    from copytaster.intake.meter import Arrival, Facts
    from copytaster.intake.meter import add as added
    from copytaster.reading import read

    arrivals = []
    for item in items:
        words = len(item.body.split())
        try:
            arrivals.append(Arrival(words, *words_of(read(item))))
        except CopytasterError:
            arrivals.append(Arrival(words, refused=True))
    facts = added(Facts(), arrivals, 0, utc_now())
    told = f"words: {facts.words:,} in, {facts.kept:,} kept, {facts.cut:,} cut, {facts.words_refused:,} refused"
    return f"{told}, {facts.lost:,} lost" if facts.lost else told


@feeds_app.command("import")
def import_(
    path: Annotated[Path, typer.Argument(help="An OPML file.")],
    desk: DeskOption = DEFAULT_DESK,
    plain: Annotated[
        bool, typer.Option(help="Take addresses and titles alone, for a file from somebody else.")
    ] = False,
    yes: Annotated[
        bool, typer.Option("--yes", help="Do not ask before a feed is given rights by the file.")
    ] = False,
) -> None:
    """Subscribe to every feed of an OPML file, with what a desk's own export says of them."""
    from copytaster.desk import Desk

    with told(), Desk.open(desk, writer=False) as opened:
        data = open_source(str(path)).data
        with about(str(path)):
            granted = opened.feeds.granted_by(data, plain=plain)
            left_out = opened.feeds.left_out_of(data)
        for words in left_out:
            out.print(Text(f"• left out: {words}"), soft_wrap=True)
        for name, words in granted:
            out.print(Text(f"• {name} {words}"))
        if granted and not yes:
            typer.confirm("This is more than a new feed may do. Is it your word?", abort=True)
        found = opened.feeds.import_opml(data, plain=plain)
        out.print(f"subscribed to {count(len(found), 'feed')}")
        for feed in found:
            _told_if_closed(opened, feed)


@feeds_app.command("export")
def export(
    path: Annotated[
        Path | None, typer.Argument(help="Where to write; printed if left out.")
    ] = None,
    desk: DeskOption = DEFAULT_DESK,
) -> None:
    """Write the subscriptions as OPML, with all that was said of them."""
    from copytaster.desk import Desk

    with told(), Desk.open(desk, create=False, writer=False) as opened:
        data = opened.feeds.export_opml(opened.settings.title)
        if path is None:
            out.file.write(data.decode("utf-8") + "\n")
        else:
            path.write_bytes(data)
