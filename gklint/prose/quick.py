"""Whether a text may say something in numbers: a quick look that spares most of a report."""

from __future__ import annotations

#: An enumerated sentence that opens a paragraph and is no longer is its heading.
RUN_IN = 24
#: Behind a number these may count what a table counts.
_PIECES = "件项宗起例份条部篇封个次"
_NUMERALS = frozenset("0123456789０１２３４５６７８９一二两三四五六七八九十百千万零余多")
#: One of these stands in whatever speaks of what a table counts. Texts are not folded when these
#: words are looked for, so none of them has a character that PDF files write as a radical.
_TOPICS = (
    "申请",
    "复议",
    "诉讼",
    "规范性",
    "规章",
    "许可",
    "处罚",
    "强制",
    "收费",
    "采购",
    "不予",
    "无法提供",
)
#: What there may be none of, and how words for none begin; ⽆ is such a radical.
NONE_OF = ("申请", "复议", "诉讼", "规范性")
_NONE = (
    "未收",
    "未发",
    "没有",
    "未接",
    "未受",
    "未产",
    "未出",
    "未有",
    "未新",
    "未制",
    "未被",
    "未曾",
    "未引",
    "无政",
    "无行",
    "无依",
    "无新",
    "无因",
    "无信",
    "无提",
    "无结",
    "无人",
    "没人",
    "未因",
    "⽆",
)
_NOTHING = (
    "为零",
    "为0",
    "为０",
    "零申请",
    "零复议",
    "零诉讼",
    "零发生",
    "零受理",
    "0申请",
    "0复议",
    "0诉讼",
)
_NO = ("未", "没有", "没人", "无", "⽆")
#: They may stand before numbers without a unit.
_OF_DOCUMENTS = ("制发", "废止", "有效")
_UNIT_NOTES = ("单位：件", "单位:件")
_NO_AT_END = ("无", "⽆")
_MONEY = ("收费", "采购")
#: With one of these a list of numbers may be a whole and its parts.
_SUMS = (
    "其中",
    "当中",
    "分别",
    "合计",
    "共计",
    "总计",
    "总共",
    "其他",
    "分为",
    "共",
    "其余",
    "：",
    ":",
    "含",
    "包括",
    "，按",
    ",按",
    "看，",
    "看,",
    "中，",
    "中,",
    "上半年",
    "季度",
    # Numbers of two years.
    "较",
    "上年",
    "上一年",
    "去年",
    "同比",
)
_SUMMED = "条件个项篇次场期份部封宗起"
_LISTED, _SEVERAL = "条篇件期", 3
#: 60条（微信9，网站51）.
_LISTS = tuple(unit + bracket for unit in _SUMMED for bracket in "（(")
_PERCENT = ("%", "％")
#: 占30%, and rates of what came of applications and cases.
_RATES = ("占", "公开率", "提供率", "维持率", "纠正率", "纠错率", "办结率", "答复率")
#: With a digit right behind them they count, though no unit follows: 新收9，办结8.
_COUNTING = ("新收", "结转", "办结", "予以公开", "部分公开", "不予公开", "无法提供", "不予处理")


def speaks_of_numbers(text: str, topic_known: bool = False) -> bool:
    """Say whether there may be a statement in a text; quick, and True too often.

    `topic_known`: what a number counts may have been said before.
    """
    if "其中" in text or (has(text, _RATES) and has(text, _PERCENT)):
        return True
    summed = has(text, _SUMS) or text.startswith(("按", "从")) or has(text, _LISTS)
    if summed and _counts(text, _SUMMED):
        return True
    if _lists(text):
        return True
    if not topic_known and not has(text, _TOPICS):
        return False
    return (
        _counts(text, _PIECES)
        or ("申请" in text and _counts(text, "条"))
        or (has(text, _NO) and has(text, _NONE) and has(text, NONE_OF))
        or (has(text, _NOTHING) and has(text, NONE_OF))
        or ("元" in text and has(text, _MONEY))
        or ("规范性" in text and has(text, _OF_DOCUMENTS))
        or has(text, _UNIT_NOTES)
        or _counts_bare(text)
        or (text.rstrip("。 ").endswith(_NO_AT_END) and has(text, NONE_OF))
    )


def _lists(text: str) -> bool:
    """Say whether three numbers of one unit stand in a text: they may be a whole and its parts."""
    for unit in _LISTED:
        if text.count(unit) >= _SEVERAL:
            found, at = 0, text.find(unit, 1)
            while at > 0:
                before = text[at - 1]
                before = text[:at].rstrip()[-1:] if before.isspace() else before
                found += before in _NUMERALS
                at = text.find(unit, at + 1)
            if found >= _SEVERAL:
                return True
    return False


def has(text: str, words: tuple[str, ...]) -> bool:
    # any() with a generator takes three times as long, and this looks at every sentence.
    for word in words:  # noqa: SIM110 - as said above
        if word in text:
            return True
    return False


def _counts_bare(text: str) -> bool:
    for word in _COUNTING:
        at = text.find(word)
        if at >= 0 and text[at + len(word) : at + len(word) + 3].lstrip()[:1].isdecimal():
            return True
    return False


def _counts(text: str, units: str) -> bool:
    for unit in units:
        at = text.find(unit, 1)
        while at > 0:
            before = text[at - 1]
            if before in _NUMERALS or (before.isspace() and text[:at].rstrip()[-1:] in _NUMERALS):
                return True
            at = text.find(unit, at + 1)
    return False
