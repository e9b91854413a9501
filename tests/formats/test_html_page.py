"""Web pages: the article, whole, and nothing that only stands around it."""

from __future__ import annotations

import pytest

from copytaster.formats import parse
from copytaster.model import Feed, Item

FIRST = "The ferry to Holm ran again on Monday, after nine days in which the island had no milk and no post."
SECOND = "The harbour master, Ilse Brand, said the new pier would bear the winter and the lorries that come with it."
THIRD = "Nobody was hurt when the old pier went down, the coast guard said in a statement on the same evening."
COPY = (FIRST, SECOND, THIRD)
PROSE = "".join(f"<p>{text}</p>" for text in COPY)
URL = "https://elm.example/news/ferry?id=7"


def page(body: str, head: str = "", attributes: str = "") -> str:
    """A page of one's own words around ``body``."""
    return f"<!doctype html><html {attributes}><head><title>Ferry runs again</title>{head}</head><body>{body}</body></html>"


def feed_of(body: str, head: str = "", url: str = URL) -> Feed:
    """The feed that page is read as."""
    return parse(page(body, head).encode(), url=url, content_type="text/html; charset=utf-8")


def item_of(body: str, head: str = "", url: str = URL) -> Item:
    """Its one item."""
    (item,) = feed_of(body, head, url).items
    return item


def blocks(item: Item) -> list[tuple[str, str]]:
    """The blocks as (kind, text)."""
    return [(b.kind, item.body[b.start : b.end]) for b in item.blocks]


def texts(item: Item) -> list[str]:
    """The blocks' text."""
    return [text for _, text in blocks(item)]


def left_out(item: Item) -> str:
    """What the item says was left out."""
    return " ".join(p.message for p in item.problems if p.code == "left-out")


def test_what_menus_and_buttons_inside_the_article_say_is_told() -> None:
    """They are no copy, but the item says that they stood in it; one inside the other is told once."""
    prose = "".join(
        f"<p>The keeper of lamp {n} rowed out at dusk and stayed on the rock until the morning.</p>"
        for n in range(12)
    )
    item = item_of(
        f"<nav>All the coast</nav><article><h1>Lamps lit again</h1>{prose}"
        f"<nav><button>Share this lamp</button></nav>{prose.replace('lamp', 'bell')}"
        "<button>Read it aloud</button></article>"
    )
    assert "Share this lamp" not in item.body
    assert left_out(item).count("Share this lamp") == 1
    assert "Read it aloud" in left_out(item)
    assert "All the coast" not in left_out(item)


def test_the_article_and_nothing_around_it() -> None:
    """Menus, side columns, footers and comments are not copy, by tag, role or class."""
    item = item_of(
        "<nav><a href=/>Home</a></nav><header role=banner><p>All the news of the coast and of the islands, every hour.</p></header>"
        f"<main><article><h1>Ferry runs again</h1>{PROSE}</article>"
        "<aside><p>Subscribers read more about the coast and the islands than anybody else in the county.</p></aside></main>"
        "<div class='commentList'><p>I have been on that ferry and it was late, which is nothing new to any of us.</p></div>"
        "<footer><p>The Elm Gazette is printed and read by those who live between the river and the sea.</p></footer>"
    )
    assert texts(item) == list(COPY)
    assert item.headline == "Ferry runs again"
    assert item.confidence > 0.9


def test_an_in_article_promo_is_said_to_be_left_out() -> None:
    """A paragraph that is only a link is no copy, and the item's problems quote it."""
    item = item_of(
        f"<article><h1>Ferry runs again</h1><p>{FIRST}</p><p><a href=/x>Also read: The bridge that fell</a></p>"
        f"<p>{SECOND}</p><p>{THIRD}</p></article>"
    )
    assert texts(item) == list(COPY)
    assert "“Also read: The bridge that fell”" in left_out(item)


