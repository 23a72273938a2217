"""The keys of a rule without code: what each may say, and what is said of one that is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from string import Formatter
from typing import Any, NamedTuple

from gklint.declarative import pattern
from gklint.declarative.expression import groups_of, problem_of
from gklint.declarative.formula import MESSAGE, Formula, FormulaError, parse_formula
from gklint.forms.loading import load_forms
from gklint.model.diagnostics import Severity
from gklint.model.report import AGENCY_KINDS, CellKey
from gklint.rule.clauses import basis
from gklint.rule.definition import Rule
from gklint.support.bilingual import Text
from gklint.support.did_you_mean import did_you_mean
from gklint.support.yaml_files import Written, YamlError, parse_yaml

#: What an entry may say, and what kind of value each key takes.
KEYS: Mapping[str, str] = {
    "code": "text",
    "name": "text",
    "severity": "text",
    "summary": "words",
    "message": "words",
    "advice": "words",
    "clauses": "list",
    "years": "list",
    "kinds": "list",
    "enabled": "bool",
    "suppressible": "bool",
    "pattern": "text",
    "expect": "text",
    "sections": "list",
    "formula": "text",
    "at": "text",
    "docs": "mapping",
}
_NEEDED = ("code", "name", "summary")
#: Parts of the documentation, as `gklint.rule.documentation.HEADINGS` names them.
DOCS = ("why", "fails", "passes", "advice")

#: GK is gklint's own; the first digit is the family, as in the built-in rules.
_CODE = re.compile(r"(?!GK)[A-Z]{2}[0-9]{3}")
_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_CELL = re.compile(r"[a-z0-9_]+(\.([a-z0-9_]+|\*)){2,3}")
_TYPES: Mapping[str, tuple[type, ...]] = {
    "text": (str,),
    "words": (str, dict),
    "list": (list,),
    "bool": (bool,),
    "mapping": (dict,),
}
_KINDS_OF_VALUE = {
    "text": ("文字", "text"),
    "words": ("文字，或 {zh: …, en: …}", "text, or {zh: …, en: …}"),
    "list": ("列表", "a list"),
    "bool": ("true 或 false", "true or false"),
    "mapping": ("键值", "a mapping"),
}

#: A line (0: the file as a whole) and what is wrong there, in Chinese and English.
Problem = tuple[int, str, str]


class RuleFileError(ValueError):
    """A file of rules is not as it must be; `problems` are all that is wrong with it."""

    def __init__(self, path: str, problems: Sequence[Problem]) -> None:
        self.path = path
        self.problems = tuple(problems)
        super().__init__("\n".join(self.said("en")))

    def said(self, language: str) -> list[str]:
        """Return a line for each problem, with the file and the line it stands on."""
        return [
            f"{self.path}{f':{line}' if line else ''}: {en if language == 'en' else zh}"
            for line, zh, en in self.problems
        ]


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
    """Return the entries of a file; raises RuleFileError."""
    try:
        written = parse_yaml(text)
    except YamlError as error:
        raise RuleFileError(path, [(error.line, error.zh, error.en)]) from error
    data = written.data
    if not (isinstance(data, dict) and [*data] == ["rules"] and isinstance(data["rules"], list)):
        expected = (1, "应当是 rules: 下的一列规则", "a list of rules under rules: is expected")
        raise RuleFileError(path, [expected])
    problems: list[Problem] = []
    found: list[Entry] = []
    for index, entry in enumerate(data["rules"]):
        wrong = [(written.line(("rules", index, key)), zh, en) for key, zh, en in _wrong(entry)]
        problems += wrong
        if not wrong:
            found.append(_entry(entry))
    problems += _twice(data["rules"], written)
    if problems:
        raise RuleFileError(path, problems)
    return found


def _twice(written: Sequence[Any], lines: Written) -> Iterator[Problem]:
    """Yield each code and each name that stood before, with the line where it stands again."""
    seen = set()
    for index, entry in enumerate(written):
        for key in ("code", "name") if isinstance(entry, dict) else ():
            word = entry.get(key)
            if isinstance(word, str) and (key, word) in seen:
                yield (
                    lines.line(("rules", index, key)),
                    f"{key}：“{word}”写了两次",
                    f"{key}: “{word}” stands twice",
                )
            seen.add((key, str(word)))


def _wrong(entry: Any) -> Iterator[tuple[str, str, str]]:
    """Yield all that is wrong with an entry: the key, and what is wrong in two languages."""
    if not isinstance(entry, dict):
        yield "", "一条规则应当是键值", "a rule is a mapping"
        return
    for key in entry:
        if key not in KEYS:
            hint = did_you_mean(str(key), KEYS)
            yield str(key), f"没有键“{key}”{hint.zh}", f"no key “{key}”{hint.en}"
    for key in _NEEDED:
        if key not in entry:
            yield "", f"缺少 {key}", f"the key {key} is missing"
    if ("pattern" in entry) == ("formula" in entry):
        yield "", "pattern 与 formula 应当恰有一个", "either a pattern or a formula is needed"
    for key, kind in KEYS.items():
        value = entry.get(key)
        if key in entry and not isinstance(value, _TYPES[kind]):
            zh, en = _KINDS_OF_VALUE[kind]
            yield (
                key,
                f"{key}：应当是{zh}，不是 {value!r}",
                f"{key}: {en} is expected, not {value!r}",
            )
        elif key in entry:
            said = _CHECKS[key](value) if key in _CHECKS else None
            if said:
                yield key, f"{key}：{said[0]}", f"{key}: {said[1]}"
    yield from _wrong_together(entry)


def _wrong_together(entry: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield what is wrong only beside another key."""
    only = {"expect": "pattern", "sections": "pattern", "at": "formula"}
    for key, other in only.items():
        if key in entry and other not in entry:
            yield key, f"{key} 只与 {other} 同用", f"{key} goes with {other} only"
    if "at" in entry and "formula" in entry and not _has(entry["formula"], entry["at"]):
        yield "at", "at：应当是关系式中的一格", "at: a cell of the formula is expected"
    message, wanted = entry.get("message"), _facts(entry)
    for words in message.values() if isinstance(message, dict) else [message]:
        for name in _placeholders(words) if isinstance(words, str) else ():
            if name not in wanted:
                listed = ", ".join(f"{{{fact}}}" for fact in wanted) or "—"
                yield (
                    "message",
                    f"message：没有 {{{name}}}；可用：{listed}",
                    f"message: no {{{name}}}; there are: {listed}",
                )


