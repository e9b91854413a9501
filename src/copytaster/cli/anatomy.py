"""A story's anatomy for a person at a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC

from rich.console import Group, RenderableType
from rich.constrain import Constrain
from rich.panel import Panel
from rich.rule import Rule
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from copytaster.model import Dispute, Embargo, Figure, Span, Statement, Story

_SIDES = 94  # columns that a dispute takes at most
STYLES = {
    "cut": "strike dim",
    "dateline": "bold cyan",
    "quote": "green",
    "reported": "yellow",
    "cue": "italic magenta",
    "source": "bold",
    "time": "underline",
    "flag": "black on yellow",
}


def render(story: Story) -> RenderableType:
    """Everything found in a story: its text in colours, then what was made of it."""
    return Group(*_parts(story))


def _parts(story: Story) -> Iterator[RenderableType]:
    yield Text(story.headline or "(no headline)", style="bold")
    yield _facts(story)
    yield _legend()
    yield marked(story)
    for title, body in (
        ("Who said what, through whom", _statements(story)),
        ("Disputed", _disputes(story)),
        ("Figures", _figures(story.figures)),
        ("Left out of the copy", _cuts(story)),
        ("For an editor to look at", _flags(story)),
    ):
        if body is not None:
            yield Rule(title, align="left", style="dim")
            yield body


def embargoed(embargo: Embargo) -> str:
    """Until when, and the sender's own words; that it was not understood, where it was not."""
    if embargo.until is None:
        return f"not understood, so withheld: {embargo.text}"
    return f"until {embargo.until.astimezone(UTC):%Y-%m-%d %H:%M} UTC (sent as {embargo.text})"


def _facts(story: Story) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim")
    table.add_column()
    for name, value in _fact_rows(story):
        if value:
            table.add_row(name, Text(value))
    return table


def _fact_rows(story: Story) -> Iterator[tuple[str, str]]:
    line = story.dateline
    if line:
        where = ", ".join(filter(None, (*line.places, line.region, line.country)))
        yield (
            "dateline",
            " · ".join(
                filter(
                    None,
                    (where, line.date.isoformat() if line.date else "", "/".join(line.agencies)),
                )
            ),
        )
    yield "by", ", ".join(story.bylines)
    yield "hands", " → ".join(f"{link.name} ({link.role})" for link in story.publication_chain)
    yield "published", story.published.isoformat() if story.published else ""
    yield "status", "" if story.item.status == "usable" else story.item.status
    yield "embargo", embargoed(story.embargo) if story.embargo else ""
    yield "language", story.language or ""
    yield "topics", ", ".join(f"{t.name} ({t.confidence:.0%})" for t in story.topics)
    yield (
        "places",
        ", ".join(dict.fromkeys(f"{p.name} {p.country or ''}".strip() for p in story.places)),
    )
    yield "names", "; ".join(f"{n.name}" + (f", {n.post}" if n.post else "") for n in story.names)
    yield "times", "; ".join(f"{t.phrase or t.text} = {t.value}" for t in story.times if t.value)
    yield "edition", f"{story.id} of series {story.series}"


def _legend() -> Text:
    return Text.assemble("colours: ", *(part for n, s in STYLES.items() for part in ((n, s), " ")))


def marked(story: Story) -> Text:
    """The text as it came, every finding in its own colour."""
    text = Text(story.text)
    if story.dateline:
        text.stylize(STYLES["dateline"], story.dateline.span.start, story.dateline.span.end)
    for statement in story.statements:
        style = STYLES["quote" if statement.kind == "direct" else "reported"]
        _paint(text, statement.content, style)
        _paint(text, statement.cue, STYLES["cue"])
        _paint(text, statement.source, STYLES["source"])
    for time in story.times:
        text.stylize(STYLES["time"], time.start, time.end)
    for cut in story.cuts:
        text.stylize(STYLES["cut"], cut.start, cut.end)
    _paint(text, (f.span for f in story.flags if f.span), STYLES["flag"])
    return text


def _paint(text: Text, spans: Iterable[Span], style: str) -> None:
    for span in spans:
        if span.field == "text":
            text.stylize(style, span.start, span.end)


def _statements(story: Story) -> Tree | None:
    if not story.statements:
        return None
    tree = Tree("", hide_root=True)
    for statement in story.statements:
        branch = tree.add(_head(story, statement))
        chain = branch
        for link in statement.chain:
            stated = "" if link.stated else " (carried over)"
            chain = chain.add(Text(f"{link.role}: {link.name}{stated}", style="dim"))
    return tree


def _head(story: Story, statement: Statement) -> Text:
    speaker = statement.speaker or ("unnamed source" if statement.anonymous else "not said by whom")
    marks = [statement.kind, *(["negated"] if statement.negated else [])]
    marks += ["hypothetical"] if statement.hypothetical else []
    marks += [f"on {statement.said_at}"] if statement.said_at else []
    return Text.assemble(
        (speaker, "bold"),
        f"  {short(story.quote(*statement.content), 160)}  ",
        (f"{', '.join(marks)}, {statement.confidence:.0%}", "dim"),
    )


def short(text: str, most: int) -> str:
    """The text on one line, cut at ``most`` characters."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"


def _disputes(story: Story) -> Group | None:
    if not story.disputes:
        return None
    return Group(*(disputed(d, story) for d in story.disputes))


def disputed(dispute: Dispute, story: Story | None = None) -> Constrain:
    """A dispute, both sides beside each other; the denier's words as far as ``story`` has them."""
    answer = "denies it" if dispute.kind == "denial" else "says otherwise"
    words = _answer(dispute, story) if story else ""
    both = Table.grid(expand=True)
    both.add_column(ratio=1)
    both.add_column(ratio=1)
    both.add_row(
        Panel(Text(dispute.topic), title=Text(dispute.claimant or "claimed")),
        Panel(Text(f"{answer}: {words}" if words else answer), title=Text(dispute.denier)),
    )
    return Constrain(both, _SIDES)


def _answer(dispute: Dispute, story: Story) -> str:
    """What the denier says, in the copy's words."""
    said = (s.content for s in story.statements if s.id in dispute.statements[:1])
    spans = next(said, (dispute.span,) if dispute.span else ())
    return " ".join(story.quote(*spans).split()) if spans else ""


def _figures(figures: Iterable[Figure]) -> Table | None:
    rows = list(figures)
    return figure_table(rows) if rows else None


def figure_table(figures: Iterable[Figure]) -> Table:
    """Figures as a table: what, how many, who says."""
    table = Table(box=None, header_style="dim")
    table.add_column("what")
    table.add_column("value", justify="right")
    table.add_column("who says")
    for figure in figures:
        value = f"{figure.value:g}" + (f"–{figure.upper:g}" if figure.upper else "")
        said = figure.source or "the copy itself"
        prefix = "" if figure.qualifier in ("exactly", "range") else f"{figure.qualifier} "
        table.add_row(Text(figure.what), prefix + value, Text(said))
    return table


def _cuts(story: Story) -> Table | None:
    if not story.cuts:
        return None
    table = Table(box=None, header_style="dim")
    for name in ("kind", "why", "text"):
        table.add_column(name)
    for cut in story.cuts:
        table.add_row(cut.kind, Text(cut.reason), Text(short(story.text[cut.start : cut.end], 70)))
    return table


def _flags(story: Story) -> Group | None:
    if not story.flags:
        return None
    flags = [f"{f.message}" + (f" ({f.evidence})" if f.evidence else "") for f in story.flags]
    return Group(*(Text(f"• {line}") for line in flags))
