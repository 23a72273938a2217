"""JUnit XML, in which CI services show tests: a suite a report, a case a rule.

There is no one specification; the elements and attributes are those that Jenkins, GitLab and
others have in common.
"""

from __future__ import annotations

from collections.abc import Sequence

from gklint.checking.results import Outcome, Record
from gklint.checking.runs import Run, Totals
from gklint.model.diagnostics import SEVERITIES, Diagnostic
from gklint.reporters import Options, Write
from gklint.reporters.paths import relative_path
from gklint.reporters.summary import run_line
from gklint.reporters.wording import accepted, reasons, where
from gklint.reporters.xmltext import Xml
from gklint.support.bilingual import Text

_NOT_EVALUATED = Text("未评定：{reasons}", "not evaluated: {reasons}")
_PARTLY = Text("部分未评定：{reasons}", "not evaluated in part: {reasons}")

#: Nothing was tested: the file could not be read, or the rule failed.
_OF_THE_RUN = ("GK901", "GK906")
#: The case of a file in a folder that was not read.
_NOT_READ = "not-read"


class _Case:
    """A rule asked of a report: what came of it in `state`, and what to say of it.

    `state` is "failure", "error", "skipped" or "" for a rule that was satisfied.
    """

    def __init__(
        self, name: str, state: str, message: str, lines: list[str], line: int = 0
    ) -> None:
        self.name = name
        self.state = state
        self.message = message
        self.lines = lines
        self.line = line


class Reporter:
    """Writes an element `testsuite` for each report, with its counts."""

    def __init__(self, run: Run, write: Write, options: Options) -> None:
        self.write = write
        self.options = options
        self.language = options.language
        self.xml = Xml(options.encoding)

    def begin(self) -> None:
        """Write what stands before the suites."""
        # The counts of the run may be left out here, and are known only at the end.
        self.write(f'{self.xml.declaration}<testsuites name="gklint">\n')

    def add(self, record: Record) -> None:
        """Write the suite of a report."""
        self._suite(record.path, self._cases(record))

    def _suite(self, path: str, cases: Sequence[_Case]) -> None:
        states = [case.state for case in cases]
        place = self.xml.attributes({"classname": path, "file": relative_path(path)})
        tag = self.xml.tag(
            "testsuite",
            {
                "name": path,
                "tests": len(cases),
                "failures": states.count("failure"),
                "errors": states.count("error"),
                "skipped": states.count("skipped"),
            },
        )
        self.write(f"  <{tag}>\n")
        for case in cases:
            self.write(self._element(case, place))
        self.write("  </testsuite>\n")

    def end(self, totals: Totals) -> None:
        """Write what stands after the suites: what came of the run, as a comment."""
        for skipped in totals.skipped:
            why = skipped.reason.say(self.language)
            self._suite(skipped.path, [_Case(_NOT_READ, "skipped", why, [])])
        totals_comment = self.xml.comment(run_line(totals, Options(self.language)))
        self.write(f"  {totals_comment}\n</testsuites>\n")

    # --- cases -----------------------------------------------------------------------------------

    def _cases(self, record: Record) -> list[_Case]:
        by_code: dict[str, list[Diagnostic]] = {}
        for diagnostic in record.diagnostics:
            by_code.setdefault(diagnostic.code, []).append(diagnostic)
        notes: dict[str, list[str]] = {}
        for diagnostic, _, acceptance in record.named():
            if acceptance is not None and self.options.accepted:
                line = f"{self._line(diagnostic)} [{accepted(acceptance, self.language)}]"
                notes.setdefault(diagnostic.code, []).append(line)
        cases = [
            self._case(
                outcome, by_code.pop(outcome.rule.code, []), notes.pop(outcome.rule.code, [])
            )
            for outcome in record.outcomes
            if outcome.state != "not_applicable" and not self._follows(record, outcome)
        ]
        # Findings about the run may be of no rule that was asked.
        for code in [*by_code, *(code for code in notes if code not in by_code)]:
            found, noted = by_code.get(code, []), notes.get(code, [])
            cases.append(self._found(code, found, noted) if found else _Case(code, "", "", noted))
        return cases

    def _follows(self, record: Record, outcome: Outcome) -> bool:
        """Say whether a rule was not evaluated because the file could not be read: one case says
        that for all."""
        return record.unreadable and outcome.state == "not_evaluated"

    def _case(self, outcome: Outcome, found: Sequence[Diagnostic], notes: list[str]) -> _Case:
        name = f"{outcome.rule.code} {outcome.rule.name}"
        why = ""
        if outcome.reasons:
            words = _NOT_EVALUATED if outcome.state == "not_evaluated" else _PARTLY
            why = words.say(self.language, {"reasons": reasons(outcome, self.language)})
        if found:
            return self._found(name, found, [*notes, why] if why else notes)
        # A rule that checked only a part has not passed: skipped is the word for it here.
        return _Case(name, "skipped" if why else "", why, notes)

    def _found(self, name: str, found: Sequence[Diagnostic], notes: list[str]) -> _Case:
        worst = max(found, key=lambda diagnostic: diagnostic.severity)
        lines = [line for diagnostic in found for line in self._lines(diagnostic)]
        state = "failure" if worst.severity >= self.options.failing else ""
        if worst.code in _OF_THE_RUN:
            state = "error"
        return _Case(name, state, worst.text(self.language), [*lines, *notes], worst.place.line)

    def _lines(self, diagnostic: Diagnostic) -> list[str]:
        advice = diagnostic.advice_text(self.language)
        return [self._line(diagnostic), f"    {advice}"] if advice else [self._line(diagnostic)]

    def _line(self, diagnostic: Diagnostic) -> str:
        word = SEVERITIES[diagnostic.severity].say(self.language)
        place = where(diagnostic.origin, self.language, diagnostic.section)
        aside = f" [{place}]" if place else ""
        return (
            f"{diagnostic.place.line}:{diagnostic.place.column}: {word} {diagnostic.code}"
            f" {diagnostic.text(self.language)}{aside}"
        )

    # --- elements --------------------------------------------------------------------------------

    def _element(self, case: _Case, place: str) -> str:
        attributes: dict[str, str | int] = {"name": case.name}
        if case.line:
            attributes["line"] = case.line
        tag = f"{self.xml.tag('testcase', attributes)} {place}"
        inside = ""
        body = self.xml.lines(case.lines)
        if case.state in ("failure", "error"):
            tagged = self.xml.tag(
                case.state, {"message": case.message, "type": case.name.partition(" ")[0]}
            )
            inside = f"      <{tagged}>{body}</{case.state}>\n"
        else:
            if case.state:
                inside = f"      <{self.xml.tag('skipped', {'message': case.message})}/>\n"
            if body:
                inside += f"      <system-out>{body}</system-out>\n"
        return f"    <{tag}>\n{inside}    </testcase>\n" if inside else f"    <{tag}/>\n"
