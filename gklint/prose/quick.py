"""Whether a text may say something in numbers: a quick look that spares most of a report."""

from __future__ import annotations

#: An enumerated sentence that opens a paragraph and is no longer is its heading.
RUN_IN = 24
#: Behind a number these may count what a table counts, and what is divided into parts.
_UNITS = "件项条个篇份宗起部次封"
#: These only what a table counts; these only what is divided.
_OF_TABLES, _DIVIDED = "例", "场期"
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
    "无申",
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
#: With one of these a list of numbers may be a whole and its parts; those that most texts have
#: come first.
_SUMS = (
    "共",
    "其他",
    "上年",
    "：",
    "中，",
    "合计",
    "分别",
    "看，",
    "包括",
    "含",
    "季度",
    "，按",
    "上半年",
    "当中",
    "总计",
    "分为",
    "其余",
    ":",
    ",按",
    "看,",
    "中,",
    # Numbers of two years.
    "同比",
    "去年",
    "较",
    "上一年",
)
#: So many numbers of one of these may be a whole and its parts.
_LISTED, _SEVERAL = "条篇件期", 3
#: 30%的申请由自然人提出.
_OF_SOME = ("%的申请", "％的申请")
_PERCENT = ("%", "％")
#: 占30%, and rates of what came of applications and cases.
_RATES = ("占", "公开率", "提供率", "维持率", "纠正率", "纠错率", "办结率", "答复率")
#: With a digit right behind them they count, though no unit follows: 新收9，办结8.
_COUNTING = ("新收", "结转", "办结", "予以公开", "部分公开", "不予公开", "无法提供", "不予处理")
#: So do these.
_FAR = 15
_NAMED = ("行政许可", "行政处罚", "行政复议", "行政诉讼", "维持", "纠正")


def speaks_of_numbers(text: str, topic_known: bool = False) -> bool:
    """Say whether there may be a statement in a text; quick, and True too often.

    `topic_known`: what a number counts may have been said before.
    """
    # What hardly a text has is looked for first: the order changes nothing but what this costs.
    # Percentages are rare: hardly a text is looked at for what they may be of.
    if "其中" in text or (has(text, _PERCENT) and (has(text, _RATES) or has(text, _OF_SOME))):
        return True
    counts = _counts(text, _UNITS)
    if (counts or _counts(text, _DIVIDED)) and _may_divide(text):
        return True
    if not topic_known and not has(text, _TOPICS):
        return False
    if counts or _counts(text, _OF_TABLES):
        return True
    return (
        (has(text, NONE_OF) and _denies(text))
        or ("元" in text and has(text, _MONEY))
        or ("规范性" in text and has(text, _OF_DOCUMENTS))
        or has(text, _UNIT_NOTES)
        or _counts_bare(text)
    )


def _may_divide(text: str) -> bool:
    """Say whether a text with numbers may have a whole and its parts, or numbers of two years."""
    signed = has(text, _SUMS) or text.startswith(("按", "从"))
    return signed or _has_list(text) or _counts(text, _LISTED, _SEVERAL)


def _has_list(text: str) -> bool:
    """Say whether a bracket opens right behind a unit: 60条（微信9，网站51）."""
    for bracket in "（(":
        at = text.find(bracket, 1)
        while at > 0:
            if text[at - 1] in _UNITS or text[at - 1] in _DIVIDED:
                return True
            at = text.find(bracket, at + 1)
    return False


def _denies(text: str) -> bool:
    """Say whether a text may say that there was none."""
    return (
        (has(text, _NO) and has(text, _NONE))
        or has(text, _NOTHING)
        or text.rstrip("。 ").endswith(_NO_AT_END)
    )


def has(text: str, words: tuple[str, ...]) -> bool:
    # any() with a generator takes three times as long, and this looks at every sentence.
    for word in words:  # noqa: SIM110 - as said above
        if word in text:
            return True
    return False


def _counts_bare(text: str) -> bool:
    for word in _COUNTING:
        if word in text:
            at = text.find(word)
            if text[at + len(word) : at + len(word) + 3].lstrip()[:1].isdecimal():
                return True
    for word in _NAMED:
        if word in text:
            at = text.find(word)
            number = text[at + len(word) : at + len(word) + _FAR].lstrip(" ：:处理决定书数量")
            # 行政许可：0：0：1 is a row of a table.
            row = number.lstrip("0123456789-").startswith(("：", ":"))
            if number[:1].isdecimal() and not row:
                return True
    return False


def _counts(text: str, units: str, times: int = 1) -> bool:
    """Say whether a number stands before one of the units, so many times before the same one."""
    for unit in units:
        # Asked first: a text has two or three of the units, and to find nothing takes three times
        # as long as to know that there is nothing.
        if unit not in text:
            continue
        found, at = 0, text.find(unit, 1)
        while at > 0:
            before = text[at - 1]
            if before in _NUMERALS or (before.isspace() and text[:at].rstrip()[-1:] in _NUMERALS):
                found += 1
                if found == times:
                    return True
            at = text.find(unit, at + 1)
    return False
