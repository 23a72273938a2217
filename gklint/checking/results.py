"""What comes of checking, as values: of a rule, of a file; of a whole run see `runs`.

The engine makes a `Result`, which holds all that is known of a file. What leaves the engine for
reporters, caches and other processes is a `Record`: the findings and what it takes to show them.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple, Protocol

from gklint.model.diagnostics import Diagnostic, Severity, fingerprints
from gklint.model.reasons import StatedReason

if TYPE_CHECKING:
    # A run that finds all in its cache loads neither reports nor rules.
    from gklint.model.facts import Facts
    from gklint.model.report import Report
    from gklint.model.source import Source

#: What can come of asking a rule.
STATES = ("satisfied", "violated", "not_evaluated", "not_applicable")

#: The media type of a file of waivers: it has findings, and is no report.
WAIVERS_TYPE = "application/yaml"


class Named(Protocol):
    """What an outcome says of its rule: a `Rule` will do, and so will a `RuleName`."""

    @property
    def code(self) -> str:
        """The code: GK301."""

    @property
    def name(self) -> str:
        """The name: row-total."""


class RuleName(NamedTuple):
    """A rule's code and name, without the rest of its metadata."""

    code: str
    name: str


class Outcome(NamedTuple):
    """What came of asking one rule: one of STATES, and the reasons for what it did not check.

    A rule that checked a part of the report and not the rest is satisfied or violated and has
    reasons all the same. `across` says that the rule compares reports.
    """

    # In quotes: what keeps records says which type it is (`gklint.checking.records`).
    rule: "Named"
    state: str
    reasons: tuple[StatedReason, ...] = ()
    across: bool = False

    @property
    def checked(self) -> bool:
        """Whether the rule checked all that it is about: then what it did not find is not there."""
        return self.state in ("satisfied", "violated") and not self.reasons


class Result(NamedTuple):
    """One file checked: the report as read, the findings by place, what came of each rule.

    `report` is None where the file could not be read; `diagnostics` then says why (GK901).
    `source` is the text as it may be shown: numbers of persons are masked in it, and only in it
    (`report.source` is the file's own). `accepted` says which of the findings do not count and
    why, by their index.
    """

    path: str
    source: "Source | None"
    report: "Report | None"
    diagnostics: tuple[Diagnostic, ...]
    outcomes: tuple[Outcome, ...]
    accepted: "Mapping[int, Acceptance]" = {}  # noqa: RUF012 - a field

    def __repr__(self) -> str:
        year = self.report.year if self.report else None
        return f"Result({self.path!r}, year={year}, {len(self.diagnostics)} findings)"

    @property
    def worst(self) -> Severity | None:
        """The severity of the worst finding that counts, None without any."""
        return max(
            (d.severity for i, d in enumerate(self.diagnostics) if i not in self.accepted),
            default=None,
        )

    @property
    def unreadable(self) -> bool:
        """Whether the file could not be read at all."""
        return self.report is None


class Acceptance(NamedTuple):
    """Why a finding does not count.

    `kind` is "suppression" (said in the report's text), "waiver" (said in a file of waivers) or
    "baseline" (found before). `reason`, `who` and `until` (a day as ISO 8601) are what was written;
    `path` and `line` where.
    """

    kind: str
    reason: str = ""
    who: str = ""
    until: str = ""
    path: str = ""
    line: int = 0


class About(NamedTuple):
    """What is known of a file that could be read, without the report itself.

    `sha256` (hexadecimal, "" where nobody asked for it) and `size` (bytes) are of the file.
    `title` and `agency` are masked.
    """

    sha256: str
    size: int
    encoding: str
    media_type: str
    title: str | None
    agency: str | None
    agency_kind: str
    year: int | None
    format: str | None
    is_roster: bool = False


class Compared(NamedTuple):
    """What came of comparing a report with others: the findings that count, the outcomes."""

    found: tuple[Diagnostic, ...] = ()
    outcomes: tuple[Outcome, ...] = ()


