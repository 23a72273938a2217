"""The settings of a file as people and programs read them: each value, and where it comes from."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from gklint.configuration.find import Configurations
from gklint.configuration.layers import FILE_IGNORE
from gklint.configuration.loading import declared_for
from gklint.plugins.loading import load_plugins
from gklint.readers.limits import DEFAULT_LIMITS
from gklint.rule.definition import Option, RuleModule
from gklint.support.bilingual import Text
from gklint.support.locations import Origin, Value
from gklint.support.problems import key_of

_DEFAULT = (Origin("default"),)
_DEFAULTS: Mapping[tuple[str, ...], Any] = {
    ("select",): (),
    ("extend-select",): (),
    ("ignore",): (),
    ("extend-ignore",): (),
    ("exclude",): (),
    ("rules",): (),
    ("output-format",): "text",
    ("fail-level",): "warning",
}
_WHERE = {
    "default": Text("默认", "default"),
    "command line": Text("命令行", "command line"),
}
_UNSET = Text("未设置", "not set")
_FIRST = Text(
    "{path} 的设置；# 后是每个值的来源", "settings of {path}; behind # is where each comes from"
)
_FROM = Text("配置文件：{path}", "configuration: {path}")
_NONE = Text("没有配置文件", "there is no configuration file")

#: Words that YAML reads as themselves, and not as numbers or as true and false.
_PLAIN = re.compile(
    r"(?!(?:true|false|null|yes|no|on|off|y|n)$)[A-Za-z\u4e00-\u9fff][\w./-]*", re.IGNORECASE
)


def all_values(configurations: Configurations, path: str) -> dict[tuple[str, ...], Value | None]:
    """Return every value that holds for the file at `path`, by the way to it in the order of the
    keys; None for one that nobody set and that has no default."""
    set_values = dict(configurations.values_for(path))
    ignored = set_values.pop(FILE_IGNORE, None)
    if ignored is not None:
        below = set_values.get(("extend-ignore",), Value((), ()))
        set_values["extend-ignore",] = Value(
            below.value + ignored.value, below.origins + ignored.origins
        )
    defaults: dict[tuple[str, ...], Value] = {
        way: Value(value, _DEFAULT) for way, value in _DEFAULTS.items()
    }
    for module in _rules(configurations):
        for option in module.RULE.options:
            value = Value(option.default, _DEFAULT)
            defaults["options", module.RULE.code, option.name] = value
    for name, limit in DEFAULT_LIMITS._asdict().items():
        defaults["limits", name] = Value(limit, _DEFAULT)
    values: dict[tuple[str, ...], Value | None] = {}
    for key in declared_for(configurations.rules()):
        if key in ("extends", "per-file", "profile"):
            # What they say is in the values of the other keys.
            continue
        ways = dict.fromkeys(way for way in (*defaults, *set_values) if way[0] == key)
        for way in sorted(ways) if key in ("severity", "options") else ways:
            values[way] = set_values.get(way) or defaults[way]
        if not ways:
            values[key,] = None
    return values


def as_yaml(configurations: Configurations, path: str, language: str) -> str:
    """Return the settings of the file at `path` as YAML that is a configuration itself."""
    names = {module.RULE.code: module.RULE.name for module in _rules(configurations)}
    fields = _fields(_rules(configurations))
    file = configurations.configuration_for(path)
    head = (_FROM.say(language, {"path": file.path}) if file else _NONE.say(language),)
    lines = [f"# {line}" for line in (_FIRST.say(language, {"path": path}), *head)]
    open_at: tuple[str, ...] = ()
    for way, value in all_values(configurations, path).items():
        if value is None:
            lines.append(f"# {way[0]}: {_UNSET.say(language)}")
            continue
        for depth in range(1, len(way)):
            if way[:depth] != open_at[:depth]:
                name = f"  # {names[way[1]]}" if depth == 2 and way[1] in names else ""
                lines.append(f"{'  ' * (depth - 1)}{way[depth - 1]}:{name}")
        open_at = way[:-1]
        written = _yaml(value.value, fields.get(way, ()))
        comment = "; ".join(dict.fromkeys(_where(origin, language) for origin in value.origins))
        lines.append(f"{'  ' * (len(way) - 1)}{way[-1]}: {written}  # {comment}")
    return "\n".join(lines)


def as_json(configurations: Configurations, paths: Sequence[str]) -> str:
    """Return the settings of several files as one JSON object."""
    return json.dumps(
        {"schema_version": 1, "settings": [_json(configurations, path) for path in paths]},
        ensure_ascii=False,
        indent=1,
    )


def _json(configurations: Configurations, path: str) -> dict[str, Any]:
    file = configurations.configuration_for(path)
    return {
        "path": path,
        "configuration": file.path if file else None,
        "values": [
            {
                "key": key_of(way),
                "value": value.value if value else None,
                "origins": [_json_of(origin) for origin in (value.origins if value else _DEFAULT)],
            }
            for way, value in all_values(configurations, path).items()
        ],
    }


def _json_of(origin: Origin) -> dict[str, Any]:
    if origin.kind != "file":
        return {"kind": origin.kind}
    return {"kind": "file", "path": origin.path, "line": origin.line or None}


def _rules(configurations: Configurations) -> Iterator[RuleModule]:
    yield from load_plugins().rules
    yield from configurations.rules()


def _fields(rules: Iterator[RuleModule]) -> dict[tuple[str, ...], tuple[str, ...]]:
    options: Iterator[tuple[str, Option]] = (
        (module.RULE.code, option) for module in rules for option in module.RULE.options
    )
    return {("options", code, option.name): option.fields for code, option in options}


def _where(origin: Origin, language: str) -> str:
    if origin.kind == "file":
        return f"{origin.path}:{origin.line}" if origin.line else origin.path
    return _WHERE[origin.kind].say(language)


def _yaml(value: Any, fields: tuple[str, ...]) -> str:
    if isinstance(value, tuple) and fields and value and isinstance(value[0], str):
        written = (
            f"{field}: {_yaml(text, ())}" for field, text in zip(fields, value, strict=True) if text
        )
        return f"{{{', '.join(written)}}}"
    if isinstance(value, tuple):
        return f"[{', '.join(_yaml(item, fields) for item in value)}]"
    if isinstance(value, str) and _PLAIN.fullmatch(value):
        return value
    return json.dumps(value, ensure_ascii=False)
