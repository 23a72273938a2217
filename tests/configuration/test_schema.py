"""The published JSON Schema: it is up to date, and it and the loader are of one mind."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from helpers.command_line import ROOT

from gklint.configuration import settings_for
from gklint.configuration.schema import published
from gklint.plugins.loading import built_in_rules
from gklint.support.problems import ConfigurationError

SCHEMA = json.loads((ROOT / "docs/gklint.schema.json").read_text(encoding="utf-8"))

GOOD: list[dict[str, Any]] = [
    {},
    {"select": ["GK3", "GK301", "row-total", "ALL"], "extend-select": ["GK111"]},
    {"ignore": [], "extend-ignore": ["GK1"]},
    {"severity": {"GK3": "info", "row-total": "error", "ALL": "warning"}},
    {"options": {"GK111": {"characters": 800, "street": 0, "source": ""}}},
    {"options": {"listed-word": {"words": ["甲", {"word": "乙", "instead": "丙", "why": ""}]}}},
    {"options": {"GK513": {"street": "01-20", "department": ""}, "GK110": {"optional": []}}},
    {"profile": "local.yaml"},
    {"profile": {"source": "甲", "deadlines": {"street": "02-28"}, "overview-characters": 900}},
    {"profile": {"overview-characters": {"street": 900}, "words": ["甲"]}},
    {"per-file": {"a/*": {"ignore": ["GK1"], "year": 2020, "agency-kind": "street"}, "b": {}}},
    {"per-file": {"a": {"profile": {"words": []}, "severity": {"GK1": "info"}, "options": {}}}},
    {"year": 2008, "agency-kind": "unknown", "language": "en", "fail-level": "info"},
    {"exclude": ["a/", "*.bak.txt"], "output-format": "sarif", "baseline": "b.json"},
    {"limits": {"file_mib": 1, "seconds": 5}, "waivers": "w.yaml", "rules": []},
    {"jobs": "auto", "cache": False},
    {"jobs": 3, "cache": "folder"},
]

BAD: list[Any] = [
    [],
    {"selct": []},
    {"select": "GK3"},
    {"select": [3]},
    {"select": ["GK999"]},
    {"ignore": ["row-totl"]},
    {"ignore": None},
    {"severity": ["GK1"]},
    {"severity": {"GK1": "warn"}},
    {"severity": {"GK0": "info"}},
    {"options": {"GK301": {"a": 1}}},
    {"options": {"GK111": {"chars": 1}}},
    {"options": {"GK111": {"characters": 0}}},
    {"options": {"GK111": {"characters": "1"}}},
    {"options": {"GK111": {"characters": True}}},
    {"options": {"GK1": {}}},
    {"options": {"GK513": {"street": "1-20"}}},
    {"options": {"GK513": {"street": "02-32"}}},
    {"options": {"GK110": {"optional": ["甲"]}}},
    {"options": {"GK710": {"words": [{"instead": "甲"}]}}},
    {"options": {"GK710": {"words": [{"word": "甲", "x": "乙"}]}}},
    {"options": {"GK710": {"words": [""]}}},
    {"profile": 3},
    {"profile": ""},
    {"profile": {"x": 1}},
    {"profile": {"deadlines": {"unknown": "01-20"}}},
    {"profile": {"overview-characters": 0}},
    {"per-file": []},
    {"per-file": {"": {}}},
    {"per-file": {"a": []}},
    {"per-file": {"a": {"exclude": []}}},
    {"per-file": {"a": {"year": 2007}}},
    {"year": 2100},
    {"year": "2023"},
    {"year": 2023.5},
    {"agency-kind": "office"},
    {"language": "de"},
    {"fail-level": "fatal"},
    {"exclude": "a"},
    {"exclude": [""]},
    {"output-format": "xml"},
    {"baseline": ""},
    {"limits": {"pages": 0}},
    {"limits": {"file-mib": 1}},
    {"rules": "a.yaml"},
    {"jobs": 0},
    {"jobs": "many"},
    {"cache": 3},
]


def loads(data: Any, folder: Path, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Say whether the loader takes it."""
    monkeypatch.chdir(folder)
    (folder / "local.yaml").write_text("words: [甲]", encoding="utf-8")
    # JSON is YAML.
    (folder / "gklint.yaml").write_text(json.dumps(data), encoding="utf-8")
    try:
        settings_for("a.txt")
    except ConfigurationError:
        return False
    return True


def is_valid(data: Any) -> bool:
    """Say whether the schema takes it."""
    return bool(jsonschema.Draft7Validator(SCHEMA).is_valid(data))


def test_the_published_schema_is_a_schema_and_up_to_date() -> None:
    jsonschema.Draft7Validator.check_schema(SCHEMA)
    assert json.dumps(SCHEMA, ensure_ascii=False, indent=1) + "\n" == published()


@pytest.mark.parametrize("data", GOOD, ids=str)
def test_what_is_right_is_right_to_both(
    data: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (loads(data, tmp_path, monkeypatch), is_valid(data)) == (True, True)


@pytest.mark.parametrize("data", BAD, ids=str)
def test_what_is_wrong_is_wrong_to_both(
    data: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (loads(data, tmp_path, monkeypatch), is_valid(data)) == (False, False)


def test_every_key_says_what_it_is_for_and_every_option_what_its_default_is() -> None:
    assert all("description" in key for key in SCHEMA["properties"].values())
    options = SCHEMA["definitions"]["options"]["properties"]
    for module in built_in_rules():
        for option in module.RULE.options:
            said = options[module.RULE.code]["properties"][option.name]
            assert option.summary.zh in said["description"]
            assert said["default"] == (
                list(option.default) if isinstance(option.default, tuple) else option.default
            )
    assert SCHEMA["definitions"]["options"]["properties"].keys() == {
        word
        for module in built_in_rules()
        if module.RULE.options
        for word in (module.RULE.code, module.RULE.name)
    }


def test_every_rule_with_options_has_a_key_in_the_documents_of_the_configuration() -> None:
    text = (ROOT / "docs/configuration.md").read_text(encoding="utf-8")
    assert all(f"`{key}`" in text for key in SCHEMA["properties"])
