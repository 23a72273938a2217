"""The keys of a rule without code: what each may say, and what is said of one that is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from string import Formatter
from typing import Any

from gklint.declarative.expression import groups_of, problem_of
from gklint.declarative.formula import FormulaError, parse_formula
from gklint.forms.loading import load_forms
from gklint.model.diagnostics import Severity, basis
from gklint.model.report import AGENCY_KINDS
from gklint.support.bilingual import LANGUAGES, Text
from gklint.support.declared import (
    Anything,
    Checked,
    Flag,
    Kind,
    Schema,
    Several,
    Whole,
    Words,
)
from gklint.support.declared_mappings import Keys
from gklint.support.locations import Location, Value

#: Parts of the documentation, as `gklint.rule.documentation.HEADINGS` names them.
DOCS = ("why", "fails", "passes", "advice")

#: GK is gklint's own; the first digit is the family, as in the built-in rules.
_CODE = re.compile(r"(?!GK)[A-Z]{2}[0-9]{3}")
_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_CELL = re.compile(r"[a-z0-9_]+(\.([a-z0-9_]+|\*)){2,3}")

# --- one key -------------------------------------------------------------------------------------


def _code(value: str, location: Location) -> None:
    if not _CODE.fullmatch(value):
        location.expected(
            "两个大写字母加三位数字，如 QH101（GK 是 gklint 自己的）",
            "two capital letters and three digits, such as QH101 (GK is gklint's own),",
            value,
        )


def _name(value: str, location: Location) -> None:
    if not _NAME.fullmatch(value):
        location.expected(
            "小写字母和连字符，如 no-hall", "small letters with hyphens, such as no-hall", value
        )


def _years(value: Any, location: Location) -> None:
    ends = value if isinstance(value, list) else []
    numbers = [year for year in ends if year is not None]
    right = all(type(year) is int for year in numbers) and numbers == sorted(numbers)
    if len(ends) != 2 or not right:
        location.expected(
            " [起, 止]，如 [2021, null]", "[first, last], such as [2021, null],", value
        )


def _not_empty(value: Sequence[Any], location: Location) -> None:
    if not value:
        location.wrong("不能是空的", "must not be empty")


def _regex(value: str, location: Location) -> None:
    if problem := problem_of(value):
        location.wrong(*problem)


def _formula(value: str, location: Location) -> None:
    try:
        parse_formula(value)
    except FormulaError as error:
        location.wrong(*error.what)


def _cell(value: str, location: Location) -> None:
    if not _CELL.fullmatch(value):
        location.expected("“表.行.栏”", "table.row.column", value)


def _clause(value: str, location: Location) -> None:
    try:
        basis([value], None, load_forms())
    except KeyError as error:
        known = ", ".join(load_forms().regulations)
        location.wrong(
            f"没有法规 {error}；可用：format, {known}",
            f"no regulation {error}; there are: format, {known}",
        )


class _Wording:
    """A text, or one in each language."""

    _each = Keys({language: Words(empty=True) for language in LANGUAGES}, needed=LANGUAGES)

    def read(self, value: Any, location: Location) -> Any:
        """Return a text, or a mapping of them."""
        if isinstance(value, str):
            return location.value(value)
        if isinstance(value, dict):
            return self._each.read(value, location)
        location.expected("文字，或 {zh: …, en: …}", "text, or {zh: …, en: …},", value)
        return None

    def schema(self) -> Schema:
        """Return the kind as JSON Schema."""
        return {"anyOf": [{"type": "string"}, self._each.schema()]}


#: What an entry may say.
KEYS: Mapping[str, Kind] = {
    "code": Checked(Words(), _code),
    "name": Checked(Words(), _name),
    "severity": Words([severity.word for severity in reversed(Severity)]),
    "summary": _Wording(),
    "message": _Wording(),
    "advice": _Wording(),
    "clauses": Several(Checked(Words(), _clause), "format"),
    "years": Checked(Anything(), _years),
    "kinds": Several(Words(AGENCY_KINDS), "street"),
    "enabled": Flag(),
    "suppressible": Flag(),
    # An empty one would match everywhere, with nothing to show.
    "pattern": Checked(Words(), _regex),
    "expect": Words(("absent", "present")),
    "sections": Checked(Several(Whole(1, 6), "1, 5"), _not_empty),
    "formula": Checked(Words(), _formula),
    "at": Checked(Words(), _cell),
    "docs": Keys({part: Words(empty=True) for part in DOCS}),
}


# --- keys together -------------------------------------------------------------------------------


class _Entry(Keys):
    """An entry: its keys, and what is wrong with one only beside another."""

    def read(self, value: Any, location: Location) -> dict[str, Any]:
        """Return what the keys say."""
        read = super().read(value, location)
        if isinstance(value, dict):
            _check_together(value, location)
            _check_placeholders(value, location.inside("message"))
        return read


def _check_together(entry: Mapping[str, Any], location: Location) -> None:
    if ("pattern" in entry) == ("formula" in entry):
        location.wrong("pattern 与 formula 应当恰有一个", "either a pattern or a formula is needed")
    for key, other in {"expect": "pattern", "sections": "pattern", "at": "formula"}.items():
        if key in entry and other not in entry:
            location.inside(key).wrong(f"只与 {other} 同用", f"goes with {other} only")
    if "at" in entry and "formula" in entry and not _has(entry["formula"], entry["at"]):
        location.inside("at").wrong("应为关系式中的一格", "a cell of the formula is expected")


def _has(formula: Any, at: Any) -> bool:
    try:
        cells = parse_formula(str(formula)).own_cells
    except FormulaError:
        # Said of the formula already.
        return True
    return str(at) in {".".join(cell) for cell in cells}


def _check_placeholders(entry: Mapping[str, Any], location: Location) -> None:
    message, wanted = entry.get("message"), _facts(entry)
    for words in message.values() if isinstance(message, dict) else [message]:
        for name in _placeholders(words) if isinstance(words, str) else ():
            if name not in wanted:
                listed = ", ".join(f"{{{fact}}}" for fact in wanted) or "—"
                location.wrong(
                    f"没有 {{{name}}}；可用：{listed}", f"no {{{name}}}; there are: {listed}"
                )


def _facts(entry: Mapping[str, Any]) -> list[str]:
    """Return what a message may name."""
    if "formula" in entry:
        return ["left", "right", "cell_label", "actual", "expected"]
    if entry.get("expect") == "present":
        return []
    return ["actual", *groups_of(str(entry.get("pattern", "")))]


def _placeholders(words: str) -> list[str]:
    """Return what a wording names. What stands behind the name counts as part of it: a width of
    300 million would fill the memory, and an attribute is not for a wording to ask for."""
    try:
        return [
            f"{name}{f'!{conversion}' if conversion else ''}{f':{spec}' if spec else ''}"
            for _, name, spec, conversion in Formatter().parse(words)
            if name is not None
        ]
    except ValueError:
        return ["{"]


class _Entries(Several):
    """A list of entries, no two of one code or name."""

    def read(self, value: Any, location: Location) -> Value | None:
        """Return the entries, a tuple."""
        read = super().read(value, location)
        for index, key, word in _twice(value if isinstance(value, list) else []):
            location.inside(index).inside(key).wrong(f"“{word}”写了两次", f"“{word}” stands twice")
        return read


def _twice(entries: Sequence[Any]) -> Iterator[tuple[int, str, str]]:
    """Yield (index, key, word) of each code and each name that stood before."""
    seen = set()
    for index, entry in enumerate(entries):
        for key in ("code", "name") if isinstance(entry, dict) else ():
            word = entry.get(key)
            if isinstance(word, str) and (key, word) in seen:
                yield index, key, word
            seen.add((key, str(word)))


#: A file of rules.
RULE_FILE = Keys(
    {"rules": _Entries(_Entry(KEYS, needed=("code", "name", "summary")), "{code: QH101, …}")},
    needed=("rules",),
    expected=Text("rules: 下的一列规则", "a list of rules under rules:"),
)
