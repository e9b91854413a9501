"""Who and where, and what looks misspelt."""

from __future__ import annotations

import re

import pytest

from copytaster.anatomy import dissect
from copytaster.anatomy.gazetteer import candidates, country_code, country_name
from copytaster.anatomy.places import locate
from copytaster.model import Item, Name, Story


def read(text: str) -> Story:
    """The text, taken apart."""
    return dissect(Item(body=text))


def names(text: str) -> dict[str, Name]:
    """Names by their fullest form."""
    return {n.name: n for n in read(text).names}


@pytest.mark.parametrize(
    ("text", "name", "post"),
    [
        (
            "They saw Veldoria's Chief of General Staff, Anton Gerrick, on the hill.",
            "Anton Gerrick",
            "Veldoria's Chief of General Staff",
        ),
        (
            "It was Kestrian President Ronald Dunmore who spoke.",
            "Ronald Dunmore",
            "Kestrian President",
        ),
        ("It was US President Ronald Dunmore who spoke.", "Ronald Dunmore", "US President"),
        ("It was Foreign Minister Olena Zarenko who spoke.", "Olena Zarenko", "Foreign Minister"),
        (
            "So said Mara Quill, spokeswoman for the harbour, and left.",
            "Mara Quill",
            "spokeswoman for the harbour",
        ),
        ("So said Dr. Mara Quill and left.", "Mara Quill", None),
        ("They saw Curator Yevan Hollis at the fair.", "Yevan Hollis", "Curator"),
        ("They saw Alderman Tibor Renn at the fair.", "Tibor Renn", "Alderman"),
        (
            "It was Minister of Information Moammar al-Tarsk who spoke.",
            "Moammar al-Tarsk",
            "Minister of Information",
        ),
        (
            "It was Minister of Canals Jon Vask who spoke.",
            "Jon Vask",
            "Minister of Canals",
        ),
    ],
)
def test_people_and_posts(text: str, name: str, post: str | None) -> None:
    """A person's name stands without title and post, and the post beside it."""
    found = names(text)[name]
    assert (found.kind, found.post) == ("person", post)


def test_last_names_join_full_names() -> None:
    """Every mention is a span of the one name; a last name two people share joins neither."""
    text = "Mara Quill met Jon Vask. Quill spoke, and Vask listened. Quill left."
    found = names(text)
    assert [text[a:b] for a, b in found["Mara Quill"].spans] == ["Mara Quill", "Quill", "Quill"]
    shared = names("Mara Quill met Jon Quill. Later Quill said no and Quill left.")
    assert len(shared["Mara Quill"].spans) == len(shared["Jon Quill"].spans) == 1


def test_articles_belong_to_names() -> None:
    """``al-Tarsk`` goes on with a name, stands for it, and so does ``Tarsk``."""
    text = "Moammar al-Tarsk came. They heard al-Tarsk, and Tarsk left with an iPad in mid-March."
    assert {n: [text[a:b] for a, b in name.spans] for n, name in names(text).items()} == {
        "Moammar al-Tarsk": ["Moammar al-Tarsk", "al-Tarsk", "Tarsk"]
    }


def test_descent_is_no_name() -> None:
    """``Veldorian-born`` is an adjective, however often it is written."""
    assert names("The Veldorian-born baker met the Veldorian-born miller.") == {}


@pytest.mark.parametrize(
    "name",
    [
        "Ministry of Trade",
        "General Staff of Norvania's Armed Forces",
        "Halden University",
        "White House",
        "Reuters",
        "NATO",
    ],
)
def test_organisations(name: str) -> None:
    """An organisation is known by its head, its initials or its fame."""
    assert names(f"It was said that the {name} would not answer.")[name].kind == "organisation"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They flew to Paris from Seoul.", [("Paris", "FR"), ("Seoul", "KR")]),
        (
            "They drove to Paris, Texas, from Dallas.",
            [("Paris", "US"), ("Texas", "US"), ("Dallas", "US")],
        ),
        ("Troops held the Kursk Region.", [("Kursk", "RU")]),
        (
            "The US and the UK met in Vienna.",
            [("United States", "US"), ("United Kingdom", "GB"), ("Vienna", "AT")],
        ),
        ("The Democratic People's Republic of Korea agreed.", [("North Korea", "KP")]),
        ("Ukrainian and Chinese envoys met.", [("Ukraine", "UA"), ("China", "CN")]),
        ("British Airways landed.", []),
        (
            "Charleston, Ill., is not Charleston, S.C., they say.",
            [
                ("Charleston", "US"),
                ("Illinois", "US"),
                ("Charleston", "US"),
                ("South Carolina", "US"),
            ],
        ),
        ("They met in Butler County, Ohio.", [("Butler County", "US"), ("Ohio", "US")]),
        ("She toured Europe.", [("Europe", None)]),
        ("Mara London said nothing. London left.", []),
        (
            "They met in Charleston, W.Va., and in Wheeling, W. Va.",
            [
                ("Charleston", "US"),
                ("West Virginia", "US"),
                ("Wheeling", "US"),
                ("West Virginia", "US"),
            ],
        ),
        ("She went to Jalisco and to Cumbria.", [("Jalisco", "MX"), ("Cumbria", "GB")]),
        ("She lives in Norwich, Norfolk.", [("Norwich", "GB"), ("Norfolk", "GB")]),
        (
            "A Toronto-based firm met Egyptian-US envoys.",
            [("Toronto", "CA"), ("Egypt", "EG"), ("United States", "US")],
        ),
        ("Rep. Orlo, D-Ga., spoke of African-Americans.", [("Georgia", "US")]),
        (
            "The Springfield City Council met the Toledo Police.",
            [("Springfield", "US"), ("Toledo", "US")],
        ),
        ("The Superior Court and the Commerce Department agreed.", []),
        ("A South Philadelphia man left.", [("Philadelphia", "US")]),
        ("He paid US$5 million to the firm.", []),
        (
            "They flew to the Philippines over the South China Sea.",
            [("Philippines", "PH"), ("South China Sea", None)],
        ),
        ("She has written of Asia.", [("Asia", None)]),
        ("He reads the Boston Globe Times daily.", []),
    ],
)
def test_places(text: str, expected: list[tuple[str, str]]) -> None:
    """Places are resolved by what stands around them; peoples, people and papers are none."""
    assert [(p.name, p.country) for p in read(text).places] == expected


