"""Parts that are absent, doubled, moved, misnamed or empty; words that do not belong there."""

from __future__ import annotations

import re
from random import Random

from lab.faults.fault import (
    Due,
    Fault,
    Faulty,
    Location,
    Part,
    Words,
    faulty,
    in_preamble,
    pick,
    rewritten,
    set_cell,
    with_body,
    with_paragraph,
)

from gklint.model.report import CellKey
from gklint.testing.draft import NUMERALS, Draft, DraftSection

#: Parts of prose.
_OVERVIEW, _DISCLOSURE, _APPLICATIONS, _REVIEW, _PROBLEMS, _OTHER = range(1, 7)
#: Titles that a clerk may give a part and that the form does not have.
_OTHER_TITLES = {
    _OVERVIEW: ("总体工作开展情况", "总的情况"),
    _DISCLOSURE: ("主动公开信息情况", "主动公开政府信息的工作情况"),
    _APPLICATIONS: ("收到和办理政府信息公开申请情况", "收到及处理政府信息公开申请的情况"),
    _REVIEW: ("政府信息公开行政复议、诉讼情况", "政府信息公开行政复议和行政诉讼案件情况"),
    _PROBLEMS: ("存在的主要问题及改进情况说明", "存在的不足及改进情况"),
    _OTHER: ("其他需要报告事项说明", "其他应报告的事项"),
}
_PARTS_SINCE = 2020


def _missing(draft: Draft, chance: Random) -> Faulty:
    number = pick(chance, range(1, 7))
    rest = [other for other in range(1, 7) if other != number]
    near: list[Location] = [other for other in rest if abs(other - number) == 1]
    return faulty(
        draft, "GK101", *near, Part(rest[-1]), changes=[{"section": number, "drop": True}]
    )


def _order(draft: Draft, chance: Random) -> Faulty:
    """Move a part before the one that it follows."""
    number = pick(chance, range(2, 7))
    return faulty(
        draft, "GK102", number, number - 1, changes=[{"section": number, "before": number - 1}]
    )


def _twice(draft: Draft, chance: Random) -> Faulty:
    number = pick(chance, range(1, 7))
    heading = Words(draft.sections[number - 1].heading, last=True)
    return faulty(draft, "GK103", heading, changes=[{"section": number, "repeat": True}])


def _title(draft: Draft, chance: Random) -> Faulty:
    number = pick(chance, range(1, 7))
    heading = f"{NUMERALS[number - 1]}、{pick(chance, _OTHER_TITLES[number])}"
    return faulty(
        draft, "GK104", number, changes=[{"section": number, "heading": heading}], follows=["GK108"]
    )


def _numbering(draft: Draft, chance: Random) -> Faulty:
    """Write 四. for 四、, another numeral, or a numeral twice."""
    number = pick(chance, range(1, 7))
    numeral, _, title = draft.sections[number - 1].heading.partition("、")
    other = NUMERALS[pick(chance, [n for n in range(6) if n != number - 1])]
    numbering = pick(chance, (f"{numeral}.", f"{other}、", f"{numeral}、{numeral}、"))
    heading = f"{numbering}{title}"
    return faulty(draft, "GK105", number, changes=[{"section": number, "heading": heading}])


def _empty(draft: Draft, chance: Random) -> Faulty:
    number = pick(chance, (_OVERVIEW, _PROBLEMS, _OTHER))
    return faulty(draft, "GK106", number, changes=[{"section": number, "body": []}])


def _few_words(draft: Draft, chance: Random) -> Faulty:
    changed = with_body(draft, _PROBLEMS, pick(chance, ("无。", "无", "略。")))
    return faulty(changed, "GK106", _PROBLEMS, Part(_PROBLEMS))


def _no_table_four(draft: Draft, chance: Random) -> Faulty:
    return faulty(draft, "GK107", _REVIEW, Part(_REVIEW), changes=[{"drop_table": "review"}])


def _blank_group(draft: Draft, chance: Random) -> Faulty:
    table = draft.table("review")
    row = pick(chance, table.rows)
    cells = [CellKey("review", row.key, column.key) for column in table.columns]
    return faulty(draft, "GK107", *cells, changes=[set_cell(cell, "") for cell in cells])


