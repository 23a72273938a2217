"""The kinds of values that are mappings (see `declared`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from gklint.support.bilingual import Text
from gklint.support.declared import Glob, Kind, Schema, Words
from gklint.support.did_you_mean import did_you_mean
from gklint.support.locations import Location, Value

_MAPPING = Text("键值对", "a mapping")


class Record:
    """A text, or a mapping with some keys of which the first is needed; read as a tuple."""

    def __init__(self, fields: Sequence[str]) -> None:
        self.fields = fields
        texts = {field: Words(empty=field != fields[0]) for field in fields}
        self.keys = Keys(texts, needed=fields[:1])

    def read(self, value: Any, location: Location) -> Value | None:
        """Return the value."""
        if isinstance(value, str) and value:
            return location.value((value, *[""] * (len(self.fields) - 1)))
        if not isinstance(value, dict):
            keys = "、".join(self.fields)
            location.expected(
                f"文字，或有 {keys} 的键值对",
                f"text, or a mapping of {', '.join(self.fields)}",
                value,
            )
            return None
        read = self.keys.read(value, location)
        if self.fields[0] not in value:
            return None
        return location.value(
            tuple(read[name].value if name in read else "" for name in self.fields)
        )

    def schema(self) -> Schema:
        """Return the kind as JSON Schema."""
        return {"anyOf": [{"type": "string", "minLength": 1}, self.keys.schema()]}


class Keys:
    """A mapping with fixed keys; read as a dict of those that are there.

    `also` is what the JSON Schema says of a key beside its kind; `needed` are keys that must be
    there; `expected` says what should stand where no mapping does.
    """

    def __init__(
        self,
        kinds: Mapping[str, Kind],
        also: Mapping[str, Schema] | None = None,
        needed: Sequence[str] = (),
        expected: Text = _MAPPING,
    ) -> None:
        self.kinds = kinds
        self.also = also or {}
        self.needed = tuple(needed)
        self.expected = expected

    def read(self, value: Any, location: Location) -> dict[str, Any]:
        """Return the value."""
        read: dict[str, Any] = {}
        if not isinstance(value, dict):
            location.expected(*self.expected, value)
            return read
        for name in self.needed:
            if name not in value:
                location.wrong(f"缺少 {name}", f"{name} is missing")
        for written, item in value.items():
            name = str(written)
            kind = self.kinds.get(name)
            if kind is None:
                hint = did_you_mean(name, self.kinds)
                location.inside(name).wrong(f"没有这个键{hint.zh}", f"no such key{hint.en}")
                continue
            result = kind.read(item, location.inside(name))
            if result is not None:
                read[name] = result
        return read

    def schema(self) -> Schema:
        """Return the kind as JSON Schema."""
        properties = {
            name: {**kind.schema(), **self.also.get(name, {})} for name, kind in self.kinds.items()
        }
        needed = {"required": list(self.needed)} if self.needed else {}
        return {
            "type": "object",
            "properties": properties,
            **needed,
            "additionalProperties": False,
        }


class ByName:
    """A mapping of any names to values of one kind; read as a dict in the order written."""

    def __init__(self, kind: Kind, expected: Text = _MAPPING) -> None:
        self.kind = kind
        self.expected = expected

    def read(self, value: Any, location: Location) -> dict[str, Any]:
        """Return the value."""
        if not isinstance(value, dict):
            location.expected(*self.expected, value)
            return {}
        read = {}
        for written, item in value.items():
            name = str(written)
            result = self.kind.read(item, location.inside(name))
            if result is not None:
                read[name] = result
        return read

    def schema(self) -> Schema:
        """Return the kind as JSON Schema."""
        return {"type": "object", "additionalProperties": self.kind.schema()}


class ByGlob:
    """A mapping by patterns for files, in the order in which they stand."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind

    def read(self, value: Any, location: Location) -> dict[str, Any]:
        """Return the value."""
        if not isinstance(value, dict):
            location.expected("键值对，文件的模式在前", "a mapping of patterns for files", value)
            return {}
        read = {}
        for written, item in value.items():
            at = location.inside(str(written))
            if Glob().read(str(written), at) is not None:
                read[str(written)] = self.kind.read(item, at)
        return read

    def schema(self) -> Schema:
        """Return the kind as JSON Schema."""
        return {
            "type": "object",
            "propertyNames": Glob().schema(),
            "additionalProperties": self.kind.schema(),
        }


class Either:
    """A text (or number, or flag) of one kind, or a value of another kind."""

    def __init__(self, types: tuple[type, ...], first: Kind, other: Kind) -> None:
        self.types = types
        self.first = first
        self.other = other

    def read(self, value: Any, location: Location) -> Any:
        """Return the value."""
        return (self.first if type(value) in self.types else self.other).read(value, location)

    def schema(self) -> Schema:
        """Return the kind as JSON Schema."""
        return {"anyOf": [self.first.schema(), self.other.schema()]}
