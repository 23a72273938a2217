"""The YAML of `grammars/formats/` and `regulations.yaml` → the values of `gklint.forms.values`.

A form that is not well written raises `FormError`, which names the file, the key and what is
allowed there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
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
from gklint.support.folding import fold
from gklint.support.formulas import FormulaSyntaxError, Term, parse_relation


class FormError(ValueError):
    """A form's YAML is not as it must be; the message names file, key and what is allowed."""


def build_forms(sources: Mapping[str, str], regulations: str) -> Forms:
    """Build the forms from YAML texts by file name; raises FormError."""
    return read_forms(sources, regulations).with_keys()


def read_forms(sources: Mapping[str, str], regulations: str) -> Forms:
    """Read the forms from YAML texts by file name, nothing by key yet; raises FormError."""
    known = _regulations(regulations)
    raw: dict[str, dict[str, Any]] = {}
    written = {name: _yaml(name, text) for name, text in sources.items()}
    pending = dict(written)
    while pending:
        ready = [
            name
            for name, data in pending.items()
            if "based_on" not in data or str(data["based_on"]) in raw
        ]
        if not ready:
            name, data = next(iter(pending.items()))
            raise FormError(f"{name}: based_on: no format {data['based_on']!r}")
        for name in ready:
            data = pending.pop(name)
            if "based_on" in data:
                data = _derive(name, raw[str(data["based_on"])], data)
            _check(name, data, _FORM, "")
            raw[str(data["format"])] = data
    forms = [_form(key, data, known) for key, data in raw.items()]
    return Forms(tuple(sorted(forms, key=lambda form: form.first_year)), known)


# --- YAML ----------------------------------------------------------------------------------------

_COLUMN = {
    "label": str,
    "also?": [str],
    "deviating?": [str],
    "group?": str,
    "signed?": bool,
    "amount?": bool,
    "unit?": str,
    "after?": str,
}
_ROW = {"label": str, "also?": [str], "deviating?": [str], "group?": str, "after?": str}
_TABLE = {
    "section": str,
    "label": str,
    "basis?": {"regulation": str, "article": str},
    "notes?": [str],
    "columns": {"*": _COLUMN},
    "rows": {"*": _ROW},
    "groups?": {"*": {"label": str}},
    "identities?": {"*": {"each": str, "formula": str, "at": str}},
}
#: The shape of a form: "?" marks what may be left out, "*" stands for any key.
_FORM: dict[str, Any] = {
    "format": str,
    "name": str,
    "regulation": str,
    "years": {"from": int, "to?": int, "known_until?": int},
    "optional_years": [int],
    "sections": {"*": {"title": str, "accepted": [str], "content": str}},
    "tables": {"*": _TABLE},
}
_DERIVED = {
    "format",
    "based_on",
    "name",
    "regulation",
    "years",
    "optional_years",
    "delete",
    "change",
}
_TYPES = {str: "text", int: "a whole number", bool: "true or false"}


def _yaml(name: str, text: str) -> dict[str, Any]:
    import yaml

    try:
        data = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as error:
        raise FormError(f"{name}: not YAML: {error}") from error
    if not isinstance(data, dict):
        raise FormError(f"{name}: a mapping is expected")
    return data


def _check(name: str, data: object, shape: object, path: str) -> None:
    """Raise FormError where `data` has not the given shape."""
    where = f"{name}: {path or 'top level'}"
    if isinstance(shape, list):
        if not isinstance(data, list):
            raise FormError(f"{where}: a list is expected")
        for index, item in enumerate(data):
            _check(name, item, shape[0], f"{path}[{index}]")
    elif isinstance(shape, dict):
        if not isinstance(data, dict):
            raise FormError(f"{where}: a mapping is expected")
        allowed = {key.rstrip("?"): value for key, value in shape.items()}
        for key, value in data.items():
            if key not in allowed and "*" not in allowed:
                raise FormError(f"{where}: unknown key {key!r}; allowed: {', '.join(allowed)}")
            _check(name, value, allowed.get(key, allowed.get("*")), f"{path}.{key}".lstrip("."))
        for key in shape:
            if not key.endswith("?") and key != "*" and key not in data:
                raise FormError(f"{where}: the key {key!r} is missing")
    elif type(data) is not shape:
        raise FormError(f"{where}: {_TYPES[shape]} is expected, not {data!r}")  # type: ignore[index]


