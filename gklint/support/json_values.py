"""Typed values as JSON, and back again by their declared types.

What is read from a file or comes from another process is data: reading it calls nothing but the
types that the reader asked for, and what is not of the declared shape raises ValueError.

A NamedTuple becomes the list of its fields, a tuple or frozenset a list, a mapping an object, an
enumeration its value, a Decimal `{"decimal": "1.5"}`. A Text becomes `{"zh": …, "en": …}` wherever
it stands, so that it is one again where any `object` may stand.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from enum import IntEnum
from types import NoneType, UnionType
from typing import Any, Generic, NamedTuple, TypeVar, Union, get_args, get_origin, get_type_hints

from gklint.support.bilingual import Text

T = TypeVar("T")

_SCALARS = (str, int, float, bool)
_TEXT = {"zh", "en"}


class _Ways(NamedTuple):
    """How values of one type are written and read; of type `plain` they are read as they are."""

    write: Callable[[Any], object]
    read: Callable[[Any], Any]
    plain: type | None = None


class JsonType(Generic[T]):
    """A type whose values are written as JSON and read again.

    `names` are the types that annotations speak of and that their modules do not import at run
    time, by name. Raises TypeError for a type that has no way here.
    """

    def __init__(self, kind: Any, names: Mapping[str, type] | None = None) -> None:
        self._names = dict(names or {})
        self._known: dict[Any, _Ways] = {}
        self._ways = self._of(kind)

    def write(self, value: T) -> object:
        """Return what stands for a value in JSON; raises TypeError where nothing can."""
        return self._ways.write(value)

    def read(self, data: object) -> T:
        """Return the value that stands in JSON; raises ValueError for another shape."""
        value: T = self._ways.read(data)
        return value

    def _of(self, kind: Any) -> _Ways:
        if kind not in self._known:
            self._known[kind] = self._made(kind)
        return self._known[kind]

    def _made(self, kind: Any) -> _Ways:
        origin, arguments = get_origin(kind), get_args(kind)
        if kind is str:
            return _TEXTS
        if kind in _SCALARS or kind is NoneType:
            return _scalar(kind)
        if kind is Any:
            return _Ways(_write_plain, _same)
        if kind is object:
            return _Ways(_write_any, _read_any)
        if kind is Decimal:
            return _Ways(_write_any, _read_decimal)
        if kind is Text:
            return _Ways(_write_any, _read_text)
        if origin in (Union, UnionType):
            return _union([(member, self._of(member)) for member in arguments])
        if origin is tuple and arguments[1:] != (...,):
            return _fixed(tuple, [self._of(member) for member in arguments])
        if origin in (tuple, frozenset, Sequence):
            return _many(origin, self._of(arguments[0]))
        if origin in (Mapping, dict):
            return _mapping(arguments[0], self._of(arguments[1]))
        if isinstance(kind, type) and issubclass(kind, IntEnum):
            return _Ways(int, kind)
        if hasattr(kind, "_fields"):
            hints = get_type_hints(kind, localns=self._names)
            return _fixed(kind._make, [self._of(hints[name]) for name in kind._fields])
        raise TypeError(f"no way to write {kind!r} as JSON")


def _same(data: Any) -> Any:
    return data


def _write_plain(value: Any) -> object:
    """Write what is JSON already: a mapping has texts for keys, a list is a list."""
    if json.loads(json.dumps(value)) != value:
        raise _Unfit("this cannot be written as JSON as it is")
    return value


def _scalar(kind: type) -> _Ways:
    def same(value: Any) -> Any:
        # Exactly: a subclass (an enumeration, somebody's str) would be another value afterwards.
        if type(value) is not kind and not (kind is float and type(value) is int):
            raise _Unfit(f"{kind.__name__} is expected, not {type(value).__name__}")
        return value

    return _Ways(same, same, kind)


#: Most of what there is are texts.
_TEXTS = _scalar(str)


def _fixed(make: Callable[[Any], Any], parts: list[_Ways]) -> _Ways:
    writers = [part.write for part in parts]
    readers = [part.read for part in parts]
    plain = [part.plain for part in parts]

    def write(value: Any) -> object:
        if not isinstance(value, tuple) or len(value) != len(writers):
            raise _Unfit(f"{len(writers)} values are expected")
        return [write(part) for write, part in zip(writers, value, strict=True)]

    def read(data: Any) -> Any:
        if type(data) is not list or len(data) != len(readers):
            raise _Unfit(f"{len(readers)} values are expected")
        return make(
            [
                part if type(part) is kind else read(part)
                for part, kind, read in zip(data, plain, readers, strict=True)
            ]
        )

    return _Ways(write, read)


def _many(make: Any, part: _Ways) -> _Ways:
    make = tuple if make is Sequence else make
    texts = part is _TEXTS

    def write(value: Any) -> object:
        if not isinstance(value, tuple | list | frozenset):
            raise _Unfit("several values are expected")
        # In one order: what is built from the same files is the same, byte for byte.
        members = sorted(value) if make is frozenset else value
        return [part.write(member) for member in members]

    def read(data: Any) -> Any:
        if type(data) is not list:
            raise _Unfit("a list is expected")
        if texts and set(map(type, data)) <= {str}:
            return make(data)
        return make(map(part.read, data))

    return _Ways(write, read)


def _mapping(key: type, part: _Ways) -> _Ways:
    if key not in (str, int):
        raise TypeError(f"no way to write a mapping with keys of {key!r} as JSON")

    def write(value: Any) -> object:
        return {str(_scalar(key).write(name)): part.write(each) for name, each in value.items()}

    def read(data: Any) -> Any:
        if type(data) is not dict:
            raise _Unfit("an object is expected")
        if key is str:
            return dict(zip(data, map(part.read, data.values()), strict=True))
        return {key(name): part.read(each) for name, each in data.items()}

    return _Ways(write, read)


def _union(members: list[tuple[Any, _Ways]]) -> _Ways:
    """Return how a union is written: by the one member that takes the value; where several are
    NamedTuples, with the name of the type before it."""
    tuples = {kind.__name__: ways for kind, ways in members if hasattr(kind, "_fields")}
    several = len(tuples) > 1

    def write(value: Any) -> object:
        name = type(value).__name__
        if several and name in tuples:
            return {name: tuples[name].write(value)}
        return _first([ways.write for _, ways in members], value)

    def read(data: Any) -> Any:
        if several and type(data) is dict and len(data) == 1:
            ((name, inner),) = data.items()
            if name in tuples:
                return tuples[name].read(inner)
        return _first([ways.read for _, ways in members], data)

    return _Ways(write, read)


def _first(ways: Sequence[Callable[[Any], Any]], value: Any) -> Any:
    for way in ways:
        try:
            return way(value)
        except _Unfit:
            continue
    raise _Unfit(f"nothing that is expected is like {type(value).__name__}")


class _Unfit(ValueError, TypeError):
    """A value that is not of the type that is declared for it."""


def _write_any(value: Any) -> object:
    """Write a value where nothing is said of its type; raises TypeError for one that is no data."""
    kind = type(value)
    if value is None or kind in _SCALARS:
        return value
    if kind is Decimal:
        return {"decimal": str(value)}
    if kind is Text:
        return {"zh": _scalar(str).write(value.zh), "en": _scalar(str).write(value.en)}
    if kind is tuple:
        return [_write_any(member) for member in value]
    raise _Unfit(f"no way to write {kind.__name__} as JSON")


def _read_any(data: Any) -> Any:
    if type(data) is list:
        return tuple(map(_read_any, data))
    if type(data) is dict:
        return _read_text(data) if set(data) == _TEXT else _read_decimal(data)
    return data


def _read_text(data: Any) -> Text:
    if type(data) is not dict or set(data) != _TEXT:
        raise _Unfit("a text in two languages is expected")
    return Text(_scalar(str).read(data["zh"]), _scalar(str).read(data["en"]))


def _read_decimal(data: Any) -> Decimal:
    if type(data) is not dict or set(data) != {"decimal"} or type(data["decimal"]) is not str:
        raise _Unfit("a decimal number is expected")
    try:
        return Decimal(data["decimal"])
    except InvalidOperation as error:
        raise _Unfit("a decimal number is expected") from error
