"""各级人民政府的报告应当写明工作考核、社会评议和责任追究的结果。

为什么
    《条例》第五十条要求各级人民政府（含乡镇）的年度报告还应当包括政府信息公开工作考核、社会评议和
    责任追究结果情况。部门和街道办事处不受此限。写在总体情况或者第五部分都可以，没有发生责任追究的也
    要说明。

错误示例
    （五）监督保障
    组织业务培训两次，每季度检查一次。          （镇人民政府的报告，三项结果都没有）

正确示例
    （五）监督保障
    工作考核结果为优秀，社会评议为满意，全年未发生责任追究。

如何修改
    在“监督保障”中补写没有提到的结果；没有发生的，写“未发生”。
"""

import re
from typing import Any

from gklint.api import (
    WARNING,
    Place,
    Report,
    Rule,
    Section,
    Text,
    Verdicts,
    finding,
    not_evaluated,
    reasons,
)

from .._passages import of_sections, says_little, sentences
from .._word_lists import load_data
from ._six_parts import clause

RULE = Rule(
    code="GK112",
    name="accountability-results",
    severity=WARNING,
    summary=Text(
        "政府的报告没有写明考核、评议、责任追究结果",
        "a government's report lacks results of assessment, public appraisal, accountability",
    ),
    clauses=("regulations: 第五十条", clause(1)),
    messages={
        "default": Text(
            "没有写到{results}，各级人民政府的报告应当写明",
            "nothing is said of {results}, which a government's report must give",
        )
    },
    reasons={
        "no-overview": Text("没有总体情况，见 GK101、GK106", "there is no overview: GK101, GK106"),
    },
    advice=Text(
        "在“监督保障”中补写，没有发生的写“未发生”",
        "add it under 监督保障; where nothing happened, say so",
    ),
    kinds=frozenset({"government", "township", "unknown"}),
    needs_prose=True,
    eased_while_optional=True,
)


def check(report: Report) -> Verdicts:
    """Yield the results that the report of a government says nothing of."""
    overview = report.section(1)
    if report.agency_kind == "unknown":
        yield not_evaluated(reasons.AGENCY_KIND_UNKNOWN)
        return
    if overview is None or says_little(overview.text):
        yield not_evaluated("no-overview")
        return
    results = _words()["results"]
    missing = [
        name
        for name, result in results.items()
        if not _is_given(report, overview.text, result["words"])
    ]
    if missing:
        given = [word for name in results if name not in missing for word in results[name]["words"]]
        english = ", ".join(results[name]["english"] for name in missing)
        yield finding(_place(overview, given), section=1, results=Text("、".join(missing), english))


def _words() -> Any:
    return load_data(__file__, "accountability_results.yaml")


def _is_given(report: Report, overview: str, words: list[str]) -> bool:
    if any(word in overview for word in words) or re.search(_spaced(words), overview):
        return True
    of_results = _words()["of_results"]
    return any(
        any(sign in sentence.text for sign in of_results)
        for sentence in sentences(of_sections(report, 5, 6), *words)
    )


def _spaced(words: list[str]) -> str:
    """Return a pattern for the words with white space in them, as justified lines leave it."""
    return "|".join(r"\s*".join(word) for word in words)


def _place(overview: Section, words: list[str]) -> Place:
    """Return where the missing results should stand.

    Beside those that are given, which `words` are of; else the paragraph or sub-heading on
    supervision, or the title.
    """
    count, place = 0, overview.title_place
    for paragraph in overview.paragraphs:
        found = [word for word in words if word in paragraph.text]
        if len(found) > max(count, 1):
            word = "监督保障" if "监督保障" in paragraph.text[:40] else found[0]
            at = paragraph.text.find(word)
            count, place = len(found), paragraph.place_of(at, at + len(word))
    if count:
        return place
    for paragraph in overview.paragraphs:
        at = paragraph.text.find("监督保障", 0, 40)
        if at >= 0:
            return paragraph.place_of(at, at + len("监督保障"))
    return overview.title_place
