"""The YAML of `grammars/formats/` and `regulations.yaml` → the values of `gklint.forms.values`.

What is not well written raises ConfigurationError: file, line, key and what is allowed there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from gklint.forms.values import (
    ColumnForm,
    Form,
    Forms,
    Identity,
    Regulation,
    RowForm,
    SectionForm,
    TableForm,
)
from gklint.forms.written import no_such, refuse, written_forms, written_regulations
from gklint.support.bilingual import Text
from gklint.support.folding import fold
from gklint.support.formulas import FormulaSyntaxError, Term, parse_relation
from gklint.support.locations import Document
from gklint.support.problems import Path

_INNERMOST = re.compile(r"\(([^()]*)\)")


def build_forms(sources: Mapping[str, str], regulations: str) -> Forms:
    """Build the forms from YAML texts by file name; raises ConfigurationError."""
    return read_forms(sources, regulations).with_keys()


def read_forms(sources: Mapping[str, str], regulations: str) -> Forms:
    """Read the forms as `build_forms` does, with nothing by key yet; raises ConfigurationError."""
    known = {key: _regulation(key, data) for key, data in written_regulations(regulations).items()}
    forms = [_form(document, known) for document in written_forms(sources)]
    return Forms(tuple(sorted(forms, key=lambda form: form.first_year)), known)


def _regulation(key: str, data: Mapping[str, Any]) -> Regulation:
    years = data.get("report_years", {})
    return Regulation(
        key,
        data["title"],
        data["short"],
        data["number"],
        data["articles"],
        (years.get("from"), years.get("to")),
    )


def _form(document: Document, regulations: Mapping[str, Regulation]) -> Form:
    data = document.data
    if data["regulation"] not in regulations:
        refuse(document, ("regulation",), no_such(data["regulation"], regulations))
    sections = tuple(
        _section(number, key, value)
        for number, (key, value) in enumerate(data["sections"].items(), 1)
    )
    years = data["years"]
    return Form(
        data["format"],
        data["name"],
        data["regulation"],
        years["from"],
        years.get("to"),
        data["optional_years"],
        sections,
        tuple(_table(document, key, sections) for key in data["tables"]),
        known_until=years.get("known_until"),
    )


def _section(number: int, key: str, data: Mapping[str, Any]) -> SectionForm:
    accepted = {
        fold(title) for pattern in (data["title"], *data["accepted"]) for title in expand(pattern)
    }
    return SectionForm(number, key, data["title"], frozenset(accepted), data["content"])


def _table(document: Document, key: str, sections: Sequence[SectionForm]) -> TableForm:
    data, at = document.data["tables"][key], ("tables", key)
    section = next((each for each in sections if each.key == data["section"]), None)
    if section is None:
        known = [each.key for each in sections]
        refuse(document, (*at, "section"), no_such(data["section"], known))
    columns = tuple(_column(column, value) for column, value in data["columns"].items())
    rows = tuple(_row(row, value) for row, value in data["rows"].items())
    groups = {group: value["label"] for group, value in data.get("groups", {}).items()}
    parts: tuple[tuple[str, RowForm | ColumnForm], ...] = (
        *(("rows", row) for row in rows),
        *(("columns", column) for column in columns),
    )
    for of, part in parts:
        if part.group and part.group not in groups:
            refuse(document, (*at, of, part.key, "group"), no_such(part.group, groups))
    keys = {"row": [column.key for column in columns], "column": [row.key for row in rows]}
    basis = data.get("basis", {})
    return TableForm(
        key,
        document.data["format"],
        section.number,
        data["label"],
        columns,
        rows,
        groups,
        data.get("notes", ()),
        tuple(
            _identity(document, (*at, "identities", rule), value, keys[value["each"]])
            for rule, value in data.get("identities", {}).items()
        ),
        basis.get("regulation", document.data["regulation"]),
        basis.get("article") or f"{'一二三四五六'[section.number - 1]}、{section.title}",
    )


def _column(key: str, data: Mapping[str, Any]) -> ColumnForm:
    return ColumnForm(
        key,
        data["label"],
        data.get("also", ()),
        data.get("deviating", ()),
        data.get("group", ""),
        data.get("signed", False),
        data.get("amount", False),
        data.get("unit", ""),
    )


def _row(key: str, data: Mapping[str, Any]) -> RowForm:
    return RowForm(
        key,
        data["label"],
        data.get("also", ()),
        data.get("deviating", ()),
        data.get("group", key.rpartition(".")[0]),
    )


def _identity(
    document: Document, at: Path, data: Mapping[str, Any], keys: Sequence[str]
) -> Identity:
    """Return an identity over the rows or columns that `keys` are."""
    formula = " ".join(data["formula"].split())
    wrong = Text(
        f"看不懂“{formula}”；写法如 a + b = c 或 a >= b - c",
        f"“{formula}” cannot be read; write: a + b = c, or a >= b - c",
    )
    try:
        left, operator, right = parse_relation(formula)
    except FormulaSyntaxError:
        refuse(document, (*at, "formula"), wrong)
    if operator not in ("=", ">=") or any(abs(term.factor) != 1 for term in (*left, *right)):
        refuse(document, (*at, "formula"), wrong)

    def terms(side: Sequence[Term]) -> tuple[tuple[int, str], ...]:
        found: list[tuple[int, str]] = []
        for sign, pattern in side:
            matching = [key for key in keys if _matches(key, pattern)]
            if not matching:
                refuse(document, (*at, "formula"), no_such(pattern, keys))
            found += [(sign, key) for key in matching]
        return tuple(found)

    if data["at"] not in keys:
        refuse(document, (*at, "at"), no_such(data["at"], keys))
    rule = str(at[-1])
    return Identity(rule, data["each"], terms(left), operator, terms(right), data["at"], formula)


def _matches(key: str, pattern: str) -> bool:
    if pattern.endswith(".*"):
        return key.startswith(pattern[:-1])
    return key == pattern


def expand(pattern: str) -> Iterator[str]:
    """Yield the titles a pattern stands for: (x) may be left out, (x|y) is one of them; x and y may
    have such brackets themselves.

    Source: the notation of `grammars/formats/*.yaml`.
    """
    inner = _INNERMOST.search(pattern)
    if inner is None:
        yield pattern
        return
    choices = inner[1].split("|") if "|" in inner[1] else [inner[1], ""]
    for choice in choices:
        yield from expand(pattern[: inner.start()] + choice + pattern[inner.end() :])
