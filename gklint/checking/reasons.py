"""The engine's own reasons for not evaluating a rule; those that rules give: see `findings`."""

from __future__ import annotations

from gklint.model.personal import mask
from gklint.model.reasons import StatedReason
from gklint.support.bilingual import Text

NO_YEAR = StatedReason(
    "no-year", "报告年度未知，可用 --year 指定", "the report year is unknown; --year sets it"
)
NO_FORM = StatedReason("no-form", "没有该年度的格式", "there is no form for this report year")
TABLES_ONLY = StatedReason(
    "tables-only",
    "这是只有表格的工作簿，没有可供检查的文字",
    "a workbook of tables alone: there is no prose to check",
)
NOT_A_REPORT = StatedReason(
    "not-a-report", "文件不是政府信息公开工作年度报告", "the file is no annual report"
)
#: A file that is lost for rules across reports.
NOTHING_TO_COMPARE = StatedReason(
    "nothing-to-compare",
    "文件无法读取或不是年度报告，不能与其他报告比较",
    "the file could not be read or is no annual report: nothing to compare",
)

#: What is said of a file whose check took too long, as of one that could not be read.
TOO_LONG = Text(
    "检查超过时限，没有查完（limits.seconds）",
    "checking took too long and was given up (limits.seconds)",
)


def unreadable_file(why: Text) -> StatedReason:
    """Return the reason for a file that could not be read, which `why` says."""
    return StatedReason("unreadable-file", mask(why.zh), mask(why.en))


def rule_failed(what: str) -> StatedReason:
    """Return the reason for a rule that raised an error, described by `what`."""
    what = mask(what)
    return StatedReason("rule-failed", f"规则运行出错：{what}", f"the rule failed: {what}")