def test_a_label_goes_with_the_link_it_announces() -> None:
    """ "See too:" before a link is left out with it; a short paragraph of copy before one stays."""
    link = "<p><a href=/x>The bridge that fell into the river</a></p>"
    item = item_of(
        f"<article><p>{FIRST}</p><p>See too:</p>{link}<p>He said no.</p>{link.replace('fell', 'sank')}<p>{SECOND}</p><p>{THIRD}</p></article>"
    )
    assert texts(item) == [FIRST, "He said no.", SECOND, THIRD]
    assert "See too:" in left_out(item)


def test_a_box_of_links_is_left_out_whole() -> None:
    """A box that is mostly links goes with its heading and its labels; a heading of copy stays."""
    box = "<div class=b><h3>From the archive</h3><p><a href=/1>The old pier in pictures</a></p><p><a href=/2>A winter on Holm</a></p></div>"
    item = item_of(
        f"<article><p>{FIRST}</p>{box}<h2>What it cost</h2><p>{SECOND}</p><p>{THIRD}</p></article>"
    )
    assert blocks(item) == [
        ("paragraph", FIRST),
        ("subhead", "What it cost"),
        ("paragraph", SECOND),
        ("paragraph", THIRD),
    ]
    assert "From the archive" in left_out(item)


def test_the_teaser_under_a_linked_heading_is_another_story() -> None:
    """Cards of other stories under the article do not come in; a heading that links to itself is a heading."""
    card = "<div class=c><h3><a href='/{0}'>Story number {0} of the day</a></h3><p>What happened in the town of that number, told in a sentence or two for those in haste.</p></div>"
    cards = "".join(card.format(n) for n in range(4))
    item = item_of(
        f"<article><p>{FIRST}</p><h2><a href='#cost'>What it cost</a></h2><p>{SECOND}</p><p>{THIRD}</p>{cards}</article>"
    )
    assert texts(item) == [FIRST, "What it cost", SECOND, THIRD]


def test_a_deck_above_the_copy_comes_first() -> None:
    """What stands between headline and copy is the deck, wherever the container of the copy begins."""
    deck = "Nine days without a boat are over, and the island counts what they cost its shops and its school."
    top = f"<div class=top><h1>Ferry runs again</h1><h2>{deck}</h2><p>By Ana Petrov</p></div>"
    item = item_of(f"<article>{top}<div class=body>{PROSE}</div></article>")
    assert blocks(item)[0] == ("deck", deck)
    assert texts(item)[1:] == list(COPY)


def test_the_description_finds_a_deck_that_is_named_like_furniture() -> None:
    """A deck whose class says teaser is known by the page's own description."""
    deck = "Nine days without a boat are over, and the island counts what they cost its shops and its school."
    item = item_of(
        f"<article><h1>Ferry runs again</h1><p class=teaser>{deck}</p><div>{PROSE}</div></article>",
        f'<meta name="description" content="{deck}">',
    )
    assert texts(item) == [deck, *COPY]


@pytest.mark.parametrize(
    "wrapper",
    [
        "<div class=paywall-box>{}</div>",
        "<div class='page with-sidebar'>{}</div>",
        "<aside class=wide><article>{}</article></aside>",
        "<form>{}</form>",
        "<x-related-story class=paywall>{}</x-related-story>",
        "<div class='item-widget'>{}</div>",
    ],
)
def test_a_lying_name_does_not_hide_the_article(wrapper: str) -> None:
    """Where furniture would hold nearly all the prose, its name is not believed."""
    assert texts(item_of(wrapper.format(PROSE))) == list(COPY)


def test_furniture_inside_a_lying_wrapper_is_still_furniture() -> None:
    """Not believing one name is not believing it of the boxes inside."""
    inside = f"<p>{FIRST}</p><div class=newsletter><p>Get the news of the coast each morning before the first boat leaves.</p></div><p>{SECOND}</p><p>{THIRD}</p>"
    item = item_of(f"<div class='story paywall-box'>{inside}</div>")
    assert texts(item) == list(COPY)
    assert "Get the news of the coast" in left_out(item)


