"""One waiver held against what was found: what it accepts, and why it does not hold any more."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation

from gklint.checking.results import Acceptance, Record
from gklint.model.diagnostics import Diagnostic, Severity
from gklint.model.personal import mask
from gklint.model.source import Place
from gklint.rule.definition import Finding, Rule, finding
from gklint.support.bilingual import Text
from gklint.support.folding import fold
from gklint.suppression.naming import UNKNOWN, UNREASONED, UNUSED, rule_named, unknown
from gklint.suppression.waivers import Waiver

_BLANK = Text("空", "blank")
#: Where sums ask for different numbers, none is told.
_UNSURE = Text("（不能确定）", "not certain")


class WaiverMatch:
    """A waiver, and what has become of it so far."""

    def __init__(self, waiver: Waiver, today: Callable[[], date]) -> None:
        self.waiver = waiver
        self.place = Place(waiver.line, 1, waiver.line, 1)
        self.expired = waiver.until is not None and today() > waiver.until
        #: The files checked that it names.
        self.names: set[str] = set()
        #: Whether there is no such file at all, checked or not.
        self.lost = False
        #: Whether in one of them its rule was not asked, or could not check all.
        self.unsure = False
        #: The first file in which it does not hold, and why, as a finding.
        self.stale: Finding | None = None
        self.used = False
        self.unpinned = ""
        self.suppressible = True
        self.known = False

    @property
    def description(self) -> str:
        """What the entry speaks of."""
        waiver = self.waiver
        location = ".".join(waiver.cell or ()) or waiver.words or str(waiver.section or "")
        return f"{waiver.rule} {waiver.file} {location}"

    def hold(self, record: Record) -> list[int]:
        """Return the findings of a record that the waiver accepts, by index."""
        waiver = self.waiver
        rule = waiver.rule.lower()
        outcomes = [
            outcome
            for outcome in record.outcomes
            if rule in (outcome.rule.code.lower(), outcome.rule.name)
        ]
        self.known = self.known or bool(outcomes)
        self.unsure = self.unsure or not (outcomes and outcomes[0].checked)
        of_rule = [
            index
            for index, diagnostic in enumerate(record.found)
            if rule in (diagnostic.code.lower(), diagnostic.rule)
        ]
        meant = [index for index in of_rule if self._means(record, record.found[index])]
        self.used = self.used or bool(meant)
        if not all(record.found[index].suppressible for index in of_rule):
            self.suppressible = False
        if not self.suppressible or self.expired:
            return []
        if of_rule and self._is_unclear(record, of_rule, meant):
            return []
        return [index for index in meant if self._is_unchanged(record.found[index])]

    def _means(self, record: Record, diagnostic: Diagnostic) -> bool:
        waiver = self.waiver
        if waiver.cell is not None:
            return diagnostic.cell == waiver.cell
        if waiver.section is not None and diagnostic.section != waiver.section:
            return False
        if waiver.words:
            words = fold(waiver.words) or waiver.words
            return words in fold(diagnostic.subject) or words in fold(record.line(diagnostic.line))
        return diagnostic.cell is None

    def _is_unclear(self, record: Record, of_rule: list[int], meant: list[int]) -> bool:
        """Say whether the waiver does not tell findings apart, or names one in a table by no cell.

        A finding that is new in the same file must not be taken for the one that was looked at.
        """
        waiver = self.waiver
        if waiver.cell is not None or len(meant) == 1:
            return False
        if waiver.words:
            if len({record.found[index].cell for index in meant} - {None}) < 2:
                return False
            keys = "cell"
        elif not meant:
            if waiver.section is not None:
                return False
            keys = "cell"
        else:
            keys = "words" if waiver.section is not None else "section, words"
        self.used = True
        self.stale = self.stale or finding(
            self.place,
            "unclear",
            rule=_called(record.found[of_rule[0]]),
            file=record.path,
            count=len(meant or of_rule),
            keys=keys,
        )
        return True

    def _is_unchanged(self, diagnostic: Diagnostic) -> bool:
        """Say whether the numbers of a finding are those that were waived."""
        now = value_at(diagnostic)
        due = "" if diagnostic.expected is None else str(diagnostic.expected)
        waiver = self.waiver
        if waiver.value is None and diagnostic.cell is not None:
            self.unpinned = self.unpinned or now or "-"
        for waived, present, what, nothing in (
            (waiver.value, now, Text("这里的数", "the number here"), _BLANK),
            (waiver.expected, due, Text("应有的数", "the number that is due"), _UNSURE),
        ):
            if waived is not None and not _same(waived, present):
                self.stale = self.stale or finding(
                    self.place,
                    "changed",
                    what=what,
                    waived=waived or _BLANK,
                    now=present or nothing,
                )
                return False
        return True

    def acceptance(self, path: str) -> Acceptance:
        """Return why a finding that the waiver speaks of does not count."""
        waiver = self.waiver
        until = waiver.until.isoformat() if waiver.until else ""
        return Acceptance("waiver", mask(waiver.reason), mask(waiver.who), until, path, waiver.line)

    def findings(self, rules: Callable[[], Sequence[Rule]]) -> Iterator[tuple[str, Finding]]:
        """Yield what is wrong with the waiver, each with the code of its rule.

        Nothing is said of a waiver whose file is there and was not checked. `rules` gives all that
        there are.
        """
        waiver, place = self.waiver, self.place
        if self.lost:
            yield UNUSED, finding(place, "lost", file=waiver.file)
        if not self.names:
            return
        rule = None if self.known else rule_named(waiver.rule, rules())
        if not self.known and rule is None:
            yield UNKNOWN, unknown(waiver.rule, place, rules())
            return
        if not waiver.reason:
            yield UNREASONED, finding(place, "waiver")
        if not self.suppressible:
            yield UNUSED, finding(place, "unsuppressible", rule=waiver.rule)
        elif self.stale is not None:
            yield UNUSED, self.stale
        elif self.expired:
            yield UNUSED, finding(place, "expired", until=str(waiver.until))
        elif not self.used and not self.unsure:
            yield UNUSED, self._gone()
        elif self.used and self.unpinned:
            yield UNUSED, finding(place, "unpinned", severity=Severity.INFO, now=self.unpinned)

    def _gone(self) -> Finding:
        waiver, place = self.waiver, self.place
        if waiver.cell is not None and (hint := _unknown_cell(waiver)) is not None:
            return finding(place, "no-cell", named=".".join(waiver.cell), hint=hint)
        what = Text("这一处", "there")
        if waiver.cell is not None or waiver.words:
            location = ".".join(waiver.cell) if waiver.cell else waiver.words
            what = Text(f"“{location}”处", f"at “{location}”")
        elif waiver.section is not None:
            what = Text(f"第 {waiver.section} 部分", f"in part {waiver.section}")
        return finding(place, "gone", rule=waiver.rule, file=waiver.file, what=what)


def value_at(diagnostic: Diagnostic) -> str:
    """Return what stands at the place of a finding: the number that a waiver speaks of."""
    if diagnostic.actual is not None:
        return str(diagnostic.actual)
    return diagnostic.subject.strip() if diagnostic.cell is not None else ""


def _called(diagnostic: Diagnostic) -> str:
    return f"{diagnostic.code} {diagnostic.rule}"


def _same(waived: str, now: str) -> bool:
    """Say whether two writings are of one number, or of the same words."""
    one, other = (fold(text).replace(",", "").replace("，", "") for text in (waived, now))
    try:
        return Decimal(one) == Decimal(other)
    except InvalidOperation:
        return one == other


def _unknown_cell(waiver: Waiver) -> Text | None:
    """Return a question after the nearest cell where no form has the waiver's, else None."""
    # Imported here: most waivers are of cells in which something was found.
    from gklint.forms.loading import load_forms
    from gklint.support.did_you_mean import did_you_mean

    tables = [table for form in load_forms().forms for table in form.tables]
    known = {
        f"{table.key}.{row.key}.{column.key}"
        for table in tables
        for row in table.rows
        for column in table.columns
    }
    written = ".".join(waiver.cell or ())
    return None if written in known else did_you_mean(written, sorted(known), listed=False)