def _declared(draft: Draft, chance: Random) -> Faulty | None:
    """Declare five parts, by number or by leaving one out of the list."""
    if pick(chance, (True, False)):
        changed = in_preamble(draft, "六个部分", "五个部分")
        return changed and Faulty(changed, (Due("GK108", (Words("五个部分"), Part(0))),))
    titles = [section.heading.partition("、")[2] for section in draft.sections]
    # The number of parts goes with the list, or there would be two faults.
    changed = in_preamble(draft, "六个部分", "五个部分")
    changed = changed and in_preamble(changed, re.escape(f"{pick(chance, titles[:-1])}、"), "")
    return changed and Faulty(changed, (Due("GK108", (Words("五个部分"), Part(0))),))


def _seventh_part(draft: Draft, chance: Random) -> Faulty | None:
    if draft.year < _PARTS_SINCE:
        return None
    title = pick(chance, ("收费及减免情况", "咨询服务情况"))
    body = "全年没有需要说明的情况，各项数据另行归档。"
    part = DraftSection(7, f"七、{title}", (body,))
    changed = draft._replace(sections=(*draft.sections, part))
    return Faulty(changed, (Due("GK109", (7,)),), frozenset({"GK108"}))


def _topic(draft: Draft, chance: Random) -> Faulty | None:
    """Take 政府信息管理 or 平台建设 out of 总体情况; what follows is numbered again."""
    if draft.year < _PARTS_SINCE:
        return None
    gone = pick(chance, (3, 4))
    body = list(draft.sections[0].body)
    at = [text[:3] for text in body].index(f"（{NUMERALS[gone - 1]}）")
    run_in = "。" in body[at]
    del body[at : at + (1 if run_in else 2)]
    for later in range(gone + 1, 6):
        old, new = f"（{NUMERALS[later - 1]}）", f"（{NUMERALS[later - 2]}）"
        body = [new + text.removeprefix(old) if text.startswith(old) else text for text in body]
    return faulty(draft, "GK110", Part(_OVERVIEW), changes=[{"section": _OVERVIEW, "body": body}])


def _long(draft: Draft, chance: Random) -> Faulty:
    """Make 总体情况 longer than anyone wants it."""
    text = "各部门按照分工逐项核对公开目录，及时更新内容，方便群众查询。" * 50
    return Faulty(with_paragraph(draft, _OVERVIEW, text), (Due("GK111", (Part(_OVERVIEW),)),))


def _accountability(draft: Draft, chance: Random) -> Faulty | None:
    """Leave out what a government has to say of 考核, 评议 or 责任追究."""
    pattern = pick(
        chance,
        (
            "社会评议(结果为满意|总体评价良好)，",
            "，全年未发生需要责任追究的情形",
            "，责任追究结果：未发生",
            "(政府信息公开)?工作考核结果(已在年终会议上通报|均为合格以上)，",
        ),
    )
    changed = rewritten(draft, pattern, "")
    return changed and Faulty(changed, (Due("GK112"),))


def _placeholder(draft: Draft, chance: Random) -> Faulty:
    words = pick(chance, ("XX部门", "××街道", "（单位名称）", "20XX年", "____件"))
    changed = with_paragraph(draft, _OVERVIEW, f"有关情况由{words}提供，已汇总。")
    return Faulty(changed, (Due("GK113", (Words(words),)),), frozenset({"GK604"}))


def _internal(draft: Draft, chance: Random) -> Faulty:
    words = pick(chance, ("签发人：李青", "（送审稿）", "主送机关：青禾市人民政府"))
    changed = draft._replace(preamble=(words, *draft.preamble))
    return Faulty(changed, (Due("GK114", (Words(words.strip("（）")),)),))


FAULTS = (
    Fault("GK101", "缺一个部分", _missing),
    Fault("GK102", "两个部分次序颠倒", _order),
    Fault("GK103", "一个部分出现两次", _twice),
    Fault("GK104", "标题不是规定的标题", _title),
    Fault("GK105", "序号不对", _numbering),
    Fault("GK106", "第一、五、六部分只有标题", _empty),
    Fault("GK106", "第五部分只写“无”", _few_words),
    Fault("GK107", "第四部分没有表格", _no_table_four),
    Fault("GK107", "表四一组空白", _blank_group),
    Fault("GK108", "引言少列一个部分", _declared),
    Fault("GK109", "多出第七部分", _seventh_part),
    Fault("GK110", "总体情况缺一项内容", _topic),
    Fault("GK111", "总体情况过长", _long),
    Fault("GK112", "缺考核、评议或责任追究结果", _accountability),
    Fault("GK113", "留有填空的字样", _placeholder),
    Fault("GK114", "留有内部文稿的字样", _internal),
)
