"""Datelines of every house, and what only looks like one."""

from __future__ import annotations

from datetime import date

import pytest

from copytaster.anatomy.datelines import find_dateline
from copytaster.model import Dateline

ANCHOR = date(2025, 4, 27)


def find(text: str) -> Dateline | None:
    """The dateline of a whole text."""
    return find_dateline(text, 0, len(text), ANCHOR)


@pytest.mark.parametrize(
    ("line", "places", "region", "country", "day", "agencies"),
    [
        (
            "Seoul [South Korea], April 27 (ANI):",
            ("Seoul",),
            None,
            "South Korea",
            date(2025, 4, 27),
            ("ANI",),
        ),
        (
            "Lucknow (Uttar Pradesh) [India], May 19 (ANI):",
            ("Lucknow",),
            "Uttar Pradesh",
            "India",
            date(2025, 5, 19),
            ("ANI",),
        ),
        ("New Delhi, Jul 7 (PTI)", ("New Delhi",), None, "India", date(2024, 7, 7), ("PTI",)),
        ("WASHINGTON (AP) —", ("Washington",), None, "United States", None, ("AP",)),
        ("PARIS, Nov 22 (Reuters) -", ("Paris",), None, "France", date(2024, 11, 22), ("Reuters",)),
        ("TOKYO —", ("Tokyo",), None, "Japan", None, ()),
        ("LONDON/BERLIN —", ("London", "Berlin"), None, "United Kingdom", None, ()),
        ("ABOARD AIR FORCE ONE (AP) —", ("Aboard Air Force One",), None, None, None, ("AP",)),
        ("ST. LOUIS, Mo. (AP) —", ("St. Louis",), "Missouri", "United States", None, ("AP",)),
        ("KRAMATORSK, Ukraine —", ("Kramatorsk",), None, "Ukraine", None, ()),
        ("(Reuters) -", (), None, None, None, ("Reuters",)),
        ("May 5 (UPI) --", (), None, None, date(2025, 5, 5), ("UPI",)),
        (
            "LOS ANGELES, Nov. 22, 2018 /PRNewswire/ --",
            ("Los Angeles",),
            None,
            "United States",
            date(2018, 11, 22),
            ("PRNewswire",),
        ),
        (
            "DUBAI, 22nd November, 2024 (WAM) --",
            ("Dubai",),
            None,
            "United Arab Emirates",
            date(2024, 11, 22),
            ("WAM",),
        ),
        ("Mumbai:", ("Mumbai",), None, "India", None, ()),
        (
            "Orsk Bay [Veldoria], Jan 2 (QQN):",
            ("Orsk Bay",),
            None,
            "Veldoria",
            date(2025, 1, 2),
            ("QQN",),
        ),
    ],
)
def test_houses(
    line: str,
    places: tuple[str, ...],
    region: str | None,
    country: str | None,
    day: date | None,
    agencies: tuple[str, ...],
) -> None:
    """Place, region, country, date with its year, and agency are read off every house's form."""
    found = find(f"{line} The council met and rose again.")
    assert found is not None
    assert (found.span.start, found.span.end) == (0, len(line))
    assert (found.places, found.region, found.country) == (places, region, country)
    assert (found.date, found.agencies) == (day, agencies)


@pytest.mark.parametrize(
    "text",
    [
        "WATCH — The video shows it",
        "UPDATE - The man was found",
        "Ukraine: What we know so far",
        "BREAKING: The dam broke",
        "The (AP) story was wrong",
        "President Orlo said so",
        "Apple (AAPL) shares fell",
        "Feb 30 (PTI) The date is impossible",
        "Q: What is it like?",
        "Nice — the weather was not",
        "TOKYO — ",
        "",
    ],
)
def test_lookalikes(text: str) -> None:
    """Labels, tickers, impossible dates and common words before a dash are no dateline."""
    assert find(text) is None


def test_the_year_is_that_of_the_nearest_day() -> None:
    """A December dateline read in January belongs to the year before."""
    line = "Seoul, Dec 30 (Yonhap) -- Snow fell."
    found = find_dateline(line, 0, len(line), date(2026, 1, 2))
    assert found is not None
    assert found.date == date(2025, 12, 30)


def test_without_an_anchor_the_date_stays_open() -> None:
    """Nothing is guessed: no item date, no year, no date."""
    line = "Seoul, Dec 30 (Yonhap) -- Snow fell."
    found = find_dateline(line, 0, len(line), None)
    assert found is not None
    assert found.date is None


SENTENCE = "The ferry of the north quay has stopped for the winter, the boatmen said."


@pytest.mark.parametrize("place", ["ORSKELL", "VARTMOUTH"])
def test_a_place_nobody_has_heard_of(place: str) -> None:
    """Capitals and a spaced dash make a dateline even of a place no gazetteer knows."""
    found = find(f"{place} - {SENTENCE}")
    assert found is not None
    assert (found.place, found.country, found.span.end) == (
        place.capitalize(),
        None,
        len(place) + 2,
    )


@pytest.mark.parametrize(
    "opening", ["UPDATE", "WATCH", "EXCLUSIVE", "MUST READ", "NATO", "QQN", "PORT ORSKELL", "FERRY"]
)
def test_a_label_is_no_unheard_of_place(opening: str) -> None:
    """Labels, initials, words of the copy and several words nobody vouches for stay copy."""
    assert find(f"{opening} - {SENTENCE}") is None


def test_a_place_of_several_words_needs_a_witness() -> None:
    """The copy or the sender names it too."""
    line = f"PORT ORSKELL - {SENTENCE}"
    assert find(f"{line} Snow fell in Port Orskell.") is not None
    assert find_dateline(line, 0, len(line), ANCHOR, None, "Port Orskell, Veldoria") is not None


@pytest.mark.parametrize(
    ("located", "country"),
    [
        ("Orskell, Veldoria", "Veldoria"),
        ("Orskell, NO", "Norway"),
        ("Orskell", None),
        ("Halden, Veldoria", None),
    ],
)
def test_the_senders_own_country(located: str, country: str | None) -> None:
    """Where the dateline gives no country, the sender's does, if it speaks of the same place."""
    line = f"ORSKELL, May 6 (QQN) - {SENTENCE}"
    found = find_dateline(line, 0, len(line), ANCHOR, None, located)
    assert found is not None
    assert found.country == country
