"""Any wire format to a `Feed` of `Item`s: RSS, RDF, Atom, JSON Feed, ninjs, NewsML-G2, NITF, HTML, text.

::

    bytes | charset.decode | registry (sniffs) | <format>.read | Feed

Each format is one module with one ``read``; `markup` turns every kind of
markup into copy, so that no format loses words in a way of its own.
"""

from copytaster.formats.charset import MAX_BYTES
from copytaster.formats.dates import Stamp, parse_date
from copytaster.formats.links import canonical_link
from copytaster.formats.opml import Outline, not_feeds, read_opml, write_opml
from copytaster.formats.registry import parse

__all__ = [
    "MAX_BYTES",
    "Outline",
    "Stamp",
    "canonical_link",
    "not_feeds",
    "parse",
    "parse_date",
    "read_opml",
    "write_opml",
]
