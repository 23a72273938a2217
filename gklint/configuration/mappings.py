"""The kinds of values that are mappings, and the kinds of rules' options."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from gklint.configuration.documents import Document
from gklint.configuration.kinds import (
    OTHER_CODE,
    Flag,
    Glob,
    Kind,
    RuleWord,
    Schema,
    Several,
    Whole,
    Words,
)
from gklint.configuration.locations import Location, Value
from gklint.rule.definition import Option, OptionValue, Rule
from gklint.support.did_you_mean import did_you_mean
from gklint.support.problems import ConfigurationError, Problem


class Record:
    """A text, or a mapping with some keys of which the first is needed; read as a tuple."""

    def __init__(self, fields: Sequence[str]) -> None:
        self.fields = fields

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
        texts = {field: Words(empty=field != self.fields[0]) for field in self.fields}
        read = Keys(texts).read(value, location)
        if self.fields[0] not in value:
            location.wrong(f"缺少 {self.fields[0]}", f"{self.fields[0]} is missing")
            return None
        return location.value(
            tuple(read[name].value if name in read else "" for name in self.fields)
        )

    def schema(self) -> Schema:
        """Return the kind as JSON Schema."""
        texts: Mapping[str, Kind] = {
            field: Words(empty=field != self.fields[0]) for field in self.fields
        }
        mapping = {**Keys(texts).schema(), "required": [self.fields[0]]}
        return {"anyOf": [{"type": "string", "minLength": 1}, mapping]}


class Keys:
    """A mapping with fixed keys; read as a dict of those that are there."""

    def __init__(self, kinds: Mapping[str, Kind], also: Mapping[str, Schema] | None = None) -> None:
        self.kinds = kinds
        self.also = also or {}

    def read(self, value: Any, location: Location) -> dict[str, Any]:
        """Return the value."""
        read: dict[str, Any] = {}
        if not isinstance(value, dict):
            location.expected("键值对", "a mapping", value)
            return read
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
        return {"type": "object", "properties": properties, "additionalProperties": False}


class ByRule:
    """A mapping by rules: read as a dict by code or prefix. No rule may stand in it twice."""

    def __init__(
        self,
        rules: Sequence[Rule],
        kinds: Mapping[str, Kind] | None = None,
        each: Kind | None = None,
    ) -> None:
        # `kinds` has one kind for each rule by code; `each` is one for all, prefixes included.
        self.rules = rules
        self.kinds = kinds or {}
        self.each = each

    def read(self, value: Any, location: Location) -> dict[str, Any]:
        """Return the value."""
        read: dict[str, Any] = {}
        if not isinstance(value, dict):
            location.expected("键值对，规则在前", "a mapping of rules", value)
            return read
        words = RuleWord(self.rules, single=self.each is None)
        for written, item in value.items():
            at = location.inside(str(written))
            found = words.read(str(written), at)
            if found is None:
                continue
            if found.value in read:
                at.wrong(f"{found.value} 已经写过一次", f"{found.value} stands here twice")
            elif kind := self.each or self.kinds.get(found.value):
                result = kind.read(item, at)
                if result is not None:
                    read[found.value] = result
            else:
                at.wrong(
                    f"{found.value} 没有可以设置的选项；有选项的规则：{'、'.join(self.kinds)}",
                    f"{found.value} has no options; these have: {', '.join(self.kinds)}",
                )
        return read

    def schema(self) -> Schema:
        """Return the kind as JSON Schema."""
        if self.each is not None:
            return {
                "type": "object",
                "propertyNames": RuleWord(self.rules).schema(),
                "additionalProperties": self.each.schema(),
            }
        names = {rule.code: rule.name for rule in self.rules}
        properties = {
            word: kind.schema() for code, kind in self.kinds.items() for word in (code, names[code])
        }
        return {
            "type": "object",
            "properties": properties,
            "patternProperties": {OTHER_CODE: {"type": "object"}},
            "additionalProperties": False,
        }


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


def kind_of_option(option: Option) -> Kind:
    """Return the kind of value that a rule's option takes."""
    default = option.default
    if isinstance(default, bool):
        return Flag()
    if isinstance(default, int):
        return Whole(option.least)
    if isinstance(default, str):
        return Words(option.choices, option.pattern, option.example, empty=not default)
    if option.fields:
        return Several(Record(option.fields), option.example)
    return Several(Words(option.choices, option.pattern, option.example), option.example)


def read_options(rule: Rule, written: Mapping[str, Any]) -> tuple[tuple[str, OptionValue], ...]:
    """Return the options of a rule as `Settings` has them, from what people would write.

    Raises ConfigurationError with all that is wrong.
    """
    problems: list[Problem] = []
    location = Location(Document(rule.name, written, {}), problems)
    kinds = {option.name: kind_of_option(option) for option in rule.options}
    read = Keys(kinds).read(dict(written), location)
    if problems:
        raise ConfigurationError(problems)
    return tuple(sorted((name, value.value) for name, value in read.items()))
