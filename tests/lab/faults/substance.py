"""What a part should say and does not; personal data; words that are misspelt or left over."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from lab.faults.fault import (
    Due,
    Fault,
    Faulty,
    Part,
    Words,
    number_in,
    pick,
    set_cell,
    with_body,
    with_paragraph,
)

from gklint.model.report import CellKey
from gklint.testing.changes import change_draft
from gklint.testing.draft import Draft

_OVERVIEW, _PROBLEMS, _OTHER = 1, 5, 6
_FEES_SINCE = 2021
_MANY = 12


def _one_sided(draft: Draft, chance: Random) -> Faulty:
    """Let part five name problems and no measure, or measures and no problem."""
    text = pick(
        chance,
        (
            "存在的主要问题：一是部分栏目更新不够及时；二是政策解读的形式还比较单一。",
            "改进措施：一是列出栏目更新清单，到期提醒；二是增加图解和短视频，把政策讲明白。",
        ),
    )
    return Faulty(with_body(draft, _PROBLEMS, text), (Due("GK601", (_PROBLEMS, Part(_PROBLEMS))),))


def _others_only(draft: Draft, chance: Random) -> Faulty | None:
    """Let part five speak of some units and departments, and never of the body itself."""
    if draft.body.kind in ("government", "township"):
        return None
    who = pick(chance, ("部分单位", "个别部门", "少数单位"))
    text = (
        f"存在的主要问题：{who}公开不够及时，信息发布质量有待提高。"
        f"改进措施：督促{who}加强培训，按月检查，逐项整改。"
    )
    changed = with_body(draft, _PROBLEMS, text)
    return Faulty(changed, (Due("GK609", (_PROBLEMS, Part(_PROBLEMS))),), frozenset({"GK601"}))


def _no_fee_statement(draft: Draft, chance: Random) -> Faulty | None:
    if draft.year < _FEES_SINCE:
        return None
    changed = with_body(draft, _OTHER, "无其他需要报告的事项。")
    return Faulty(changed, (Due("GK602", (_OTHER, Part(_OTHER))),), frozenset({"GK606"}))


def _fees(draft: Draft, chance: Random, text: str, code: str, *follows: str) -> Faulty | None:
    if draft.year < _FEES_SINCE:
        return None
    basis = "按照《政府信息公开信息处理费管理办法》，"
    changed = with_body(draft, _OTHER, f"{basis}{text}")
    return Faulty(changed, (Due(code, (_OTHER, Part(_OTHER))),), frozenset(follows))


def _fees_incomplete(draft: Draft, chance: Random) -> Faulty | None:
    text = pick(
        chance,
        (
            "全年发出收费通知2件，总金额200元。",
            "全年发出收费通知2件，实际收取200元。",
            "全年收取信息处理费，总金额200元，实际收取200元。",
        ),
    )
    return _fees(draft, chance, text, "GK603", "GK605", "GK606")


def _fees_exceed(draft: Draft, chance: Random) -> Faulty | None:
    """Say that more was received than table two has as fees."""
    if draft.year < _FEES_SINCE:
        return None
    changed = change_draft(draft, [set_cell(CellKey("art20_8", "fees", "amount"), "0.02")])
    text = "全年发出收费通知6件，总金额600元，实际收取600元。"
    return _fees(changed, chance, text, "GK605", "GK606")


def _unpaid_unexplained(draft: Draft, chance: Random) -> Faulty | None:
    if draft.format != "2021":
        return None
    if not number_in(draft, CellKey("applications", "other.fee_unpaid", "total")):
        return None
    changed = with_body(
        draft,
        _OTHER,
        f"{draft.year}年，{draft.body.own_name}"
        "未收取政府信息公开信息处理费。无其他需要报告的事项。",
    )
    locations = (Part(_OTHER), CellKey("applications", "other.fee_unpaid", "total"))
    return Faulty(changed, (Due("GK606", locations),))


def _no_count(draft: Draft, chance: Random) -> Faulty:
    """Let the paragraph on 依申请公开 name no number."""
    section = draft.sections[0]
    body = list(section.body)
    at = [text[:3] for text in body].index("（二）")
    text = "认真做好依申请公开工作，答复规范，服务热情。"
    if "。" in body[at]:
        body[at] = f"（二）依申请公开。{text}"
    else:
        body[at + 1] = text
    return Faulty(with_body(draft, _OVERVIEW, *body), (Due("GK604", (Part(_OVERVIEW),)),))


def _much_other(draft: Draft, chance: Random) -> Faulty | None:
    """Let most applications be 其他处理, in a table that adds up, and say nothing of it."""
    table = draft.table("applications")
    other = next(row.key for row in table.rows if row.key in ("other", "other.other"))
    counts = {"new": _MANY, other: _MANY, "total_processed": _MANY}
    changes = [
        set_cell(
            CellKey(table.key, row.key, column.key),
            counts.get(row.key, 0) if column.key in ("natural_person", "total") else 0,
        )
        for row in table.rows
        for column in table.columns
    ]
    changed = _no_count(change_draft(draft, changes), chance).draft
    body = [
        text.replace(
            "认真做好依申请公开工作，答复规范，服务热情。",
            f"全年收到政府信息公开申请{_MANY}件，均已办结。",
        )
        for text in changed.sections[0].body
    ]
    locations = (CellKey(table.key, other, "total"), Part(3), Part(_OVERVIEW))
    return Faulty(with_body(changed, _OVERVIEW, *body), (Due("GK607", locations),))


def _corrected(draft: Draft, chance: Random) -> Faulty | None:
    keys = [CellKey("review", row.key, "corrected") for row in draft.table("review").rows]
    found = [key for key in keys if number_in(draft, key)]
    if not found:
        return None
    changed = with_body(
        draft,
        _PROBLEMS,
        "存在的主要问题：部分栏目更新不够及时。改进措施：列出栏目更新清单，到期提醒。",
    )
    return Faulty(changed, (Due("GK608", (*found, Part(_PROBLEMS), Part(4))),))


# --- personal data and text ----------------------------------------------------------------------


def _saying(code: str, sentence: str, *words: str) -> Callable[[Draft, Random], Faulty | None]:
    """Put a sentence into 总体情况 with one of the words, where the finding is due."""

    def put(draft: Draft, chance: Random) -> Faulty | None:
        word = pick(chance, words)
        changed = with_paragraph(draft, _OVERVIEW, sentence.format(word))
        return Faulty(changed, (Due(code, (Words(word),)),))

    return put


def _identity_number(draft: Draft, chance: Random) -> Faulty | None:
    day = f"19{chance.randint(50, 99)}{chance.randint(1, 12):02}{chance.randint(1, 28):02}"
    digits = f"{pick(chance, ('110101', '310107', '440305'))}{day}{chance.randint(1, 999):03}"
    weights = [2 ** (17 - index) % 11 for index in range(17)]
    rest = sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True)) % 11
    number = f"{digits}{'10X98765432'[rest]}"
    return _saying("GK701", "申请人身份证号{}。", number)(draft, chance)


def _phone(draft: Draft, chance: Random) -> Faulty | None:
    number = f"1{pick(chance, ('38', '50', '86', '99'))}{chance.randint(10**7, 10**8 - 1)}"
    return _saying("GK702", "申请人王某，手机{}。", number)(draft, chance)


def _bank_card(draft: Draft, chance: Random) -> Faulty | None:
    digits = f"622202{chance.randint(10**11, 10**12 - 1)}"
    doubled = [int(digit) * (2 - index % 2) for index, digit in enumerate(reversed(digits))]
    check = -sum(value // 10 + value % 10 for value in doubled) % 10
    return _saying("GK703", "退款账号{}。", f"{digits}{check}")(draft, chance)


def _mixed(draft: Draft, chance: Random) -> Faulty:
    """Put half-width marks between Han characters, in a text whose other marks are full-width."""
    changed = with_paragraph(draft, _OVERVIEW, "部门分工负责,按月汇总,定期检查。")
    return Faulty(changed, (Due("GK708", (Words("部门分工负责"),)),), plain=("half_width",))


def _residue(draft: Draft, chance: Random) -> Faulty:
    words = pick(chance, ("**三是**", "**二是**"))
    changed = with_paragraph(draft, _OVERVIEW, f"{words}加强业务培训，规范办理流程。")
    # Headings between ** are said first, and the rest with them.
    return Faulty(changed, (Due("GK706", (Words(words),)),), plain=("heading_mark",))


def _sequence(draft: Draft, chance: Random) -> Faulty:
    text = "一是加强业务培训；三是完善公开目录。"
    changed = with_paragraph(draft, _OVERVIEW, text)
    return Faulty(changed, (Due("GK709", (Words("三是完善公开目录"), Words(text[:6]))),))


_SUBSTANCE = (
    Fault("GK601", "第五部分只有问题或只有措施", _one_sided),
    Fault("GK602", "没有信息处理费的情况", _no_fee_statement),
    Fault("GK603", "收费的件数、总金额、实收不全", _fees_incomplete),
    Fault("GK604", "依申请公开没有件数", _no_count),
    Fault("GK605", "实际收取多于表二的收费金额", _fees_exceed),
    Fault("GK606", "有逾期不缴费的，没有收费通知", _unpaid_unexplained),
    Fault("GK607", "其他处理很多而没有说明", _much_other),
    Fault("GK609", "第五部分只说其他单位", _others_only),
    Fault("GK608", "有结果纠正，第五部分未提", _corrected),
)
_TEXT = (
    Fault("GK701", "身份证号", _identity_number),
    Fault("GK702", "手机号", _phone),
    Fault("GK703", "银行卡号", _bank_card),
    Fault(
        "GK704",
        "非机关邮箱",
        _saying("GK704", "意见请发至{}。", "songlin@163.com", "gk2020@qq.com"),
    ),
    Fault(
        "GK705",
        "乱码",
        _saying("GK705", "各栏目{}按时更新。", "\ufffd\ufffd", "ä¸»åŠ¨", "\ue5e5\ue5e6"),
    ),
    Fault("GK706", "转换留下的符号", _residue),
    Fault(
        "GK707",
        "错别字",
        _saying(
            "GK707",
            "扎实做好各项工作，{}。",
            "推进法制政府建设",
            "建立工作台帐",
            "统一布署、分工负责",
            "群众可登陆网站查询",
        ),
    ),
    Fault("GK708", "中文里的半角标点", _mixed),
    Fault("GK709", "“一是”之后是“三是”", _sequence),
)
FAULTS = (*_SUBSTANCE, *_TEXT)
