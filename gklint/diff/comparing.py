"""What is different between two results: findings and outcomes, each with its cause."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from gklint.diff.loading import Object, Results

#: What can have become of a finding or of a rule, in the order in which it is counted.
CHANGES = ("new", "gone", "severity", "place", "outcome", "wording")
#: The parts of gklint and of its surroundings by the name in `versions` → the cause they stand for.
_CAUSES = {
    "rules": "rule",
    "grammars": "form",
    "readers": "reader",
    "configuration": "configuration",
}
FILE, RULE, CONFIGURATION, UNKNOWN = "file", "rule", "configuration", "unknown"


class Change(NamedTuple):
    """One change: the report's path in the new result (in the old one where it is gone), one of
    CHANGES, the rule; the finding or outcome as it was and as it is (None: there is none)."""

    path: str
    change: str
    code: str
    old: Object | None
    new: Object | None
    cause: str


class Difference(NamedTuple):
    """All changes by path, and how many findings are in both results."""

    changes: tuple[Change, ...]
    left: int


def differences(old: Results, new: Results) -> Difference:
    """Return what is different in `new`."""
    changes: list[Change] = []
    left = 0
    causes = _causes(old, new)
    for before, after in _paired(old.reports, new.reports):
        compared_report = _Report(before, after, causes)
        changes += compared_report.changes()
        left += compared_report.left
    changes.sort(key=lambda one: (one.path, one.code, CHANGES.index(one.change), _line(one)))
    return Difference(tuple(changes), left)


def _line(change: Change) -> tuple[int, int]:
    location = (change.new or change.old or {}).get("location") or {}
    return location.get("line", 0), location.get("column", 0)


def _causes(old: Results, new: Results) -> set[str] | None:
    """Return what differs between the two runs beside the files; None where they do not say."""
    if not old.versions or not new.versions:
        return None
    names = {*old.versions, *new.versions}
    return {
        _CAUSES.get(name, UNKNOWN)
        for name in names
        if old.versions.get(name) != new.versions.get(name)
    }


def _paired(
    old: Mapping[str, Object], new: Mapping[str, Object]
) -> Iterator[tuple[Object | None, Object | None]]:
    """Yield reports that belong together: by path below the folder that all have in common, else
    by their content, else by body and year."""
    if len(old) == len(new) == 1:
        yield next(iter(old.values())), next(iter(new.values()))
        return
    before, after = _named(old), _named(new)
    for key in (_path, _content, _body_and_year):
        there = {key(name, one): name for name, one in before.items() if key(name, one)}
        for name, one in list(after.items()):
            other = there.get(key(name, one))
            if other in before:
                yield before.pop(other), after.pop(name)
    yield from ((one, None) for one in before.values())
    yield from ((None, one) for one in after.values())


def _named(reports: Mapping[str, Object]) -> dict[str, Object]:
    """Return the reports by their paths below the folder that all have in common."""
    folders = [os.path.dirname(path) for path in reports]
    try:
        common = os.path.commonpath(folders) if folders else ""
    except ValueError:
        common = ""
    inside = os.path.join(common, "") if common else ""
    return {path.removeprefix(inside): report for path, report in reports.items()}


def _path(name: str, report: Object) -> object:
    return name


def _content(name: str, report: Object) -> object:
    return report.get("sha256")


def _body_and_year(name: str, report: Object) -> object:
    known = report.get("agency") and report.get("year")
    return (report["agency"], report["year"]) if known else None


class _Report:
    """One report in both results; `left` counts the findings that are in both."""

    def __init__(self, old: Object | None, new: Object | None, causes: set[str] | None) -> None:
        self.old = old or {}
        self.new = new or {}
        self.path = str((new or old or {})["path"])
        self.causes = causes
        self.left = 0

    def changes(self) -> Iterator[Change]:
        """Yield what is different."""
        before = list(self.old.get("diagnostics", ()))
        after = list(self.new.get("diagnostics", ()))
        for old, new in self._matched(before, after):
            self.left += 1
            kind = _kind(old, new)
            if kind:
                yield self._change(kind, old, new)
        yield from (self._change("gone", one, None) for one in before)
        yield from (self._change("new", None, one) for one in after)
        if self.old and self.new:
            yield from self._outcomes()

    def _matched(
        self, before: list[Object], after: list[Object]
    ) -> Iterator[tuple[Object, Object]]:
        """Yield findings that are the same, taking them out of both lists."""
        for key in (_fingerprint, _meaning):
            there: dict[object, list[Object]] = {}
            for one in before:
                there.setdefault(key(one), []).append(one)
            for one in list(after):
                same = there.get(key(one))
                if same:
                    old = same.pop(0)
                    before.remove(old)
                    after.remove(one)
                    yield old, one

    def _change(self, kind: str, old: Object | None, new: Object | None) -> Change:
        found = new or old or {}
        return Change(self.path, kind, found["code"], old, new, self._cause(kind, found))

    def _cause(self, kind: str, found: Object) -> str:
        """Return why something changed, where that can be told."""
        if not self.old or not self.new:
            return FILE
        hidden = self.old if kind == "new" else self.new
        accepted = {_fingerprint(one) for one in hidden.get("accepted", ())}
        if kind in ("new", "gone") and _fingerprint(found) in accepted:
            # Somebody accepted it, or does no more.
            return CONFIGURATION
        here, there = self.old.get("sha256"), self.new.get("sha256")
        if here and there and here != there:
            return UNKNOWN if self.causes else FILE
        if not self.causes:
            # What a comparison found may have changed with another file of the run.
            return FILE if self.causes == set() and "facts" in found else UNKNOWN
        if len(self.causes) == 1:
            return next(iter(self.causes))
        outcomes = _states(self.old if kind == "new" else self.new)
        return RULE if RULE in self.causes and found["code"] not in outcomes else UNKNOWN

    def _outcomes(self) -> Iterator[Change]:
        before, after = _states(self.old), _states(self.new)
        for code in sorted({*before, *after}):
            old, new = before.get(code), after.get(code)
            if old != new:
                found = {"code": code}
                cause = self._cause("outcome", found)
                yield Change(self.path, "outcome", code, old, new, cause)


def _states(report: Object) -> dict[str, dict[str, Any]]:
    """Return what came of each rule: evaluated, in part, not evaluated (with why), not applicable.

    Whether a rule that was evaluated found something, its findings say.
    """
    states: dict[str, dict[str, Any]] = {}
    for code in report.get("not_applicable", ()):
        states[code] = {"outcome": "not_applicable"}
    for code in report.get("evaluated", ()):
        states[code] = {"outcome": "evaluated"}
    for one in report.get("not_evaluated", ()):
        partly = one["code"] in states
        states[one["code"]] = {
            "outcome": "evaluated_in_part" if partly else "not_evaluated",
            "reason": one.get("reason", ""),
        }
    return states


def _kind(old: Object, new: Object) -> str:
    """Return how a finding that is in both results is different, "" where it is not."""
    if old.get("severity") != new.get("severity"):
        return "severity"
    if old.get("location") != new.get("location"):
        return "place"
    return "wording" if _words(old) != _words(new) else ""


def _words(found: Object) -> Sequence[object]:
    return [found.get(key) for key in ("message", "advice", "actual", "expected", "basis")]


def _fingerprint(found: Object) -> object:
    return found.get("fingerprint")


def _meaning(found: Object) -> object:
    return found.get("code"), found.get("message"), str(found.get("cell")), found.get("section")
