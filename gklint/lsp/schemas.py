"""What may stand in the files that are written for gklint, as JSON Schema, and steps through it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any

from gklint.configuration.schema import schema as schema_of_configuration
from gklint.declarative.fields import KEYS as RULE_KEYS
from gklint.forms.loading import load_forms
from gklint.plugins.loading import load_plugins
from gklint.reporters import REPORTERS
from gklint.rule.definition import Rule
from gklint.support.declared import Kind
from gklint.support.did_you_mean import rule_words
from gklint.support.yaml_files import parse_yaml
from gklint.suppression.waivers import KEYS as WAIVER_KEYS

Schema = dict[str, Any]
#: A step into an element of a list; any other is a key.
ITEM = "[]"


def configuration(rules: Sequence[Rule]) -> Schema:
    """Return the schema of a configuration where there are these rules."""
    formats = (*REPORTERS, *(of.name for of in load_plugins().formats))
    return schema_of_configuration(rules, formats)


def waivers(rules: Sequence[Rule], reports: Sequence[str] = ()) -> Schema:
    """Return the schema of a file of waivers; `reports` are files that it may name."""
    keys = _described("waivers", WAIVER_KEYS)
    keys["rule"]["enum"] = sorted(rule_words(rules))
    keys["file"]["enum"] = list(reports)
    keys["cell"]["enum"] = list(cells())
    keys["section"]["enum"] = [*range(1, 7)]
    return {"type": "array", "items": {"properties": keys}}


def rule_file() -> Schema:
    """Return the schema of a file of rules without code."""
    keys = _described("rules", RULE_KEYS)
    keys["sections"]["items"] = {"enum": [*range(1, 7)]}
    keys["clauses"]["items"] = {"enum": ["format", *load_forms().regulations]}
    for key in ("formula", "at"):
        keys[key]["enum"] = list(cells())
    rules = {"type": "array", "items": {"properties": keys}}
    return {"properties": {"rules": rules}}


@lru_cache(maxsize=1)
def cells() -> tuple[str, ...]:
    """Return every cell of the forms as table.row.column."""
    return tuple(
        dict.fromkeys(
            f"{table.key}.{row.key}.{column.key}"
            for form in reversed(load_forms().forms)
            for table in form.tables
            for row in table.rows
            for column in table.columns
        )
    )


@lru_cache(maxsize=1)
def _descriptions() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    text = files("gklint.lsp").joinpath("keys.yaml").read_text(encoding="utf-8")
    descriptions: Mapping[str, Mapping[str, Mapping[str, str]]] = parse_yaml(text).data
    return descriptions


def _described(file: str, kinds: Mapping[str, Kind]) -> dict[str, Schema]:
    words = _descriptions()[file]
    return {
        key: {
            **kind.schema(),
            "description": f"{words[key]['zh']} ({words[key]['en']})",
        }
        for key, kind in kinds.items()
    }


# --- steps ---------------------------------------------------------------------------------------


def at_path(root: Schema, path: Iterable[str]) -> list[Schema]:
    """Return what may stand at a path: keys, and ITEM for elements of lists."""
    here = list(_alternatives(root, root))
    for step in path:
        here = [
            one for schema in here for part in _parts(schema, step)
            for one in _alternatives(part, root)
        ]  # fmt: skip
    return here


def keys_at(root: Schema, schemas: Iterable[Schema]) -> dict[str, str]:
    """Return the keys that mappings of these schemas have, each with its description."""
    found: dict[str, str] = {}
    for schema in schemas:
        for name, part in schema.get("properties", {}).items():
            found.setdefault(name, part.get("description", ""))
        for names in _alternatives(schema.get("propertyNames", {}), root):
            found.update((name, found.get(name, "")) for name in _words(names))
    return found


def values_at(schemas: Iterable[Schema]) -> list[str]:
    """Return the values that these schemas name."""
    found: dict[str, None] = {}
    for schema in schemas:
        found.update(dict.fromkeys(_words(schema)))
        if schema.get("type") == "boolean":
            found.update({"true": None, "false": None})
    return list(found)


def _words(schema: Schema) -> Iterator[str]:
    yield from map(str, schema.get("enum", ()))
    for one in schema.get("anyOf", ()):
        yield from _words(one)


def _parts(schema: Schema, step: str) -> Iterator[Schema]:
    if step == ITEM:
        if "items" in schema:
            yield schema["items"]
        return
    if step in schema.get("properties", {}):
        yield schema["properties"][step]
    elif isinstance(schema.get("additionalProperties"), dict):
        yield schema["additionalProperties"]


def _alternatives(schema: Schema, root: Schema) -> Iterator[Schema]:
    """Yield a schema, those that it refers to, and those of which one or all hold."""
    yield schema
    if reference := schema.get("$ref", ""):
        yield from _alternatives(root["definitions"][reference.rpartition("/")[2]], root)
    for name in ("allOf", "anyOf"):
        for one in schema.get(name, ()):
            yield from _alternatives(one, root)
