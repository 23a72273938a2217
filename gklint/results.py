"""What comes of judging, as values: of a rule, of a file, of a whole run.

The engine makes them, reporters get them; neither has to know the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from gklint.diagnostics import Diagnostic, Severity, Text
from gklint.report import Report
from gklint.rule import Rule, RuleModule
from gklint.source import Source

#: What can come of asking a rule.
STATES = ("satisfied", "violated", "not_evaluated", "not_applicable")


class Outcome(NamedTuple):
    """What came of asking one rule: one of STATES, and the reasons for what it did not judge.

    A rule that judged a part of the report and not the rest is satisfied or violated and has
    reasons all the same.
    """

    rule: Rule
    state: str
    reasons: tuple[Text, ...] = ()


@dataclass(frozen=True)
class Result:
    """One file judged: the report as read, the findings by place, what came of each rule.

    `report` is None where the file could not be read; `diagnostics` then says why (GK901).
    `source` is the text as it may be shown: numbers of persons are masked in it, and only in it
    (`report.source` is the file's own).
    """

    path: str
    source: Source | None
    report: Report | None
    diagnostics: tuple[Diagnostic, ...]
    outcomes: tuple[Outcome, ...]

    @property
    def worst(self) -> Severity | None:
        """The severity of the worst finding, None without findings."""
        return max((d.severity for d in self.diagnostics), default=None)

    @property
    def unreadable(self) -> bool:
        """Whether the file could not be read at all."""
        return self.report is None


class Failure(NamedTuple):
    """A plugin that could not be loaded, and why."""

    name: str
    error: str


class Plugin(NamedTuple):
    """A plugin that was loaded: its name and the rules it gave."""

    name: str
    rules: tuple[Rule, ...]


class Run(NamedTuple):
    """A whole run, as reporters get it.

    `results` are sorted by path; `rules` are the modules of the rules that were asked, by code (a
    rule's docstring is its documentation); `plugins` and `failures` what was loaded and what could
    not be; `exit_status` as the command will return it.
    """

    results: tuple[Result, ...]
    rules: tuple[RuleModule, ...]
    plugins: tuple[Plugin, ...]
    failures: tuple[Failure, ...]
    exit_status: int
