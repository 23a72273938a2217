"""A file of rules without code → its entries: the metadata of each rule and what it looks for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from gklint.declarative import pattern
from gklint.declarative.fields import RULE_FILE
from gklint.declarative.formula import MESSAGE, Formula, parse_formula
from gklint.model.diagnostics import Severity
from gklint.model.report import CellKey
from gklint.rule.definition import Rule
from gklint.support.bilingual import Text
from gklint.support.declared import read_declared
from gklint.support.yaml_files import yaml_document


class Entry(NamedTuple):
    """An entry that is as it must be: the rule's metadata and what it looks for."""

    rule: Rule
    docs: Mapping[str, str]
    pattern: str | None
    expect: str
    sections: tuple[int, ...]
    formula: Formula | None
    at: CellKey


def entries(text: str, path: str) -> list[Entry]:
    """Return the entries of a file; raises ConfigurationError with all that is wrong with it."""
    data = read_declared(RULE_FILE, yaml_document(text, path))
    return [_entry(entry) for entry in data["rules"]]


def _entry(data: Mapping[str, Any]) -> Entry:
    formula = parse_formula(data["formula"]) if "formula" in data else None
    expect = data.get("expect", "absent")
    standard = MESSAGE if formula else pattern.MESSAGES[expect]
    first, last = data.get("years", (None, None))
    rule = Rule(
        code=data["code"],
        name=data["name"],
        severity=Severity[data.get("severity", "warning").upper()],
        summary=_text(data["summary"]),
        clauses=tuple(data.get("clauses", ())),
        messages={"default": _text(data["message"]) if "message" in data else standard},
        advice=_text(data.get("advice", "")),
        years=(first, last),
        kinds=frozenset(data.get("kinds", ())),
        enabled=data.get("enabled", True),
        needs_prose="pattern" in data,
        suppressible=data.get("suppressible", True),
        checks="collection" if formula and formula.across else "report",
    )
    at = formula.own_cells[0] if formula else CellKey("", "", "")
    if "at" in data:
        at = CellKey.named(data["at"])
    return Entry(
        rule,
        data.get("docs", {}),
        data.get("pattern"),
        expect,
        tuple(data.get("sections", ())),
        formula,
        at,
    )


def _text(words: str | Mapping[str, str]) -> Text:
    if isinstance(words, str):
        return Text(words, words)
    return Text(words["zh"], words["en"])
