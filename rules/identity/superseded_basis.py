"""年度报告应当引用现行的条例和当年适用的格式通知。

为什么
    2007年的《政府信息公开条例》（国务院令第492号）已由国务院令第711号修订。只引旧条例，等于以失效的
    规定为依据。格式通知也是一年管一年：2019、2020年度用国办公开办函〔2019〕60号，2021年度起用
    国办公开办函〔2021〕30号。

错误示例
    根据《中华人民共和国政府信息公开条例》（国务院令第492号）编制本报告。

正确示例
    根据《中华人民共和国政府信息公开条例》（国务院令第711号）编制本报告。

如何修改
    改引现行规定。同时引用新旧两个文号，或者说明修订、废止情况的，不在此列。
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from gklint.api import (
    ERROR,
    WARNING,
    Finding,
    Place,
    Regulation,
    Report,
    Rule,
    Text,
    Verdicts,
    finding,
    fold,
    fold_with_offsets,
    form_in_dispute,
    not_evaluated,
    related,
)

from .._word_lists import load_data

RULE = Rule(
    code="GK506",
    name="superseded-basis",
    severity=ERROR,
    summary=Text(
        "引用了失效的条例或其他年度的格式通知",
        "a repealed regulation, or the notice for other years, is cited",
    ),
    clauses=("regulations: 第五十条", "format: 引言"),
    messages={
        "regulation": Text(
            "引用的是已失效的旧条例（{actual}），现行条例为{expected}",
            "this is the regulation no longer in force ({actual}); {expected} is",
        ),
        "notice": Text(
            "引用的是{actual}，{year} 年度报告适用{expected}",
            "{actual} is cited; for the report year {year} it is {expected}",
        ),
    },
    reasons={
        "year-unclear-for-notice": Text(
            "报告年度未知或不一致，未核对格式通知",
            "the report year is unknown or in dispute: notices were not checked",
        ),
    },
    advice=Text("改引现行规定", "cite what is in force"),
    needs_prose=True,
)

#: So near a number stand words that say it is cited to tell what became of it.
_NEAR = 40

_OLD_REGULATION = "regulations-2007"


class _Citation:
    def __init__(self, place: Place, section: int | None, text: str) -> None:
        self.place = place
        self.section = section
        self.text = text


def check(report: Report) -> Verdicts:
    """Yield the first citation of each document that is not the one in force."""
    forms = report.forms
    old, new = forms.regulations[_OLD_REGULATION], forms.regulations["regulations"]
    # Every number of a document ends with this word, and folding the rest would be in vain.
    whole = "\n".join(fold(p.text) for _, p in report.paragraphs() if "号" in p.text)
    number = re.search(r"\d+", new.number)
    assert number, "the decree's number holds its digits"
    if f"{number[0]}号" not in whole:
        yield from _cited(report, _decree(old), "regulation", new)
    if report.form is None or form_in_dispute(report):
        yield not_evaluated("year-unclear-for-notice", partly=True)
        return
    own = forms.regulations[report.form.regulation]
    if re.search(_notice(own), whole):
        return
    for form in forms.forms:
        if form.key != report.form.key:
            notice = _notice(forms.regulations[form.regulation])
            if re.search(notice, whole):
                yield from _cited(report, notice, "notice", own)


def _cited(report: Report, pattern: str, message: str, right: Regulation) -> Iterator[Finding]:
    is_notice = message == "notice"
    words: Mapping[str, Sequence[str]] = load_data(__file__, "superseded_basis.yaml")
    changed = words["replaced"] if is_notice else (*words["replaced"], *words["revised"])
    found = list(_citations(report, pattern, "|".join(changed)))
    if found:
        first, *others = found
        yield finding(
            first.place,
            message,
            section=first.section,
            actual=first.text,
            expected=right.number,
            severity=WARNING if is_notice else None,
            clauses=("format: 引言",) if is_notice else ("regulations: 第五十条",),
            related=[related(other.place, "此处也引用了", "cited here too") for other in others],
            year=report.year,
        )


def _citations(report: Report, pattern: str, change: str) -> Iterator[_Citation]:
    """Yield where the prose cites what `pattern` says, save near words that tell of a change."""
    for section, paragraph in report.paragraphs():
        if "号" not in paragraph.text or not re.search(pattern, fold(paragraph.text)):
            continue
        text, offsets = fold_with_offsets(paragraph.text)
        for match in re.finditer(pattern, text):
            around = text[max(match.start() - _NEAR, 0) : match.end() + _NEAR]
            if not re.search(change, around):
                start, end = offsets[match.start()], offsets[match.end() - 1] + 1
                yield _Citation(paragraph.place_of(start, end), section, paragraph.text[start:end])


def _decree(regulation: Regulation) -> str:
    """Return a pattern for a decree: 国务院令第492号, 国务院第492号令, 国令第492号."""
    digits = re.sub(r"\D", "", regulation.number)
    return rf"国(?:务院)?令(?:\[20\d\d\])?第?{digits}号|国务院第?{digits}号令"


def _notice(regulation: Regulation) -> str:
    """Return a pattern for a notice's number, whatever its brackets."""
    office, year, number = re.split(r"[\[\]]", fold(regulation.number))
    return rf"{re.escape(office)}[\[(<{{《]?{year}[\])>}}》]?第?{re.escape(number)}"
