"""How every noun becomes JSON and comes back.

A noun is a frozen dataclass that inherits `Noun`. The way there and back for a class is
built once from its type hints, so a new noun needs no code of its own:
datetimes travel as ISO 8601, dates as ``YYYY-MM-DD``, bytes as base64,
tuples as lists, nouns as objects. Unknown keys are ignored on the way in, so
that an older program reads a newer file.
"""

from __future__ import annotations

import base64
import types
import typing
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime
from functools import cache
from operator import attrgetter
from typing import Any, ClassVar, Self, TypeVar

from copytaster.model.encoding import encoder

Decoder = Callable[[Any], Any]
_N = TypeVar("_N", bound=type)
_T = TypeVar("_T", bound="Noun")


class Noun:
    """Base of the nouns: ``to_dict`` and ``from_dict``, each the other's inverse."""

    __slots__ = ()

    def to_dict(self) -> dict[str, Any]:
        """The noun as plain JSON values."""
        return encoder(_hashable(type(self)))(self)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """The noun that ``to_dict`` gave; absent keys take their defaults.

        Raises KeyError naming the field when a required one is absent.
        """
        required = _required(_hashable(cls))
        missing = [name for name in required if name not in data]
        if missing:
            raise KeyError(f"{cls.__name__}.{missing[0]}")
        return cls(**{n: decode(data[n]) for n, decode in _decoders(_hashable(cls)) if n in data})


class Row:
    """A noun that also unpacks like a tuple: ``for start, end, kind, reason in cuts``.

    ``_row`` names the fields that unpack, in order.
    """

    __slots__ = ()
    _row: ClassVar[tuple[str, ...]] = ()
    _values: ClassVar[Callable[[Any], tuple[Any, ...]]]

    def __init_subclass__(cls) -> None:
        cls._values = attrgetter(*cls._row)

    def __iter__(self) -> Iterator[Any]:
        return iter(type(self)._values(self))


def quick(noun: _N) -> _N:
    """The frozen dataclass itself, made in a half to a quarter of the time; a decorator.

    A frozen dataclass sets each field of a new object by a call that goes round its own lock.
    Here the new object is of an open class of the same slots until its fields are set, and of
    the noun's own from then on. For nouns made by the thousand; they may have no heirs, and
    no fields made by a factory.
    """
    sent = fields(noun)
    if any(f.default_factory is not MISSING for f in sent):
        raise TypeError(f"{noun.__name__} has a field that a factory makes")
    slots = {"__slots__": tuple(f.name for f in sent), "_row": (sent[0].name,)}
    known = {"_open": type(f"{noun.__name__}Open", noun.__bases__, slots), "_own": noun}
    known |= {f"_{f.name}": f.default for f in sent if f.default is not MISSING}
    lines = [
        f"def __init__(self, {', '.join(map(_parameter, sent))}):",
        "    object.__setattr__(self, '__class__', _open)",
        *(f"    self.{f.name} = {f.name}" for f in sent),
        "    self.__class__ = _own",
    ]
    exec("\n".join(lines), known)  # noqa: S102 - names of fields alone, as dataclasses does
    made: Any = known["__init__"]
    given = vars(noun)["__init__"]
    made.__qualname__, made.__annotations__ = given.__qualname__, given.__annotations__
    setattr(noun, "__init__", made)  # noqa: B010 - mypy bars the plain assignment
    return noun


def altered(noun: _T, changes: Mapping[str, Any]) -> _T:
    """The noun with some fields changed: `dataclasses.replace` in a fraction of its time."""
    of, places = _places(_hashable(type(noun)))
    values = list(of(noun))
    for name, value in changes.items():
        values[places[name]] = value
    return type(noun)(*values)


@cache
def _places(cls: Any) -> tuple[Callable[[Any], tuple[Any, ...]], dict[str, int]]:
    """What gives the values of all fields (two at least), and where each field's is."""
    names = [f.name for f in fields(cls)]
    return attrgetter(*names), {name: at for at, name in enumerate(names)}


def _parameter(one: Field[Any]) -> str:
    return one.name if one.default is MISSING else f"{one.name}=_{one.name}"


@cache
def _required(cls: Any) -> tuple[str, ...]:
    return tuple(
        f.name for f in fields(cls) if f.default is MISSING and f.default_factory is MISSING
    )


@cache
def _decoders(cls: Any) -> tuple[tuple[str, Decoder], ...]:
    hints = typing.get_type_hints(cls)
    return tuple((f.name, _decoder(hints[f.name])) for f in fields(cls))


def _hashable(cls: type) -> Hashable:
    # mypy takes the instances' __hash__, which a dataclass may set to None, for the class's own.
    return cls


def _same(value: Any) -> Any:
    return value


def _decoder(hint: Any) -> Decoder:
    """What makes a value of a type hint of its plain JSON."""
    origin = typing.get_origin(hint)
    if origin is tuple:
        return _tuple_decoder(typing.get_args(hint))
    if origin in (typing.Union, types.UnionType):
        return _optional_decoder(hint)
    if isinstance(hint, type) and is_dataclass(hint):
        made: Decoder = hint.from_dict  # type: ignore[attr-defined]
        return made
    if hint in (datetime, date):
        return hint.fromisoformat  # type: ignore[no-any-return]
    if hint is bytes:
        return base64.b64decode
    return dict if origin in (dict, Mapping) else _same


def _tuple_decoder(args: tuple[Any, ...]) -> Decoder:
    if len(args) == 2 and args[1] is Ellipsis:
        decode = _decoder(args[0])
        return tuple if decode is _same else (lambda v: tuple(decode(x) for x in v))
    parts = [_decoder(hint) for hint in args]
    return lambda v: tuple(decode(x) for decode, x in zip(parts, v, strict=True))


def _optional_decoder(hint: Any) -> Decoder:
    inner = [a for a in typing.get_args(hint) if a is not type(None)]
    decode = _decoder(inner[0]) if len(inner) == 1 else _same  # a union of plain JSON types
    return _same if decode is _same else (lambda v: None if v is None else decode(v))
