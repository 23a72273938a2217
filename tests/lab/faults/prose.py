"""Sentences that say something else than the tables, or than another sentence."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from lab.faults.fault import (
    Due,
    Fault,
    Faulty,
    Words,
    first_match,
    paragraphs,
    pick,
    rewritten,
    with_paragraph,
)

from gklint.testing.changes import change_draft
from gklint.testing.draft import Draft

_OVERVIEW, _PROBLEMS = 1, 5
#: From here on a share of 100 % is near, so that a wrong one is lower.
_HIGH = 80

#: Sentences on applications, and on reviews and suits, in the part of the generator's overview.
_ON_APPLICATIONS = (
    "(全年|我.|本街道|本机关|本单位|我镇|我乡)(共?收到政府信息公开申请|未收到新的政府信息公开申请)"
    "[^。]*。((已办结的申请中|从办理结果看)[^。]*。)?(予以公开[0-9]+件，占[^。]*。)?"
)
_ON_REVIEWS = "因政府信息公开被[^。]*。"

#: What a sentence counts → the words before the number.
_APPLICATIONS = (
    "收到政府信息公开申请",
    "办结",
    "答复",
    "结转下年度(继续办理)?",
    "予以公开",
    "部分公开",
    "不予公开",
    "无法提供",
    "不予处理",
    "其他处理",
)
_REVIEWS = ("行政复议", "行政诉讼")
_DISCLOSURE = ("行政规范性文件", "行政许可", "行政处罚", "行政强制", "行政许可事项(为)?")


def _other_number(
    code: str,
    counted: tuple[str, ...],
    units: str,
    *follows: str,
) -> Callable[[Draft, Random], Faulty | None]:
    """Write another number behind one of the words, and nothing else again."""

    def put(draft: Draft, chance: Random) -> Faulty | None:
        start = chance.randint(0, len(counted) - 1)
        for words in (*counted[start:], *counted[:start]):
            pattern = rf"(?P<words>{words})(?P<number>[0-9]+)(?P<unit>[{units}])(?!，占)"
            match = first_match(draft, pattern)
            if match is None or _matches(draft, pattern) > 1:
                continue
            number = _right_nowhere(draft, chance, int(match["number"]))
            said = f"{match['words']}{number}{match['unit']}"
            changed = rewritten(draft, pattern, said)
            if changed:
                return Faulty(changed, (Due(code, (Words(said),)),), frozenset(follows))
        return None

    return put


def _right_nowhere(draft: Draft, chance: Random, right: int) -> int:
    """Return another number that no cell, nor the sum or difference of two totals, has."""
    texts = [row.texts for table in draft.tables for row in table.rows]
    cells = {int(text) for row in texts for text in row if text.isdecimal()}
    totals = [int(row[-1]) for row in texts if row[-1].isdecimal()]
    taken = cells | {a + sign * b for a in totals for b in totals for sign in (1, -1)}
    number = right
    while number in taken:
        number = right + chance.randint(1, 9) if chance.randint(0, 3) else number * 10 + 1
    return number


def _matches(draft: Draft, pattern: str) -> int:
    return sum(len(re.findall(pattern, text)) for _, _, text in paragraphs(draft))


def _none_said(
    pattern: str,
    sentences: tuple[str, ...],
) -> Callable[[Draft, Random], Faulty | None]:
    """Say that there was none, where the table has a number."""

    def put(draft: Draft, chance: Random) -> Faulty | None:
        words = pick(chance, sentences)
        changed = rewritten(draft, pattern, words)
        due = (Due("GK404", (Words(words[:7]), Words(words[2:9]))),)
        # One sentence may deny two things, and each is a finding.
        return changed and Faulty(changed, due, frozenset({"GK404"}))

    return put


def _some_said(draft: Draft, chance: Random) -> Faulty | None:
    """Say that there were applications, where the table has none."""
    words = f"收到政府信息公开申请{chance.randint(2, 30)}件"
    changed = rewritten(draft, "未收到政府信息公开申请(，也没有上年结转的申请)?", words)
    return changed and Faulty(changed, (Due("GK404", (Words(words),)),))


def _percentage(draft: Draft, chance: Random) -> Faulty | None:
    pattern = "(予以公开[0-9]+件，)占办结总数的([0-9.]+)%"
    match = first_match(draft, pattern)
    if match is None:
        return None
    share, wrong = float(match[2]), chance.randint(2, 9)
    said = f"占办结总数的{share + wrong if share < _HIGH else share - wrong:.2f}%"
    changed = rewritten(draft, pattern, match[1] + said)
    return changed and Faulty(changed, (Due("GK405", (Words(said), Words(match[1]))),))


def _sum(draft: Draft, chance: Random) -> Faulty:
    """Count what is published by channel: the parts do not make the whole.

    Most make more than it: parts that make much less may not be all there are.
    """
    first, second = chance.randint(10, 90), chance.randint(10, 90)
    whole = first + second + pick(chance, (-12, -3, -1, 2))
    text = f"全年共发布政策解读材料{whole}篇，其中文字解读{first}篇、图片解读{second}篇。"
    locations = (
        Words(f"共发布政策解读材料{whole}篇"),
        Words(f"文字解读{first}篇"),
        Words(f"{whole}篇，其中"),
    )
    return Faulty(with_paragraph(draft, _OVERVIEW, text), (Due("GK406", locations),))


def _two_values(draft: Draft, chance: Random) -> Faulty | None:
    """Give one number twice, and not the same, where no table tells which is right."""
    match = first_match(draft, "([^，。；]*收到政府信息公开申请)([0-9]+)件")
    if match is None:
        return None
    other = f"{match[1]}{int(match[2]) + chance.randint(1, 30)}件"
    changed = with_paragraph(draft, _PROBLEMS, f"{other}，答复力量仍显不足。")
    changed = change_draft(changed, [{"drop_table": "applications"}])
    due = (Due("GK407", (Words(other), Words(match[0]))),)
    return Faulty(changed, due, frozenset({"GK201"}))


def _stale_year(draft: Draft, chance: Random) -> Faulty:
    year = draft.year + pick(chance, (-1, -1, 1))
    words = pick(
        chance, (f"{year}年，{draft.body.own_name}主动公开政府信息", f"{year}年全年公开信息")
    )
    text = f"{words}{chance.randint(20, 300)}条。"
    return Faulty(with_paragraph(draft, _OVERVIEW, text), (Due("GK408", (Words(words),)),))


def _relative_year(draft: Draft, chance: Random) -> Faulty:
    words = pick(chance, ("今年以来", "今年", "去年以来"))
    changed = with_paragraph(draft, _OVERVIEW, f"{words}，各栏目更新及时，内容完整。")
    return Faulty(changed, (Due("GK409", (Words(words),)),))


FAULTS = (
    Fault(
        "GK401",
        "申请的件数与表三不符",
        _other_number("GK401", _APPLICATIONS, "件", "GK405", "GK406"),
    ),
    Fault("GK402", "复议、诉讼的件数与表四不符", _other_number("GK402", _REVIEWS, "件")),
    Fault("GK403", "表二的件数、项数与文字不符", _other_number("GK403", _DISCLOSURE, "件项")),
    Fault("GK404", "表三没有申请，文字说有", _some_said),
    Fault(
        "GK404",
        "表三有申请，文字说没有",
        _none_said(
            _ON_APPLICATIONS, ("全年未收到政府信息公开申请。", "本年度没有收到政府信息公开申请。")
        ),
    ),
    Fault(
        "GK404",
        "表四有案件，文字说没有",
        _none_said(
            _ON_REVIEWS,
            (
                "全年未发生因政府信息公开引起的行政复议和行政诉讼。",
                "没有发生涉及政府信息公开的行政复议、行政诉讼。",
            ),
        ),
    ),
    Fault("GK405", "百分比算错", _percentage),
    Fault("GK406", "各部分之和不等于总数", _sum),
    Fault("GK407", "同一个数前后不一", _two_values),
    Fault("GK408", "写成了上一年或下一年", _stale_year),
    Fault("GK409", "用“今年”“去年”", _relative_year),
)
