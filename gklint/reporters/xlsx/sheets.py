"""The sheets of the workbook: names, columns and widths."""

from __future__ import annotations

from gklint.model.diagnostics import Severity
from gklint.reporters.xlsx.book import Column, Sheet
from gklint.support.bilingual import Text

SEVERITIES = {
    Severity.ERROR: Text("错误", "error"),
    Severity.WARNING: Text("警告", "warning"),
    Severity.INFO: Text("提示", "info"),
}
#: What stands in a cell of a report's table.
STATES = {
    "number": Text("数字", "number"),
    "blank": Text("空白", "blank"),
    "dash": Text("表示无", "none"),
    "unreadable": Text("不是数字", "no number"),
}

_FILE = Column(Text("文件", "File"), 36)
_BODY = Column(Text("单位", "Body"), 24)
_YEAR = Column(Text("年度", "Year"), 8)
_RULE = Column(Text("规则", "Rule"), 9)
_NAME = Column(Text("规则名", "Rule name"), 22)
_OVERVIEW = (
    _FILE,
    _BODY,
    _YEAR,
    Column(Text("结论", "Verdict"), 11),
    Column(Text("错误", "Errors"), 8),
    Column(Text("警告", "Warnings"), 8),
    Column(Text("提示", "Infos"), 8),
    Column(Text("未评定", "Not evaluated"), 9),
    Column(Text("未比较", "Not compared"), 9),
    Column(Text("已接受", "Accepted"), 9),
    Column(Text("说明", "Remarks"), 50),
)
_FINDINGS = (
    _BODY,
    _YEAR,
    Column(Text("部分", "Part"), 22),
    Column(Text("问题", "Finding"), 44),
    Column(Text("依据", "Basis"), 30),
    Column(Text("现为", "Is"), 10),
    Column(Text("应为", "Should be"), 10),
    Column(Text("改法", "What to do"), 40),
    Column(Text("严重程度", "Severity"), 11),
    Column(Text("位置", "Place"), 30),
    Column(Text("整改情况", "Done"), 18),
    _RULE,
    _NAME,
    _FILE,
)
_OPEN = (
    _BODY,
    _YEAR,
    _RULE,
    _NAME,
    Column(Text("范围", "Extent"), 12),
    Column(Text("原因", "Reason"), 60),
    _FILE,
)
_DATA = (
    _BODY,
    _YEAR,
    Column(Text("表", "Table"), 28),
    Column(Text("行", "Row"), 34),
    Column(Text("列", "Column"), 22),
    Column(Text("数值", "Value"), 11),
    Column(Text("计量单位", "Unit"), 10),
    Column(Text("原文", "As written"), 11),
    Column(Text("状态", "State"), 10),
    Column(Text("格式", "Form"), 8),
    Column(Text("表（代号）", "Table key"), 14),
    Column(Text("行（代号）", "Row key"), 24),
    Column(Text("列（代号）", "Column key"), 22),
    Column(Text("文本行号", "Line"), 9),
    _FILE,
)


_SCORE = Column(Text("得分", "Score"), 20)


def new_sheets(*, scored: bool = False) -> tuple[Sheet, Sheet, Sheet, Sheet]:
    """Return the overview, the findings, what was not evaluated, and the data, all empty.

    Where the reports are `scored`, the overview has a column for that before its remarks.
    """
    overview = (*_OVERVIEW[:-1], _SCORE, _OVERVIEW[-1]) if scored else _OVERVIEW
    return (
        Sheet(Text("概览", "Overview"), "overview", overview),
        Sheet(Text("问题清单", "Findings"), "findings", _FINDINGS),
        Sheet(Text("未评定", "Not evaluated"), "not_evaluated", _OPEN),
        Sheet(Text("数据", "Data"), "data", _DATA),
    )
