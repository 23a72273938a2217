"""Suppressions in a report's text: which findings they accept, and what is wrong with them.

What they look like, `gklint.model.comments` says. A suppression speaks of its own line where text
stands on it, else of the next line that is not blank, and with a line of the row or paragraph that
it belongs to; one for the file speaks of every finding of its rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from gklint.checking.results import Acceptance, Outcome
from gklint.model.comments import Comment, strays
from gklint.model.diagnostics import Diagnostic
from gklint.model.personal import mask
from gklint.model.report import Report
from gklint.model.source import Place
from gklint.rule.definition import Finding, Rule, finding
from gklint.suppression.naming import UNKNOWN, UNREASONED, UNUSED, called, rule_named, unknown

#: The beginning of a comment of a web page that speaks to gklint.
_IN_HTML = re.compile(rb"<!--\s*gklint\s*(?::|\xef\xbc\x9a|\xa3\xba)", re.IGNORECASE)


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
    requested = {outcome.rule.code: outcome.checked for outcome in outcomes}
    meant_by = _Meant(report, found)
    accepted: dict[int, Acceptance] = {}
    findings: list[tuple[str, Finding]] = [*_strays(report)]
    idle: list[tuple[Rule, Comment, Place]] = []
    for comment in report.source.comments:
        findings += _problems(comment)
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
                meant = meant_by.indexes(rule.code, comment)
                for index in meant:
                    accepted.setdefault(index, reason)
                if not meant and rule.code in requested:
                    idle.append((rule, comment, place))
    for rule, comment, place in idle:
        message, line = _why_idle(rule, comment, meant_by, accepted)
        if message != "unused" or requested[rule.code]:
            findings.append((UNUSED, finding(place, message, rule=called(rule), line=line)))
    return Applied(accepted, tuple(findings))


def _why_idle(
    rule: Rule, comment: Comment, meant_by: _Meant, accepted: Mapping[int, Acceptance]
) -> tuple[str, int | None]:
    """Return why a comment accepts nothing: the wording of GK904, and on which line the finding is
    that it may have meant."""
    if not comment.whole_file and not meant_by.lines.of(comment):
        return "nothing-follows", None
    elsewhere = (
        line
        for line, indexes in sorted(meant_by.found.get(rule.code, {}).items())
        if any(index not in accepted for index in indexes)
    )
    line = next(elsewhere, None)
    return "unused" if line is None else "elsewhere", line


def _strays(report: Report) -> Iterator[tuple[str, Finding]]:
    """Yield what looks like a suppression and is none: GK904."""
    source = report.source
    is_text = source.media_type == "text/plain"
    found = False
    for line, start, end in strays(source.lines):
        found = True
        place = Place(line, start, line, end)
        yield UNUSED, finding(place, "stray" if is_text else "document")
    # What stands in a comment of a web page is none of its text.
    if not found and source.media_type == "text/html" and _IN_HTML.search(source.raw):
        yield UNUSED, finding(Place(1, 1, 1, 1), "document")


def _problems(comment: Comment) -> Iterator[tuple[str, Finding]]:
    """Yield what is wrong with a comment whatever stands in the report."""
    place = Place(comment.line, comment.column, comment.line, comment.end_column)
    if not comment.keyword:
        yield UNUSED, finding(place, "unread")
    elif not comment.rules:
        yield UNKNOWN, finding(place, "none")
    elif not comment.reason:
        yield UNREASONED, finding(place)


class _Meant:
    """Which findings a suppression speaks of; a report may have thousands of either."""

    def __init__(self, report: Report, found: Sequence[Diagnostic]) -> None:
        self.found: dict[str, dict[int, list[int]]] = {}
        for index, diagnostic in enumerate(found):
            of_rule = self.found.setdefault(diagnostic.code, {})
            of_rule.setdefault(diagnostic.line, []).append(index)
        self.lines = LinesMeant(report)
        self.known: dict[tuple[str, frozenset[int] | None], list[int]] = {}

    def indexes(self, code: str, comment: Comment) -> list[int]:
        """Return the indexes of the findings of a rule that a comment speaks of."""
        lines = None if comment.whole_file else self.lines.of(comment)
        if (code, lines) not in self.known:
            of_rule = self.found.get(code, {})
            meant = of_rule if lines is None else [line for line in of_rule if line in lines]
            self.known[code, lines] = sorted(index for line in meant for index in of_rule[line])
        return self.known[code, lines]


class LinesMeant:
    """Which lines of a report its suppressions speak of."""

    def __init__(self, report: Report) -> None:
        self.text_from = _lines_with_text(report)
        self.parts = _lines_of_parts(report)

    def of(self, comment: Comment) -> frozenset[int]:
        """Return the lines that a suppression speaks of; none where no text follows it."""
        first = self.text_from[comment.line] if comment.alone else comment.line
        return self.parts.get(first, frozenset({first})) if first else frozenset()


def _lines_with_text(report: Report) -> list[int]:
    """Return for each line, by its number, the next one behind it that is not blank (0: none)."""
    lines = report.source.lines
    following = [0] * (len(lines) + 2)
    for number in range(len(lines) - 1, -1, -1):
        behind = number < len(lines) and lines[number].strip()
        following[number] = number + 1 if behind else following[number + 1]
    return following


def _lines_of_parts(report: Report) -> dict[int, frozenset[int]]:
    """Return for each line all lines of its paragraph, or of its row of a table."""
    parts: list[frozenset[int]] = []
    # In some layouts a row of a table takes a line a cell.
    for table in report.tables:
        for row in table.rows:
            own = range(row.place.line, row.place.end_line + 1)
            parts.append(frozenset((*own, *(cell.line for cell in row.cells))))
    for paragraph in (*(paragraph for _, paragraph in report.paragraphs()), *report.ending):
        parts.append(frozenset(piece.line for piece in paragraph.pieces))
    found: dict[int, frozenset[int]] = {}
    for part in parts:
        for line in part:
            found[line] = found[line] | part if line in found else part
    return found