def test_lists_tables_and_breaks() -> None:
    """Lists are lists, a table of data is one block of rows and cells, two breaks part paragraphs."""
    table = "<table><tr><th>Boat</th><th>Year</th></tr><tr><td>Holm</td><td>1961</td></tr></table>"
    layout = f"<table><tr><td><p>{THIRD}</p><p>{FIRST[::-1]}</p></td></tr></table>"
    item = item_of(
        f"<article><p>{FIRST}<br><br>{SECOND}</p><ul><li>milk for the school</li><li>post for the priest</li></ul>{table}{layout}</article>"
    )
    assert blocks(item)[:6] == [
        ("paragraph", FIRST),
        ("paragraph", SECOND),
        ("list", "milk for the school"),
        ("list", "post for the priest"),
        ("table", "Boat\tYear\nHolm\t1961"),
        ("paragraph", THIRD),
    ]


def test_pictures_keep_caption_and_credit() -> None:
    """A figure is a picture with its caption and credit, and no paragraph; furniture's pictures stay out."""
    figure = "<figure><img src=/pier.jpg alt=Pier><figcaption>The new pier <span class=credit>Photo: Jo Lund</span></figcaption></figure>"
    item = item_of(
        f"<article><h1>Ferry runs again</h1>{figure}<div>{PROSE}<div class=related><img src=/other.jpg></div></div></article>"
    )
    (picture,) = item.media
    assert (picture.url, picture.alt, picture.credit) == (
        "https://elm.example/pier.jpg",
        "Pier",
        "Photo: Jo Lund",
    )
    assert (picture.caption or "").startswith("The new pier")
    assert texts(item) == list(COPY)


def test_a_figure_without_a_picture_is_copy() -> None:
    """A caption that no picture carries is a caption block; a quotation in a figure stays copy."""
    item = item_of(
        f"<article><p>{FIRST}</p><figure><video src=/f.mp4></video><figcaption>The first boat comes in</figcaption></figure>"
        f"<figure><blockquote>{SECOND}</blockquote></figure><p>{THIRD}</p></article>"
    )
    assert blocks(item)[1] == ("caption", "The first boat comes in")
    assert texts(item)[2:] == [SECOND, THIRD]


def test_right_to_left_and_scripts_without_spaces() -> None:
    """Arabic and Japanese copy is read in its own order, short paragraphs included."""
    arabic = "قالت مديرة الميناء إن العبارة عادت إلى الجزيرة يوم الاثنين بعد تسعة أيام من الانقطاع."
    item = parse(
        page(
            f"<article><p>{arabic}</p><p>{arabic[::-1]}</p></article>", "", 'lang="ar" dir="rtl"'
        ).encode(),
        content_type="text/html; charset=utf-8",
    ).items[0]
    assert texts(item)[0] == arabic
    assert item.language == "ar"
    japanese = "島と本土を結ぶ渡し船が月曜日に九日ぶりに動き出した。港の長は新しい桟橋は冬に耐えると話した。"
    short = "けが人はいなかった。"
    item = item_of(
        f"<article><div>{japanese}</div><div>{short}</div><div>{japanese[::-1]}</div></article>"
    )
    assert short in texts(item)


def test_what_the_page_says_of_its_text_keeps_other_stories_out() -> None:
    """A second story under the first is left out where the page's own object holds the first one whole."""
    other = "".join(
        f"<p>A quite different matter, number {n}, from a quite different place, told at some length here.</p>"
        for n in range(5)
    )
    stated = " ".join(COPY)
    script = f'<script type="application/ld+json">{{"@type":"NewsArticle","articleBody":"{stated}"}}</script>'
    item = item_of(f"<article>{PROSE}{other}</article>", script)
    assert texts(item) == list(COPY)
    assert "A quite different matter, number 4" in left_out(item)


