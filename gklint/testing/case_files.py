"""Files of rule cases read: YAML → cases, with errors that say where and what may stand there."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NamedTuple

from gklint.checking.settings import Settings
from gklint.configuration.rule_kinds import read_options
from gklint.declarative import load_rules
from gklint.model.report import AGENCY_KINDS
from gklint.plugins.loading import load_plugins
from gklint.support.problems import ConfigurationError
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

_CASE = {
    "why": str,
    "year": int,
    "agency": str,
    "layout": str,
    "options": dict,
    "changes": list,
    "reports": dict,
    "roster": str,
}
_OF_VERDICT: dict[str, dict[str, type]] = {
    "pass": {},
    "fail": {"expect": list},
    "not_evaluated": {"reason": str},
}
_EXPECTED = {"at": str, "line": str, "message": str, "severity": str, "file": str}
_REPORT = {"year": int, "agency": str, "layout": str, "changes": list}
_OPTIONS = {"year": int, "agency_kind": str, "set": dict}
_WORDS = {
    str: "text in quotes",
    int: "a whole number",
    list: "a list",
    dict: "a mapping",
    bool: "true or false",
}


class CaseError(ValueError):
    """A file of cases is not as it must be; the message names file, case, key and what may be."""


class Expected(NamedTuple):
    """A finding as a case expects it; None is not compared. `line` and `at` as in the file, which
    `file` names where there are several."""

    at: str | None = None
    line: str | None = None
    message: str | None = None
    severity: str | None = None
    file: str | None = None


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
                said.get("year", self.year),
                said.get("agency", self.agency),
                said.get("layout", self.layout),
                said.get("changes", ()),
            )
            for path, said in self.reports.items()
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
    import yaml

    name = os.fspath(path)
    try:
        data = yaml.safe_load(Path(path).read_text("utf-8"))
    except yaml.YAMLError as error:
        raise CaseError(f"{name}: not YAML: {error}") from error
    rule = Path(path).stem
    _check_one_of(rule, _names(rule_files, name), name, "rule")
    _check_keys(data, dict.fromkeys(VERDICTS, list), name)
    return [
        _case(rule, verdict, item, f"{name}: {verdict}[{index}]")._replace(
            rule_files=tuple(rule_files)
        )
        for verdict in VERDICTS
        for index, item in enumerate(data.get(verdict, []))
    ]


def _names(rule_files: Sequence[str], where: str) -> list[str]:
    """Return the names of the rules there are."""
    try:
        declared = [module for path in rule_files for module in load_rules(path)]
    except ConfigurationError as error:
        raise CaseError(f"{where}: {error}") from error
    return [module.RULE.name for module in (*load_plugins().rules, *declared)]


def _case(rule: str, verdict: str, data: Any, where: str) -> Case:
    _check_keys(
        data, {**_CASE, **_OF_VERDICT[verdict]}, where, needs=("why", *_OF_VERDICT[verdict])
    )
    _check_one_of(data.get("layout", "tabs_grid"), LAYOUTS, where, "layout")
    _check_keys(data.get("options", {}), _OPTIONS, f"{where}: options")
    if "agency_kind" in data.get("options", {}):
        _check_one_of(data["options"]["agency_kind"], AGENCY_KINDS, where, "agency_kind")
    _check_reports(data, where)
    expect = []
    for index, expected in enumerate(data.get("expect", [])):
        at = f"{where}: expect[{index}]"
        _check_keys(expected, _EXPECTED, at)
        _check_one_of(
            expected.get("severity", "error"), ("error", "warning", "info"), at, "severity"
        )
        expect.append(Expected(**expected))
    if verdict == "fail" and not expect:
        raise CaseError(f"{where}: expect: at least one finding is expected")
    parts = {
        key: data[key]
        for key in ("why", "year", "agency", "layout", "options", "reason", "reports", "roster")
        if key in data
    }
    return Case(
        rule,
        verdict,
        path=where.partition(": ")[0],
        expect=tuple(expect),
        changes=tuple(data.get("changes", ())),
        **parts,
    )


def _check_reports(data: Any, where: str) -> None:
    """Check the changes of a case, or those of each of its reports."""
    for index, change in enumerate(data.get("changes", [])):
        _check_change(change, f"{where}: changes[{index}]")
    for path, said in data.get("reports", {}).items():
        at = f"{where}: reports: {path}"
        _check_keys(said, _REPORT, at)
        _check_one_of(said.get("layout", "tabs_grid"), LAYOUTS, at, "layout")
        for index, change in enumerate(said.get("changes", [])):
            _check_change(change, f"{at}: changes[{index}]")


def _check_change(change: Any, where: str) -> None:
    if not isinstance(change, dict) or not change:
        raise CaseError(f"{where}: a mapping is expected, not {change!r}")
    known = {**KINDS, **TEXT_KINDS}
    first = next(iter(change))
    try:
        kind = kind_of(change)
    except ChangeError:
        _check_one_of(str(first), known, where, "change")
        raise
    needs = KINDS[kind].needs if kind in KINDS else TEXT_KINDS[kind]
    may = KINDS[kind].may if kind in KINDS else {}
    _check_keys(change, {**needs, **may}, where, needs=tuple(needs))
    if kind == "section" and len(change) < 2:
        raise CaseError(f"{where}: section: say what to do: {', '.join(may)}")


def _check_keys(
    data: Any, allowed: Mapping[str, type], where: str, needs: tuple[str, ...] = ()
) -> None:
    if not isinstance(data, dict):
        raise CaseError(f"{where}: a mapping is expected, not {data!r}")
    for key, value in data.items():
        _check_one_of(str(key), allowed, where, "key")
        if not isinstance(value, allowed[key]) or (allowed[key] is int and value is True):
            raise CaseError(f"{where}: {key}: {_WORDS[allowed[key]]} is expected, not {value!r}")
    for key in needs:
        if key not in data:
            raise CaseError(f"{where}: the key {key!r} is missing")


def _check_one_of(value: str, allowed: Iterable[str], where: str, what: str) -> None:
    if value in allowed:
        return
    nearest = get_close_matches(value, list(allowed), 1, 0)
    hint = f"; did you mean {nearest[0]!r}?" if nearest else ""
    raise CaseError(f"{where}: no {what} {value!r}{hint} There are: {', '.join(allowed)}")
