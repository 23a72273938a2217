"""Suppressions in a report's text: which findings they accept, and what is wrong with them.

What they look like, `gklint.model.comments` says. A suppression speaks of its own line where text
stands on it, else of the next line that is not blank, and with a line of the row or paragraph that
it belongs to; one for the file speaks of every finding of its rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from gklint.checking.results import Acceptance, Outcome
from gklint.model.comments import Comment
from gklint.model.diagnostics import Diagnostic
from gklint.model.personal import mask
from gklint.model.report import Report
from gklint.model.source import Place
from gklint.rule.definition import Finding, Rule, finding
from gklint.suppression.naming import UNKNOWN, UNREASONED, UNUSED, called, rule_named, unknown


class Applied(NamedTuple):
    """What the comments of a report come to: findings accepted, by index, and the findings on the
    comments themselves, each with the code of its rule."""

    accepted: Mapping[int, Acceptance]
    findings: tuple[tuple[str, Finding], ...]


def apply_suppressions(
    report: Report, found: Sequence[Diagnostic], outcomes: Sequence[Outcome], rules: Sequence[Rule]
) -> Applied:
    """Apply the suppressions of a report to what was found in it.

    `rules` are all that there are, asked or not; `outcomes` say which of them were asked.
    """
    checked = {outcome.rule.code for outcome in outcomes if outcome.checked}
    accepted: dict[int, Acceptance] = {}
    findings: list[tuple[str, Finding]] = []
    for comment in report.source.comments:
        findings += _problems(comment)
        lines = None if comment.whole_file else lines_meant(report, comment)
        reason = Acceptance(
            "suppression", mask(comment.reason), path=report.source.path, line=comment.line
        )
        for word, column in comment.rules:
            place = Place(comment.line, column, comment.line, column + len(word))
            rule = rule_named(word, rules)
            if rule is None:
                findings.append((UNKNOWN, unknown(word, place, rules)))
            elif not rule.suppressible:
                findings.append((UNUSED, finding(place, "unsuppressible", rule=called(rule))))
            else:
                meant = [
                    index
                    for index, diagnostic in enumerate(found)
                    if diagnostic.code == rule.code and (lines is None or diagnostic.line in lines)
                ]
                for index in meant:
                    accepted.setdefault(index, reason)
                if not meant and rule.code in checked:
                    findings.append((UNUSED, finding(place, "unused", rule=called(rule))))
    return Applied(accepted, tuple(findings))


def _problems(comment: Comment) -> Iterator[tuple[str, Finding]]:
    """Yield what is wrong with a comment whatever stands in the report."""
    place = Place(comment.line, comment.column, comment.line, comment.end_column)
    if not comment.keyword:
        yield UNUSED, finding(place, "unread")
    elif not comment.rules:
        yield UNKNOWN, finding(place, "none")
    elif not comment.reason:
        yield UNREASONED, finding(place)


def lines_meant(report: Report, comment: Comment) -> frozenset[int]:
    """Return the lines that a suppression speaks of; none where no text follows it."""
    source = report.source
    first = comment.line
    if comment.alone:
        following = enumerate(source.lines[comment.line :], comment.line + 1)
        first = next((number for number, line in following if line.strip()), 0)
        if not first:
            return frozenset()
    lines = {first}
    # In some layouts a row of a table takes a line a cell.
    for table in report.tables:
        for row in table.rows:
            own = {*range(row.place.line, row.place.end_line + 1), *(c.line for c in row.cells)}
            if first in own:
                lines |= own
    closing = ((None, paragraph) for paragraph in report.closing)
    for _, paragraph in (*report.paragraphs(), *closing):
        own = {piece.line for piece in paragraph.pieces}
        if first in own:
            lines |= own
    return frozenset(lines)