def _has(formula: Any, at: Any) -> bool:
    try:
        cells = parse_formula(str(formula)).cells
    except FormulaError:
        # Said of the formula already.
        return True
    return str(at) in {".".join(cell) for cell in cells}


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


# --- one key -------------------------------------------------------------------------------------

Said = tuple[str, str] | None


def _code(value: str) -> Said:
    if _CODE.fullmatch(value):
        return None
    return (
        "应当是两个大写字母加三位数字，如 QH101；GK 是 gklint 自己的",
        "two capital letters and three digits, as QH101; GK is gklint's own",
    )


def _name(value: str) -> Said:
    if _NAME.fullmatch(value):
        return None
    return "应当是小写字母和连字符，如 no-hall", "small letters with hyphens, as no-hall"


def _one_of(*allowed: str) -> Any:
    def check(value: str) -> Said:
        if value in allowed:
            return None
        hint = did_you_mean(str(value), allowed)
        return f"没有“{value}”{hint.zh}", f"no “{value}”{hint.en}"

    return check


def _all_of(check: Any) -> Any:
    return lambda values: next(filter(None, (check(value) for value in values)), None)


def _words(value: Any) -> Said:
    if isinstance(value, dict) and (
        set(value) != {"zh", "en"} or not all(isinstance(v, str) for v in value.values())
    ):
        return "应当有 zh 和 en 两种文字", "both zh and en are expected"
    return None


def _years(value: list[Any]) -> Said:
    numbers = [year for year in value if year is not None]
    right = all(type(year) is int for year in numbers) and numbers == sorted(numbers)
    if len(value) == 2 and right:
        return None
    return ("应当是 [起, 止]，如 [2021, null]", "[first, last] is expected, as [2021, null]")


def _sections(value: list[Any]) -> Said:
    if value and all(type(number) is int and 1 <= number <= 6 for number in value):
        return None
    return "应当是 1 至 6 的列表", "a list of numbers from 1 to 6 is expected"


def _regex(value: str) -> Said:
    if not value:
        # It would match everywhere, with nothing to show.
        return "不能是空的", "must not be empty"
    return problem_of(value)


def _formula(value: str) -> Said:
    try:
        parse_formula(value)
    except FormulaError as error:
        return error.what
    return None


def _cell(value: str) -> Said:
    if _CELL.fullmatch(value):
        return None
    return "应当是 表.行.栏", "table.row.column is expected"


def _clause(value: Any) -> Said:
    try:
        basis([str(value)], None, load_forms())
    except KeyError as error:
        known = ", ".join(load_forms().regulations)
        return (
            f"没有法规 {error}；可用：format, {known}",
            f"no regulation {error}; there are: format, {known}",
        )
    return None


def _docs(value: Mapping[str, Any]) -> Said:
    for key, text in value.items():
        said: Said = _one_of(*DOCS)(key)
        if said:
            return said
        if not isinstance(text, str):
            return f"{key} 应当是文字", f"{key}: text is expected"
    return None


_CHECKS: Mapping[str, Any] = {
    "code": _code,
    "name": _name,
    "severity": _one_of("error", "warning", "info"),
    "summary": _words,
    "message": _words,
    "advice": _words,
    "clauses": _all_of(_clause),
    "years": _years,
    "kinds": _all_of(_one_of(*AGENCY_KINDS)),
    "pattern": _regex,
    "expect": _one_of("absent", "present"),
    "sections": _sections,
    "formula": _formula,
    "at": _cell,
    "docs": _docs,
}


# --- an entry that is right ----------------------------------------------------------------------


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
    )
    at = formula.cells[0] if formula else CellKey("", "", "")
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