def test_coordinates_are_of_the_right_spot() -> None:
    """Kyiv lies where it lies."""
    (kyiv,) = read("They flew to Kyiv.").places
    assert kyiv.latitude == pytest.approx(50.45, abs=0.05)
    assert kyiv.longitude == pytest.approx(30.52, abs=0.05)
    assert kyiv.geonames == 703448


def test_every_country_is_found_under_its_own_name() -> None:
    """The gazetteer's countries and its table of names agree."""
    for code in ("US", "GB", "KR", "KP", "VA", "CD", "CI", "FR", "IN", "UA"):
        name = country_name(code)
        assert name is not None
        assert country_code(name) == code


def test_candidates_ignore_case_and_accents() -> None:
    """One key for every way to write a name; nothing for what is none."""
    assert candidates("ZURICH") == candidates("Zürich")
    assert candidates("Xyzzyqua") == ()
    assert candidates("x" * 10_000) == ()


def flagged(text: str) -> list[str]:
    """The words flagged as misspelt."""
    story = read(text)
    return [story.quote(f.span) for f in story.flags if f.kind == "misspelling" and f.span]


@pytest.mark.parametrize(
    ("text", "slip"),
    [
        ("Ronald Dunmore came. Dunmore spoke. Later on Saturday, Dunmorr left.", "Dunmorr"),
        ("Ronald Dunmore came. Dunmore spoke, and Ronald Dumnore left.", "Dumnore"),
        ("Ronald Dunmore came. Dunmore spoke, and then Dunmire left.", "Dunmire"),
        ("Valery Gerrickov came. Gerrickov spoke, and then Gerickov left.", "Gerickov"),
        ("Bowe Vergdahl came. Vergdahl spoke, and then Verghdal left.", "Verghdal"),
    ],
)
def test_slips_are_flagged(text: str, slip: str) -> None:
    """A neighbouring key, two letters swapped, one changed or one lost: flagged where it stands, with evidence."""
    assert flagged(text) == [slip]
    flag = next(f for f in read(text).flags)
    assert flag.evidence


@pytest.mark.parametrize(
    "text",
    [
        "Ukraine fought. Ukraine won, and Ukrainian troops and Ukrainians cheered Ukraine's flag.",
        "Kamala Orlo met Kamal Vask. Kamala spoke and Kamal spoke. Kamala left, Kamal left.",
        "Mario Vask spoke. Mario left. Later Maria Quill came.",
        "Iraq spoke. Iraq left. Then Iran spoke.",
        "The Dunmores came. Ronald Dunmore spoke. Dunmore left with Mrs. Dunmore.",
        "Mr. Markers spoke. Markers left. The markets fell; Markets are fickle.",
        "Jon Chan spoke. Chan left. Amy Chen stayed.",
        "Anna Ivanov spoke. Ivanov left. Olga Ivanova stayed.",
        "The States agreed. The States met. She chairs the Commission on the Status of Women.",
        "Michael Beason spoke. Beason left. He met a man from Benson.",
    ],
)
def test_real_names_are_not_flagged(text: str) -> None:
    """Plurals, possessives, peoples, places and different people are no misspellings."""
    assert flagged(text) == []


def test_small_towns_among_their_neighbours() -> None:
    """Which Paris is meant is told by the towns and counties around it, the people's names included."""
    text = "A fire in Paris spread to Lamar County on Monday. Crews came from Dallas, Texas, and Sherman, Texas."
    placed = {p.name: (p.country, round(p.latitude or 0)) for p in dissect(Item(body=text)).places}
    assert placed["Paris"] == ("US", 34)
    assert placed["Lamar County"] == ("US", 34)


def test_given_spans_are_located() -> None:
    """Spans that somebody else found are put on the map together; what is not on it stays None."""
    text = "Iranian envoys flew from Athens to Blorfen, near the Alps."
    spans = [(m.start(), m.end()) for m in re.finditer("Iranian|Athens|Blorfen", text)]
    found = locate(text, spans)
    assert [p and (p.country, p.demonym) for p in found] == [("IR", True), ("GR", False), None]
