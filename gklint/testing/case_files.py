"""Files of rule cases read: YAML → cases, with errors that say where and what may stand there."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from gklint.checking.settings import Settings
from gklint.configuration.rule_kinds import read_options
from gklint.declarative import load_rules
from gklint.model.diagnostics import Diagnostic, Severity
from gklint.model.report import AGENCY_KINDS
from gklint.plugins.loading import load_plugins
from gklint.support.bilingual import Text
from gklint.support.declared import (
    Anything,
    Checked,
    Flag,
    Kind,
    Schema,
    Several,
    Whole,
    Words,
    read_declared,
)
from gklint.support.declared_mappings import ByName, Keys
from gklint.support.did_you_mean import did_you_mean
from gklint.support.locations import Location
from gklint.support.problems import ConfigurationError, Problem
from gklint.support.yaml_files import yaml_document
from gklint.testing.bodies import DEFAULT_AGENCY
from gklint.testing.changes import (
    KINDS,
    TEXT_KINDS,
    Change,
    ChangeError,
    change_draft,
    change_text,
    kind_of,
)
from gklint.testing.draft import valid_draft
from gklint.testing.layouts import LAYOUTS
from gklint.testing.rendering import render

#: What a case can show, and what its name says of it.
VERDICTS = {"pass": "通过", "fail": "报告", "not_evaluated": "不作判断"}

_WHOLE = Whole(0)
_TEXT = Words(empty=True)
_KIND_OF: Mapping[type, Kind] = {
    str: _TEXT,
    int: _WHOLE,
    bool: Flag(),
    list: Several(_TEXT, '"…"'),
    dict: ByName(Anything()),
}


class CaseError(ConfigurationError):
    """A file of cases is not as it must be; `problems` name line, key and what may stand there."""


class Expected(NamedTuple):
    """A finding as a case expects it; None is not compared. `line` and `at` as in the file, which
    `file` names where there are several; `section` is the number of the part it is
    about, `fix` what its fix writes, each text once ("": it has none)."""

    at: str | None = None
    line: str | None = None
    message: str | None = None
    severity: str | None = None
    file: str | None = None
    section: int | None = None
    fix: str | None = None


class Case(NamedTuple):
    """A case: `verdict` is one of VERDICTS; `problem` says why the file could not be read.

    `rule_files` are files of rules without code that it may be about. A case of a rule across
    reports has `reports`, by path what each of them is, and may have a `roster`, as .csv.

    As text it is a sentence: “row-total 报告：总计多一件”.
    """

    rule: str
    verdict: str
    why: str
    path: str
    year: int = 2023
    agency: str = DEFAULT_AGENCY
    layout: str = "tabs_grid"
    options: Mapping[str, Any] = {}
    changes: tuple[Change, ...] = ()
    expect: tuple[Expected, ...] = ()
    reason: str = ""
    reason_code: str = ""
    problem: str = ""
    rule_files: tuple[str, ...] = ()
    reports: Mapping[str, Mapping[str, Any]] = {}
    roster: str = ""

    def __str__(self) -> str:
        return f"{self.rule} {VERDICTS.get(self.verdict, self.verdict)}：{self.why}"

    @property
    def text(self) -> str:
        """The report that the case is about; raises ChangeError."""
        return _text_of(self.year, self.agency, self.layout, self.changes)

    @property
    def texts(self) -> dict[str, str]:
        """The reports that the case is about by path; raises ChangeError."""
        return {
            path: _text_of(
                given.get("year", self.year),
                given.get("agency", self.agency),
                given.get("layout", self.layout),
                given.get("changes", ()),
            )
            for path, given in self.reports.items()
        }

    @property
    def settings(self) -> Settings:
        """The settings it is checked by: only the rule, and the case's options."""
        given = {name: value for name, value in self.options.items() if name != "set"}
        return Settings(select=(self.rule,), rules=self.rule_files, options=self._set(), **given)

    def _set(self) -> tuple[tuple[str, tuple[tuple[str, Any], ...]], ...]:
        """Return what the case sets of the options of its rule; raises ConfigurationError."""
        if "set" not in self.options:
            return ()
        rule = next(module.RULE for module in load_plugins().rules if module.RULE.name == self.rule)
        return ((rule.code, read_options(rule, self.options["set"])),)


def _text_of(year: int, agency: str, layout: str, changes: Sequence[Change]) -> str:
    draft = change_draft(valid_draft(year, agency), changes)
    return change_text(render(draft, layout).text, changes)


def fix_of(diagnostic: Diagnostic) -> str:
    """Return what the fix of a finding writes, each text once; "" without one."""
    edits = diagnostic.fix.edits if diagnostic.fix else ()
    return "".join(dict.fromkeys(edit.text for edit in edits))


