"""Configurations laid over one another: which value holds, and what a report is checked by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from gklint.checking.settings import Settings
from gklint.readers.limits import DEFAULT_LIMITS
from gklint.support.locations import Origin, Value

#: Values by the way to them: ("select",), ("options", "GK111", "characters").
Layer = Mapping[tuple[str, ...], Value]

#: What adds to the values below instead of replacing them, and the key that both belong to.
EXTENDING = {"extend-select": "select", "extend-ignore": "ignore"}
#: Where the ignored rules of single files go: they add to all others.
FILE_IGNORE = ("ignored in this file",)

_SELECTED = (("select",), ("extend-select",))
_IGNORED = (("ignore",), ("extend-ignore",), FILE_IGNORE)

COMMAND_LINE = Origin("command line")


def command_line(given: Mapping[str, Any]) -> Layer:
    """Return the layer of what was given on the command line, by the names of keys."""
    layer: dict[tuple[str, ...], Value] = {}
    for name, value in given.items():
        parts = value.items() if isinstance(value, Mapping) else ()
        layer |= {(name, part): Value(of_part, (COMMAND_LINE,)) for part, of_part in parts}
        if not isinstance(value, Mapping):
            layer[name,] = Value(value, (COMMAND_LINE,))
    return layer


def merged(layers: Iterable[Layer]) -> dict[tuple[str, ...], Value]:
    """Return the values that hold where each layer lies over those before it.

    A value replaces the one below; `extend-select` and `extend-ignore` add to theirs. A layer that
    says what to select (or ignore) starts again: what is added below is gone. What a layer selects
    by the same word is not ignored below it.
    """
    result: dict[tuple[str, ...], Value] = {}
    for layer in layers:
        for extending, key in EXTENDING.items():
            if (key,) in layer:
                result.pop((extending,), None)
        named = {word for way in _SELECTED if way in layer for word in layer[way].value}
        for way in _IGNORED:
            if named and way in result:
                kept = tuple(word for word in result[way].value if word not in named)
                result[way] = result[way]._replace(value=kept)
        for path, value in layer.items():
            below = result.get(path)
            if below is not None and (path[0] in EXTENDING or path == FILE_IGNORE):
                value = Value(below.value + value.value, below.origins + value.origins)
            result[path] = value
    return result


def settings_of(values: Layer) -> Settings:
    """Return what a report is checked by where these values hold."""

    def words(*keys: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(sorted({word for key in keys if key in values for word in values[key].value}))

    def plain(key: str) -> Any:
        return values[key,].value if (key,) in values else None

    options: dict[str, list[tuple[str, Any]]] = {}
    for path, value in sorted(values.items()):
        if path[0] == "options":
            options.setdefault(path[1], []).append((path[2], value.value))
    severity = {path[1]: value.value for path, value in values.items() if path[0] == "severity"}
    limits = {path[1]: value.value for path, value in values.items() if path[0] == "limits"}
    return Settings(
        words(("select",)),
        words(("ignore",), ("extend-ignore",), FILE_IGNORE),
        plain("year"),
        plain("agency-kind"),
        words(("extend-select",)),
        tuple(sorted(severity.items())),
        tuple((code, tuple(pairs)) for code, pairs in options.items()),
        DEFAULT_LIMITS._replace(**limits),
        tuple(plain("rules") or ()),
    )