def _derive(name: str, base: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """Return `base` with the deletions and changes of `data`; raises FormError."""
    for key in data:
        if key not in _DERIVED:
            raise FormError(f"{name}: unknown key {key!r}; allowed: {', '.join(sorted(_DERIVED))}")
    result: dict[str, Any] = _copy(base)
    for path in data.get("delete", []):
        _delete(name, result, path)
    _merge(name, result, data.get("change", {}), "change")
    for key in ("format", "name", "regulation", "years", "optional_years"):
        if key in data:
            result[key] = data[key]
    return result


def _copy(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _copy(value) for key, value in data.items()}
    return list(data) if isinstance(data, list) else data


def _delete(name: str, data: dict[str, Any], path: str) -> None:
    node: Any = data
    rest = path
    while True:
        # Keys may hold dots themselves (denied.state_secret), so the longest key wins.
        key = next(
            (
                key
                for key in sorted(node, key=len, reverse=True)
                if rest == key or rest.startswith(f"{key}.")
            ),
            None,
        )
        if key is None:
            raise FormError(
                f"{name}: delete: {path}: nothing of this name; there are: {', '.join(node)}"
            )
        if rest == key:
            del node[key]
            return
        node, rest = node[key], rest[len(key) + 1 :]
        if not isinstance(node, dict):
            raise FormError(f"{name}: delete: {path}: {key} has no parts")


def _merge(name: str, base: dict[str, Any], change: Mapping[str, Any], path: str) -> None:
    for key, value in change.items():
        if isinstance(value, dict) and isinstance(base.get(key), dict):
            _merge(name, base[key], value, f"{path}.{key}")
        elif isinstance(value, dict) and "after" in value:
            _insert_after(name, base, key, dict(value), f"{path}.{key}")
        else:
            base[key] = _copy(value)


def _insert_after(
    name: str, base: dict[str, Any], key: str, value: dict[str, Any], path: str
) -> None:
    after = value.pop("after")
    if after not in base:
        raise FormError(f"{name}: {path}.after: no {after!r}; there are: {', '.join(base)}")
    items = list(base.items())
    base.clear()
    for other, content in items:
        base[other] = content
        if other == after:
            base[key] = value


# --- values --------------------------------------------------------------------------------------


def _regulations(text: str) -> dict[str, Regulation]:
    name = "regulations.yaml"
    result = {}
    for key, data in _yaml(name, text).items():
        for needed in ("title", "short", "number", "articles"):
            if needed not in data:
                raise FormError(f"{name}: {key}: the key {needed!r} is missing")
        years = data.get("report_years", {})
        result[key] = Regulation(
            key,
            data["title"],
            data["short"],
            data["number"],
            tuple(data["articles"]),
            (years.get("from"), years.get("to")),
        )
    return result


def _form(key: str, data: dict[str, Any], regulations: Mapping[str, Regulation]) -> Form:
    name = f"{key}.yaml"
    if data["regulation"] not in regulations:
        raise FormError(
            f"{name}: regulation: no {data['regulation']!r} in regulations.yaml; "
            f"there are: {', '.join(regulations)}"
        )
    sections = []
    for number, (section, value) in enumerate(data["sections"].items(), 1):
        if value["content"] not in ("required", "table", "optional"):
            raise FormError(
                f"{name}: sections.{section}.content: {value['content']!r}; "
                "allowed: required, table, optional"
            )
        accepted = {
            fold(title)
            for pattern in [value["title"], *value["accepted"]]
            for title in expand(pattern)
        }
        sections.append(
            SectionForm(number, section, value["title"], frozenset(accepted), value["content"])
        )
    numbers = {section.key: section.number for section in sections}
    titles = [section.title for section in sections]
    tables = tuple(
        _table(name, key, table, value, numbers, titles, data["regulation"])
        for table, value in data["tables"].items()
    )
    years = data["years"]
    return Form(
        key,
        data["name"],
        data["regulation"],
        years["from"],
        years.get("to"),
        tuple(data["optional_years"]),
        tuple(sections),
        tables,
        known_until=years.get("known_until"),
    )


def _table(
    name: str,
    form: str,
    key: str,
    data: dict[str, Any],
    sections: Mapping[str, int],
    titles: Sequence[str],
    regulation: str,
) -> TableForm:
    path = f"tables.{key}"
    if data["section"] not in sections:
        raise FormError(
            f"{name}: {path}.section: {data['section']!r}; allowed: {', '.join(sections)}"
        )
    columns = tuple(
        ColumnForm(
            column,
            value["label"],
            tuple(value.get("also", ())),
            tuple(value.get("deviating", ())),
            value.get("group", ""),
            value.get("signed", False),
            value.get("amount", False),
            value.get("unit", ""),
        )
        for column, value in data["columns"].items()
    )
    rows = tuple(
        RowForm(
            row,
            value["label"],
            tuple(value.get("also", ())),
            tuple(value.get("deviating", ())),
            value.get("group", row.rpartition(".")[0]),
        )
        for row, value in data["rows"].items()
    )
    groups = {group: value["label"] for group, value in data.get("groups", {}).items()}
    parts: tuple[RowForm | ColumnForm, ...] = (*rows, *columns)
    for part in parts:
        if part.group and part.group not in groups:
            raise FormError(
                f"{name}: {path}: {part.key}: no group {part.group!r}; "
                f"there are: {', '.join(groups)}"
            )
    identities = tuple(
        _identity(
            name,
            f"{path}.identities.{rule}",
            rule,
            value,
            [row.key for row in rows],
            [column.key for column in columns],
        )
        for rule, value in data.get("identities", {}).items()
    )
    section = sections[data["section"]]
    basis = data.get("basis", {})
    return TableForm(
        key,
        form,
        section,
        data["label"],
        columns,
        rows,
        groups,
        tuple(data.get("notes", ())),
        identities,
        basis.get("regulation", regulation),
        basis.get("article") or f"{'一二三四五六'[section - 1]}、{titles[section - 1]}",
    )


def _identity(
    name: str, path: str, rule: str, data: dict[str, Any], rows: list[str], columns: list[str]
) -> Identity:
    if data["each"] not in ("row", "column"):
        raise FormError(f"{name}: {path}.each: {data['each']!r}; allowed: row, column")
    keys = columns if data["each"] == "row" else rows
    formula = " ".join(data["formula"].split())
    wrong = FormError(f"{name}: {path}.formula: {formula!r}; write: a + b = c, or a >= b - c")
    try:
        left, operator, right = parse_relation(formula)
    except FormulaSyntaxError as error:
        raise wrong from error
    if operator not in ("=", ">=") or any(abs(term.factor) != 1 for term in (*left, *right)):
        raise wrong

    def terms(side: Sequence[Term]) -> tuple[tuple[int, str], ...]:
        found: list[tuple[int, str]] = []
        for sign, pattern in side:
            matching = [key for key in keys if _matches(key, pattern)]
            if not matching:
                raise FormError(
                    f"{name}: {path}.formula: no {pattern!r}; there are: {', '.join(keys)}"
                )
            found += [(sign, key) for key in matching]
        return tuple(found)

    if data["at"] not in keys:
        raise FormError(f"{name}: {path}.at: no {data['at']!r}; there are: {', '.join(keys)}")
    return Identity(rule, data["each"], terms(left), operator, terms(right), data["at"], formula)


def _matches(key: str, pattern: str) -> bool:
    if pattern.endswith(".*"):
        return key.startswith(pattern[:-1])
    return key == pattern


def expand(pattern: str) -> Iterator[str]:
    """Yield the titles a pattern stands for: (x) may be left out, (x|y) is one of them.

    Source: the notation of `grammars/formats/*.yaml`.
    """
    pieces = re.split(r"\(([^()]*)\)", pattern)
    choices = [
        [piece] if index % 2 == 0 else piece.split("|") if "|" in piece else [piece, ""]
        for index, piece in enumerate(pieces)
    ]
    for choice in product(*choices):
        yield "".join(choice)
