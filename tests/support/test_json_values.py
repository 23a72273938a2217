"""Values survive being written as JSON, and nothing but values of the declared shape comes back."""

from __future__ import annotations

import json
import pickle
from collections.abc import Mapping
from decimal import Decimal
from enum import IntEnum
from typing import Any, NamedTuple

import pytest

from gklint.support.bilingual import Text
from gklint.support.json_values import JsonType


class Colour(IntEnum):
    RED = 1


class Leaf(NamedTuple):
    name: str
    number: int | Decimal | None = None


class Twig(NamedTuple):
    name: str


class Tree(NamedTuple):
    leaves: tuple[Leaf, ...]
    parts: tuple[Leaf | Twig, ...]
    by_line: Mapping[int, str]
    marks: frozenset[str]
    colour: Colour
    facts: Mapping[str, object]


TREE = Tree(
    (Leaf("甲", 10**30), Leaf("\udcff", Decimal("1.50")), Leaf("乙")),
    (Leaf("甲"), Twig("乙")),
    {7: "行\n"},
    frozenset({"二", "一"}),
    Colour.RED,
    {"a": Text("甲", "a"), "b": (1, Text("乙", "b"), None), "c": Decimal("0.1"), "d": True},
)


def written(value: Any, kind: Any) -> Any:
    return json.loads(json.dumps(JsonType(kind).write(value)))


def test_what_was_written_is_read_again_with_its_types() -> None:
    again = JsonType(Tree).read(written(TREE, Tree))
    assert again == TREE and repr(again) == repr(TREE._replace(marks=again.marks))
    assert isinstance(again.facts["a"], Text) and again.facts["a"].say("en") == "a"
    assert isinstance(again.leaves[1].number, Decimal) and isinstance(again.colour, Colour)


@pytest.mark.parametrize(
    "value",
    [object(), {1, 2}, b"bytes", Leaf("a"), [1], {"a": 1}, type("Str", (str,), {})("a")],
)
def test_what_is_no_data_cannot_be_written(value: object) -> None:
    # A plugin's rule may give any value as a fact: read back, it would be another one.
    with pytest.raises(TypeError):
        JsonType(Tree).write(TREE._replace(facts={"fact": value}))


@pytest.mark.parametrize(
    "change",
    [
        {"leaves": [["甲"]]},
        {"leaves": [[1, 2]]},
        {"leaves": "甲"},
        {"leaves": [["甲", True]]},
        {"by_line": {"七": "行"}},
        {"colour": 9},
        {"facts": {"a": {"zh": "甲"}}},
        {"facts": {"a": {"decimal": "x"}}},
        {"parts": [{"Tree": []}]},
        {"parts": {"Leaf": ["甲"]}},
    ],
)
def test_another_shape_is_refused(change: dict[str, Any]) -> None:
    data = written(TREE, Tree)
    for name, value in change.items():
        data[Tree._fields.index(name)] = value
    with pytest.raises(ValueError):
        JsonType(Tree).read(data)


def test_a_type_that_has_no_way_is_said_at_once() -> None:
    for kind in (set[str], bytes, Mapping[Leaf, str], pickle.Pickler):
        with pytest.raises(TypeError):
            JsonType(kind)