def cases_in(folder: str | os.PathLike[str], rule_files: Sequence[str] = ()) -> list[Case]:
    """Return the cases of all YAML files in a folder; `rule_files` as for `load_cases`.

    A file that cannot be read gives one case that fails and says why, so that the others are run.
    """
    cases: list[Case] = []
    for path in sorted(Path(folder).glob("*.yaml")):
        try:
            cases += load_cases(path, rule_files)
        except CaseError as error:
            cases.append(Case(path.stem, "文件有误", path.name, str(path), problem=str(error)))
    return cases


def load_cases(path: str | os.PathLike[str], rule_files: Sequence[str] = ()) -> list[Case]:
    """Return the cases of one file; raises CaseError.

    The file is named after its rule: a built-in one, a plugin's, or one of the `rule_files`, which
    hold rules without code.
    """
    name = os.fspath(path)
    rule = Path(path).stem
    try:
        known = _names(rule_files)
        if rule not in known:
            hint = did_you_mean(rule, known)
            what = Text(f"没有这条规则：{rule}{hint.zh}", f"no such rule: {rule}{hint.en}")
            raise ConfigurationError([Problem(name, 0, "", what)])
        data = read_declared(_FILE, yaml_document(Path(path).read_text("utf-8"), name))
    except ConfigurationError as error:
        raise CaseError(error.problems) from error
    return [
        _case(rule, verdict, given)._replace(path=name, rule_files=tuple(rule_files))
        for verdict in VERDICTS
        for given in data.get(verdict, ())
    ]


def _names(rule_files: Sequence[str]) -> list[str]:
    """Return the names of the rules there are; raises ConfigurationError."""
    declared = [module for path in rule_files for module in load_rules(path)]
    return [module.RULE.name for module in (*load_plugins().rules, *declared)]


def _case(rule: str, verdict: str, given: Mapping[str, Any]) -> Case:
    expect = tuple(Expected(**expected) for expected in given.get("expect", ()))
    return Case(rule, verdict, **{**given, "path": "", "expect": expect})


class _Change:
    """A change: a mapping whose first known key says what it does."""

    def read(self, value: Any, location: Location) -> Any:
        """Return the change."""
        if not isinstance(value, dict) or not value:
            location.expected("键值对", "a mapping", value)
            return None
        try:
            kind = kind_of(value)
        except ChangeError:
            first = str(next(iter(value)))
            hint = did_you_mean(first, (*KINDS, *TEXT_KINDS))
            location.inside(first).wrong(f"没有这种改动{hint.zh}", f"no such change{hint.en}")
            return None
        if kind == "section" and len(value) < 2:
            keys = ", ".join(KINDS[kind].may)
            location.wrong(f"请写明怎么改：{keys}", f"say what to do: {keys}")
            return None
        return _KEYS_OF_CHANGE[kind].read(value, location)

    def schema(self) -> Schema:
        """Return the kind as JSON Schema."""
        return {"anyOf": [keys.schema() for keys in _KEYS_OF_CHANGE.values()]}


def _keys(needs: Mapping[str, type], may: Mapping[str, type]) -> Keys:
    return Keys(
        {key: _KIND_OF[kind] for key, kind in {**needs, **may}.items()}, needed=tuple(needs)
    )


def _some(expected: Any, location: Location) -> None:
    if not expected:
        location.wrong("至少要有一处发现", "at least one finding is expected")


_KEYS_OF_CHANGE = {
    **{name: _keys(kind.needs, kind.may) for name, kind in KINDS.items()},
    **{name: _keys(needs, {}) for name, needs in TEXT_KINDS.items()},
}
_REPORT: Mapping[str, Kind] = {
    "year": _WHOLE,
    "agency": _TEXT,
    "layout": Words(tuple(LAYOUTS)),
    "changes": Several(_Change(), '{cell: …, text: "…"}'),
}
_CASE: Mapping[str, Kind] = {
    **_REPORT,
    "why": _TEXT,
    "options": Keys(
        {"year": _WHOLE, "agency_kind": Words(AGENCY_KINDS), "set": ByName(Anything())}
    ),
    "reports": ByName(Keys(_REPORT)),
    "roster": _TEXT,
}
_EXPECTED = Keys(
    {
        "at": _TEXT,
        "line": _TEXT,
        "message": _TEXT,
        "severity": Words([severity.word for severity in reversed(Severity)]),
        "file": _TEXT,
        "section": _WHOLE,
        "fix": _TEXT,
    }
)
_OF_VERDICT: Mapping[str, Mapping[str, Kind]] = {
    "pass": {},
    "fail": {"expect": Checked(Several(_EXPECTED, '{at: "…"}'), _some)},
    "not_evaluated": {"reason": _TEXT, "reason_code": _TEXT},
}
#: What a case can do without.
_OPTIONAL = {"reason_code"}
_FILE = Keys(
    {
        verdict: Several(
            Keys({**_CASE, **kinds}, needed=("why", *(kinds.keys() - _OPTIONAL))), "{why: …}"
        )
        for verdict, kinds in _OF_VERDICT.items()
    }
)
