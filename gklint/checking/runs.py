"""A run as reporters get it: what was loaded for it, and what came of all its files."""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from gklint.checking.results import Record, Tally
from gklint.checking.verdicts import PASSED, UNREADABLE, VERDICTS, verdict_of
from gklint.model.diagnostics import Severity
from gklint.support.bilingual import Text

if TYPE_CHECKING:
    from gklint.rule.definition import Rule, RuleModule


class Failure(NamedTuple):
    """A plugin that could not be loaded, and why; `target` is what its entry point names."""

    name: str
    error: str
    target: str = ""


class Plugin(NamedTuple):
    """A plugin that was loaded: its name and the rules it gave.

    `target` is what its entry point names, `file` where that was found ("" for an object that is
    no module), `hooks` the names of the hooks it implements.
    """

    name: str
    rules: "tuple[Rule, ...]"
    target: str = ""
    file: str = ""
    hooks: tuple[str, ...] = ()


class Loaded(NamedTuple):
    """What checks in a run: the modules of the rules that are asked, by code (a rule's docstring is
    its documentation), the plugins that were loaded, those that could not be."""

    rules: "tuple[RuleModule, ...]" = ()
    plugins: tuple[Plugin, ...] = ()
    failures: tuple[Failure, ...] = ()


class Run:
    """What is the same for all reports of a run; reporters get it before the first of them.

    What checks is loaded when a reporter asks for it: a run that has all it needs in its cache can
    do without. `versions` gives names of what checks and of what it checks by, each with a hash.
    """

    def __init__(
        self, load: Callable[[], Loaded], versions: Callable[[], Mapping[str, str]] = dict
    ) -> None:
        self._load = load
        self._versions = versions

    @cached_property
    def versions(self) -> Mapping[str, str]:
        """What the results follow from beside the files: a hash by name, equal where nothing that
        it stands for is different."""
        return self._versions()

    @cached_property
    def loaded(self) -> Loaded:
        """The rules and plugins of the run."""
        return self._load()


class Count(NamedTuple):
    """How often a rule found something: code, name and severity, findings, files with any."""

    code: str
    rule: str
    severity: Severity
    findings: int
    files: int


#: Kinds of files of which nobody takes one for a report.
NO_DOCUMENTS = frozenset(("data", "program", "media"))


class Skipped(NamedTuple):
    """A file in a folder that is not read: its path, why by a code ("picture"), and in words."""

    path: str
    code: str
    reason: Text

    @property
    def may_be_report(self) -> bool:
        """Whether it could be what somebody handed in for a report."""
        return self.code not in NO_DOCUMENTS


class Totals:
    """What the records of a run come to; the exit status follows from it.

    `failing` is the severity from which on a finding fails the run; with `exit_zero` none does.
    `incomplete` says that something that was to be checked could not be reached, `interrupted` that
    the user ended the run early. `skipped` are the files in the folders of the run that were not
    read, `left_out` counts what was left out there because somebody said so.
    """

    def __init__(
        self,
        failing: Severity = Severity.WARNING,
        exit_zero: bool = False,
        incomplete: bool = False,
        skipped: Sequence[Skipped] = (),
        left_out: int = 0,
    ) -> None:
        self.failing = failing
        self.exit_zero = exit_zero
        self.incomplete = incomplete
        self.skipped = skipped
        self.left_out = left_out
        self.interrupted = False
        self.files = 0
        #: How many reports came to which verdict, by its key.
        self.verdicts = dict.fromkeys((verdict.key for verdict in VERDICTS), 0)
        #: Findings that count by severity and by code, accepted ones by the kind of acceptance.
        self.severities = dict.fromkeys(reversed(Severity), 0)
        self.codes: dict[str, int] = {}
        self.accepted: dict[str, int] = {}
        #: How many rules were asked of a report, and the least and the most that one evaluated
        #: which could be read.
        self.requested = 0
        self.least = self.most = 0
        self._by_rule: dict[tuple[str, str, int], tuple[int, int]] = {}

    def add(self, record: Record) -> None:
        """Count a record."""
        tally = record.tally
        if tally.is_report:
            self._add_report(tally)
        for code, rule, severity, count in tally.found:
            self.severities[Severity(severity)] += count
            self.codes[code] = self.codes.get(code, 0) + count
            findings, files = self._by_rule.get((code, rule, severity), (0, 0))
            self._by_rule[code, rule, severity] = findings + count, files + 1
        for kind, count in tally.accepted:
            self.accepted[kind] = self.accepted.get(kind, 0) + count

    def _add_report(self, tally: Tally) -> None:
        self.files += 1
        self.requested = max(self.requested, tally.requested)
        given_verdict = verdict_of(tally.unreadable, tally.worst, tally.decided, self.failing)
        self.verdicts[given_verdict.key] += 1
        if tally.unreadable:
            return
        first = self.files - self.unreadable == 1
        self.least = tally.evaluated if first else min(self.least, tally.evaluated)
        self.most = max(self.most, tally.evaluated)

    @property
    def passed(self) -> int:
        """How many reports passed."""
        return self.verdicts[PASSED.key]

    @property
    def unreadable(self) -> int:
        """How many files could not be read."""
        return self.verdicts[UNREADABLE.key]

    @property
    def no_rule_requested(self) -> bool:
        """Whether there were reports, and no rule that was asked of any of them."""
        return bool(self.files) and not self.requested

    @property
    def statistics(self) -> list[Count]:
        """How often each rule found something, the most frequent first."""
        counts = [
            Count(code, rule, Severity(severity), *counted)
            for (code, rule, severity), counted in self._by_rule.items()
        ]
        return sorted(counts, key=lambda count: (-count.findings, count.code, -count.severity))

    @property
    def exit_status(self) -> int:
        """130 where the user ended the run, 2 where something could not be read at all or no rule
        was asked, else 1 where a finding fails, else 0."""
        if self.interrupted:
            return 130
        if self.unreadable or self.incomplete or self.no_rule_requested:
            return 2
        failed = any(
            count and severity >= self.failing for severity, count in self.severities.items()
        )
        return int(failed and not self.exit_zero)