def test_a_text_cut_off_vouches_for_nothing() -> None:
    """An articleBody that breaks off in a sentence does not shorten the article; it makes it less sure."""
    script = f'<script type="application/ld+json">{{"@type":"NewsArticle","articleBody":"{FIRST} {SECOND} {THIRD[:60]}"}}</script>'
    more = "".join(
        f"<p>The story goes on for a good while after that, in its part number {n}, as stories do.</p>"
        for n in range(5)
    )
    item = item_of(f"<article>{PROSE}{more}</article>", script)
    assert len(texts(item)) == 8
    assert item.confidence < 0.9


def test_a_page_that_shows_nothing_gives_what_its_object_holds() -> None:
    """Where the copy is only in the page's own object, that is the body, and the confidence says so."""
    stated = "\\n".join(COPY)
    script = f'<script type="application/ld+json">{{"@type":"NewsArticle","headline":"Ferry runs again","articleBody":"{stated}"}}</script>'
    item = item_of("<div id=app></div><p>Loading</p>", script)
    assert texts(item) == list(COPY)
    assert item.confidence == 0.6


def test_a_live_blog_without_posts_on_the_page() -> None:
    """The posts of a live blog are its body where the page itself shows none; the headline is the blog's."""
    posts = ",".join(
        f'{{"@type":"BlogPosting","headline":"post","datePublished":"2031-03-04T1{n}:00:00Z","articleBody":"{text}"}}'
        for n, text in enumerate(COPY)
    )
    script = f'<script type="application/ld+json">{{"@type":"LiveBlogPosting","headline":"Ferry, live","datePublished":"2031-03-04T08:00:00Z","liveBlogUpdate":[{posts}]}}</script>'
    item = item_of("<div id=app></div>", script)
    assert texts(item) == list(COPY)
    assert (item.headline, item.published_text) == ("Ferry, live", "2031-03-04T08:00:00Z")


def test_confidence_and_its_problem() -> None:
    """A page with next to no copy is read and said to be unsure."""
    item = item_of("<p>Moved.</p>", '<meta property="og:title" content="Ferry runs again">')
    assert item.confidence <= 0.5
    assert texts(item) == ["Moved."]


def test_problems_tell_of_pages_and_of_paying() -> None:
    """A page that goes on elsewhere, or may not be read whole, says so."""
    script = '<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":"False"}</script>'
    feed = feed_of(f"<article>{PROSE}</article>", f'<link rel=next href="/ferry/2">{script}')
    codes = [p.code for p in feed.items[0].problems]
    assert codes == ["access-limited", "continues"]
    assert feed.links["next"] == "https://elm.example/ferry/2"


@pytest.mark.parametrize(
    ("head", "link"),
    [
        ("", "https://elm.example/news/ferry?id=7"),
        ('<link rel=canonical href="/n/7?utm_source=x&id=7">', "https://elm.example/n/7?id=7"),
        ('<link rel=canonical href="https://elm.example/">', "https://elm.example/news/ferry?id=7"),
        ('<meta property="og:url" content="/og/7#top">', "https://elm.example/og/7"),
        ('<link rel=canonical href="https://wire.example/a/9">', "https://wire.example/a/9"),
        (
            '<base href="https://base.example/x/"><link rel=canonical href="7">',
            "https://base.example/x/7",
        ),
    ],
)
def test_the_link_keeps_ids_and_drops_trackers(head: str, link: str) -> None:
    """The declared address is the link, unless it is only the front page; trackers go, ids stay."""
    assert item_of(PROSE, head, URL + "&utm_medium=rss").link == link


def test_scripts_are_emptied_and_take_no_copy_with_them() -> None:
    """A script tag in a comment, in an attribute or without an end does not swallow the copy after it."""
    item = item_of(
        f"<!-- <script> --><p>{FIRST}</p><script>var a = '<p>not seen</p>'</script><style>p {{ }}</style>"
        f"<p>{SECOND}</p><scripture>{THIRD}</scripture><script>x = 1"
    )
    assert texts(item) == list(COPY)


def test_a_page_of_too_many_tags_is_cut_and_says_so() -> None:
    """A page past the bound is read up to it."""
    item = item_of("<p>word here</p>" * 250_000)
    assert "page-cut" in [p.code for p in item.problems]
    assert item.body
