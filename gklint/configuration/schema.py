"""docs/gklint.schema.json, the JSON Schema of a configuration: `python -m
gklint.configuration.schema docs/gklint.schema.json`, or `make docs`. Without a file it is printed.

With plugins installed, `--plugins` makes a schema that knows their rules too.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from gklint.configuration.declaration import declared_keys
from gklint.configuration.profile import profile_keys
from gklint.configuration.rule_kinds import RuleWord
from gklint.plugins.loading import built_in_rules, load_plugins
from gklint.reporters import REPORTERS
from gklint.rule.definition import Rule
from gklint.support.declared_mappings import Keys
from gklint.support.whole_files import write_whole


def schema(rules: Sequence[Rule], formats: Sequence[str]) -> dict[str, Any]:
    """Return the schema of a configuration where there are these rules and output formats."""
    keys = declared_keys(rules, formats)
    summaries = {
        name: {"description": f"{key.summary.zh} ({key.summary.en})"} for name, key in keys.items()
    }
    root = Keys({name: key.kind for name, key in keys.items()}, summaries).schema()
    shared = {
        "rule": RuleWord(rules).schema(),
        "options": keys["options"].kind.schema(),
        "profile": Keys(profile_keys(rules)).schema(),
    }
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "gklint",
        "description": "gklint.yaml, or [tool.gklint] in pyproject.toml;"
        " a file of a profile has the definition “profile”",
        **_shortened(root, shared),
        "definitions": shared,
    }


def _shortened(part: Any, shared: Mapping[str, Any]) -> Any:
    """Return a schema that refers to what is shared instead of repeating it."""
    for name, one in shared.items():
        if isinstance(part, dict) and one.items() <= part.items():
            own = {key: value for key, value in part.items() if key not in one}
            # Beside a reference draft 7 lets nothing count.
            return {**own, "allOf": [{"$ref": f"#/definitions/{name}"}]}
    if isinstance(part, dict):
        return {key: _shortened(value, shared) for key, value in part.items()}
    return [_shortened(item, shared) for item in part] if isinstance(part, list) else part


def published() -> str:
    """Return the text of the schema for gklint's own rules and output formats."""
    return _text(schema([module.RULE for module in built_in_rules()], list(REPORTERS)))


def _text(made: dict[str, Any]) -> str:
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the schema into the file that is named, or print it."""
    parser = argparse.ArgumentParser(
        prog="python -m gklint.configuration.schema",
        description="The JSON Schema of a configuration.",
    )
    parser.add_argument("file", nargs="?", type=Path, help="where it stands")
    parser.add_argument("--plugins", action="store_true", help="with the rules of plugins")
    given = parser.parse_args(arguments)
    text = published()
    if given.plugins:
        plugins = load_plugins()
        formats = [*REPORTERS, *(of.name for of in plugins.formats)]
        text = _text(schema([module.RULE for module in plugins.rules], formats))
    if given.file is None:
        print(text, end="")
    else:
        write_whole(str(given.file), text.encode())


if __name__ == "__main__":
    main()
