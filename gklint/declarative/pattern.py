"""A pattern over prose: where it stands and should not, or where it should and does not."""

from __future__ import annotations

from typing import Any

from gklint.declarative.expression import Looking
from gklint.model.reasons import Reason
from gklint.model.report import Report
from gklint.rule.definition import Verdicts, finding, not_evaluated
from gklint.support.bilingual import Text

#: What a pattern's rule says where its file has no message.
MESSAGES = {
    "absent": Text("出现了“{actual}”", "“{actual}” stands here"),
    "present": Text("没有写到应当写的内容", "what should be said is not there"),
}


_NO_SECTION = Reason(
    "no-section", Text("没有检出所查的部分", "the sections to look at were not found")
)


def matches(report: Report, pattern: str, sections: tuple[int, ...]) -> Verdicts:
    """Yield a finding for each match in the paragraphs of the sections (empty: in all of them).

    The wording gets the named groups of the pattern.
    """
    if _absent(report, sections):
        yield not_evaluated(_NO_SECTION)
        return
    looking = Looking(pattern)
    for section, paragraph in report.paragraphs():
        if sections and section not in sections:
            continue
        for match in looking.found(paragraph.text):
            place = paragraph.place_of(match.start(), match.end())
            found = finding(place, section=section, actual=match.group())
            # Not as arguments: a group may have the name of one.
            yield found._replace(facts={**found.facts, **_groups(match)})


def missing(report: Report, pattern: str, sections: tuple[int, ...]) -> Verdicts:
    """Yield a finding where no paragraph of the sections (empty: of all) has a match."""
    if _absent(report, sections):
        yield not_evaluated(_NO_SECTION)
        return
    looking = Looking(pattern)
    for section, paragraph in report.paragraphs():
        if (not sections or section in sections) and looking.stands_in(paragraph.text):
            return
    there = [section for section in report.sections if section.form.number in sections]
    if there:
        yield finding(there[0].title_place, section=there[0].form.number)
    else:
        place = report.title.place if report.title else report.source.line_place(1)
        yield finding(place)


def _absent(report: Report, sections: tuple[int, ...]) -> bool:
    if not sections:
        return not report.sections
    return not any(report.section(number) for number in sections)


def _groups(match: Any) -> dict[str, str]:
    return {name: text or "" for name, text in match.groupdict().items()}
