"""``copytaster feeds``: what the desk subscribes to."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, cast

import typer
from rich.table import Table
from rich.text import Text

from copytaster.cli.common import DEFAULT_DESK, DeskOption, err, open_source, out, told
from copytaster.errors import ConfigError
from copytaster.model import Policy, Subscription

feeds_app = typer.Typer(no_args_is_help=True, help="Subscribe, list, check, import and export.")
_POLICIES = ("full", "excerpt", "hold")


@feeds_app.command()
def add(
    urls: Annotated[list[str], typer.Argument(help="Addresses of feeds.")],
    desk: DeskOption = DEFAULT_DESK,
    policy: Annotated[
        str | None,
        typer.Option(help="What may be shown: full, excerpt or hold (a new feed: excerpt)."),
    ] = None,
    provider: Annotated[
        str | None,
        typer.Option(
            help="Whose items it brings: feeds of one provider may correct each other's "
            "items. The address's host if left out."
        ),
    ] = None,
    title: Annotated[str | None, typer.Option(help="Name of the feed (one address only).")] = None,
    speaks_for: Annotated[
        list[str] | None,
        typer.Option(help="Agency whose copies this feed may correct or kill; may be repeated."),
    ] = None,
) -> None:
    """Subscribe to feeds. An address already known gets the new policy."""
    from copytaster.desk import Desk

    with told(), Desk.open(desk, writer=False) as opened:
        for url in urls:
            feed = opened.feeds.add(
                url,
                title=title,
                policy=checked_policy(policy) if policy else None,
                speaks_for=speaks_for or (),
                provider=provider,
            )
            out.print(f"subscribed to {feed.url} ({feed.policy})")


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
        feeds = opened.feeds.all()
    if not feeds:
        err.print("no feeds yet; add one with: copytaster feeds add URL")
        return
    table = Table(box=None, header_style="dim")
    for name in ("id", "feed", "policy", "last good poll", "state"):
        table.add_column(name)
    for feed in feeds:
        good = f"{feed.last_success:%Y-%m-%d %H:%M}" if feed.last_success else "never"
        table.add_row(
            feed.id, Text(feed.title or feed.url), feed.policy, good, Text(state_of(feed))
        )
    out.print(table)


def state_of(feed: Subscription) -> str:
    """The feed's condition in a few words."""
    if feed.muted:
        return f"muted: {feed.problem or 'by the operator'}"
    if feed.problem:
        return f"{feed.failures} failures: {feed.problem}"
    return "well" if feed.last_success else "not polled yet"


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
        out.print(f"{found.title or found.url} is now on {word}")


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
        out.print(f"unsubscribed from {found.title or found.url}")


@feeds_app.command()
def check(
    source: Annotated[str, typer.Argument(help="A feed's address or file.")],
) -> None:
    """Read a feed once and say what is in it, without subscribing."""
    from copytaster import parse

    with told():
        raw = open_source(source)
        feed = parse(raw.data, url=raw.url, content_type=raw.content_type)
    undated = sum(item.published is None for item in feed.items)
    out.print(Text(f"{feed.title or raw.name}: {feed.format}, {len(feed.items)} items"))
    out.print(f"undated: {undated}; without a guid: {sum(i.guid is None for i in feed.items)}")
    for problem in feed.problems:
        out.print(Text(f"• {problem.message}"))
    for item in feed.items:
        for problem in item.problems:
            out.print(Text(f"• {item.headline or item.guid or 'an item'}: {problem.message}"))


@feeds_app.command("import")
def import_(
    path: Annotated[Path, typer.Argument(help="An OPML file.")], desk: DeskOption = DEFAULT_DESK
) -> None:
    """Subscribe to every feed of an OPML file (policy excerpt)."""
    from copytaster.desk import Desk

    with told(), Desk.open(desk, writer=False) as opened:
        found = opened.feeds.import_opml(open_source(str(path)).data)
        out.print(f"subscribed to {len(found)} feeds")


@feeds_app.command("export")
def export(
    path: Annotated[
        Path | None, typer.Argument(help="Where to write; printed if left out.")
    ] = None,
    desk: DeskOption = DEFAULT_DESK,
) -> None:
    """Write the subscriptions as OPML."""
    from copytaster.desk import Desk

    with told(), Desk.open(desk, create=False, writer=False) as opened:
        data = opened.feeds.export_opml(opened.settings.title)
        if path is None:
            out.file.write(data.decode("utf-8"))
        else:
            path.write_bytes(data)