class Record(NamedTuple):
    """One file checked, as it is shown and kept: small, and without the report.

    `about` is None where the file could not be read; the findings then say why (GK901). `found` are
    all findings by place, `accepted` those of them that do not count, by index. `lines` holds the
    masked text of each line that a finding speaks of and of its neighbours, with the line's end;
    `line_count` is how many the file has. `facts` are what is compared with other reports, None
    where there are none or nobody asked for them.
    """

    path: str
    about: About | None
    found: tuple[Diagnostic, ...]
    outcomes: tuple[Outcome, ...]
    lines: Mapping[int, str]
    line_count: int = 0
    accepted: Mapping[int, Acceptance] = {}
    facts: "Facts | None" = None

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """The findings that count."""
        if not self.accepted:
            return self.found
        return tuple(d for index, d in enumerate(self.found) if index not in self.accepted)

    @property
    def unreadable(self) -> bool:
        """Whether the file could not be read at all."""
        return self.about is None

    @property
    def is_report(self) -> bool:
        """Whether it is of a file that was to be checked, and not of one beside it: waivers, a
        roster."""
        about = self.about
        return about is None or not (about.is_roster or about.media_type == WAIVERS_TYPE)

    @property
    def worst(self) -> Severity | None:
        """The severity of the worst finding that counts, None without any."""
        return max((diagnostic.severity for diagnostic in self.diagnostics), default=None)

    def line(self, number: int) -> str:
        """Return the masked text of a line, without its end; "" for one that was not kept."""
        return self.lines.get(number, "").rstrip("\r\n")

    @property
    def own(self) -> "Record":
        """The record without what came of comparing it with other reports."""
        kept = [index for index, found in enumerate(self.found) if found.body_facts is None]
        if len(kept) == len(self.found) and not any(outcome.across for outcome in self.outcomes):
            return self
        return self._replace(
            found=tuple(self.found[index] for index in kept),
            outcomes=tuple(outcome for outcome in self.outcomes if not outcome.across),
            accepted={
                new: self.accepted[old] for new, old in enumerate(kept) if old in self.accepted
            },
        )

    @property
    def decided(self) -> bool:
        """Whether something was checked, and nothing left not evaluated of the rules that speak of
        this report alone: without findings it has passed."""
        return self.tally.decided

    @property
    def tally(self) -> "Tally":
        """What the record adds to the totals of a run."""
        found: dict[tuple[str, str, int], int] = {}
        for diagnostic in self.diagnostics:
            named = (diagnostic.code, diagnostic.rule, int(diagnostic.severity))
            found[named] = found.get(named, 0) + 1
        kinds = [acceptance.kind for acceptance in self.accepted.values()]
        evaluated = (
            0
            if self.unreadable
            else sum(outcome.state in ("satisfied", "violated") for outcome in self.outcomes)
        )
        return Tally(
            not any(outcome.reasons for outcome in self.outcomes if not outcome.across),
            any(outcome.checked for outcome in self.outcomes),
            self.unreadable,
            len(self.outcomes),
            evaluated,
            tuple((*named, count) for named, count in found.items()),
            tuple((kind, kinds.count(kind)) for kind in dict.fromkeys(kinds)),
            self.is_report,
        )

    @property
    def compared(self) -> Compared:
        """What came of comparing it with other reports."""
        return Compared(
            tuple(found for found in self.diagnostics if found.body_facts is not None),
            tuple(outcome for outcome in self.outcomes if outcome.across),
        )

    def shown(self, shape: str, make: "Callable[[Record], str]", stamp: str = "") -> str:
        """Return what `make` makes of the record: a reporter's text that depends on nothing else.

        `shape` names the reporter and all that its text follows from beside the record: where
        records are kept between runs, so are their texts, and `make` is not asked again as long as
        `stamp` is the same.
        """
        return make(self)

    def named(self) -> Iterator[tuple[Diagnostic, str, Acceptance | None]]:
        """Yield every finding with its fingerprint, and why it does not count if so."""
        names = fingerprints(self.found)
        for index, (diagnostic, name) in enumerate(zip(self.found, names, strict=True)):
            yield diagnostic, name, self.accepted.get(index)


class Tally(NamedTuple):
    """What one record adds to the totals of a run.

    `complete` says that no rule that speaks of it alone left anything not evaluated, `checked` that
    some rule checked all it is about. `asked` and `evaluated` count rules. `found` are the findings
    that count: code, rule, severity and how many; `accepted` the others: kind of acceptance and how
    many. Without `is_report` it is of a file beside the reports, whose findings count and which
    does not.
    """

    complete: bool
    checked: bool
    unreadable: bool
    requested: int
    evaluated: int
    found: tuple[tuple[str, str, int, int], ...] = ()
    accepted: tuple[tuple[str, int], ...] = ()
    is_report: bool = True

    @property
    def decided(self) -> bool:
        """Whether it would have passed without its findings."""
        return self.complete and self.checked

    @property
    def worst(self) -> Severity | None:
        """The severity of the worst finding that counts, None without any."""
        return max((Severity(severity) for _, _, severity, _ in self.found), default=None)
