"""Wrong years, titles, documents, deadlines and signatures."""

from __future__ import annotations

import re
from random import Random

from lab.faults.fault import (
    Due,
    Fault,
    Faulty,
    Part,
    Words,
    in_preamble,
    pick,
    with_paragraph,
)

from gklint.forms.loading import load_forms
from gklint.testing.draft import Draft

_OVERVIEW = 1


def _titled(draft: Draft, pattern: str, new: str) -> Draft:
    return draft._replace(title=tuple(re.sub(pattern, new, line) for line in draft.title))


def _title_year(draft: Draft, chance: Random) -> Faulty:
    changed = _titled(draft, r"[0-9]{4}年", "")
    return Faulty(changed, (Due("GK501", (Words(changed.title[0]), Words(changed.title[-1]))),))


def _title_wording(draft: Draft, chance: Random) -> Faulty:
    pattern, new = pick(
        chance,
        (
            ("政府信息公开工作年度报告", "政府信息公开年度报告"),
            ("政府信息公开工作年度报告", "政府信息公开工作报告"),
            (r"([0-9]{4})年", r"\1年度"),
        ),
    )
    changed = _titled(draft, pattern, new)
    return Faulty(changed, (Due("GK502", (Words(changed.title[0]), Words(changed.title[-1]))),))


def _years_disagree(draft: Draft, chance: Random) -> Faulty | None:
    """Name another year in the title than everywhere else."""
    other = draft.year + pick(chance, (-1, 1))
    form = load_forms()
    if form.for_year(other) is not form.for_year(draft.year):
        return None
    changed = _titled(draft, str(draft.year), str(other))
    locations = (Words(f"{other}年"), Words(f"{draft.year}年1月1日"))
    return Faulty(changed, (Due("GK503", locations),), frozenset({"GK408", "GK513", "GK516"}))


def _period(draft: Draft, chance: Random) -> Faulty | None:
    pattern, new = pick(
        chance, (("年1月1日", "年1月10日"), ("12月31日", "12月25日"), ("12月31日", "11月30日"))
    )
    changed = in_preamble(draft, pattern, new)
    return changed and Faulty(changed, (Due("GK504", (Words(f"{draft.year}年1月1"), Words(new))),))


def _no_period(draft: Draft, chance: Random) -> Faulty | None:
    changed = in_preamble(draft, "(本报告|报告中的|)(所列|)数据的?统计期限[^。]*。", "")
    return changed and Faulty(changed, (Due("GK505"),))


def _repealed_law(draft: Draft, chance: Random) -> Faulty | None:
    changed = in_preamble(draft, "711号", "492号")
    return changed and Faulty(changed, (Due("GK506", (Words("国务院令第492号"),)),))


def _other_notice(draft: Draft, chance: Random) -> Faulty | None:
    """Cite the notice, by title and number, of the format that is not in force."""
    regulations = load_forms().regulations
    own = regulations[load_forms().by_key(draft.format).regulation]
    others = [
        regulations[form.regulation] for form in load_forms().forms if form.regulation != own.key
    ]
    other = pick(chance, others)
    titles = [each.title.translate({0x300A: "〈", 0x300B: "〉"}) for each in (own, other)]
    changed = in_preamble(draft, re.escape(titles[0]), titles[1])
    changed = changed and in_preamble(changed, re.escape(own.number), other.number)
    return changed and Faulty(changed, (Due("GK506", (Words(other.number),)),))


def _number_of_another(draft: Draft, chance: Random) -> Faulty | None:
    """Give the notice the number of no document, or of the other notice."""
    own = load_forms().regulations[load_forms().by_key(draft.format).regulation].number
    wrong = own.replace("〕", "〕1")
    changed = in_preamble(draft, re.escape(own), wrong)
    locations = (Words(wrong), Words(wrong[wrong.index("〔") - 1 :]))
    return changed and Faulty(changed, (Due("GK507", locations),), frozenset({"GK506"}))


def _brackets(draft: Draft, chance: Random) -> Faulty | None:
    own = load_forms().regulations[load_forms().by_key(draft.format).regulation].number
    wrong = own.translate(str.maketrans("〔〕", pick(chance, ("[]", "（）", "【】"))))
    changed = in_preamble(draft, re.escape(own), wrong)
    locations = (Words(wrong), Words(wrong[own.index("〔") - 1 :]))
    return changed and Faulty(changed, (Due("GK507", locations),))


def _no_basis(draft: Draft, chance: Random) -> Faulty | None:
    changed = in_preamble(draft, "^(本报告根据|按照)[^。]*。", "")
    return changed and Faulty(changed, (Due("GK508"),), frozenset({"GK509"}))


def _undefined(draft: Draft, chance: Random) -> Faulty:
    words = pick(chance, ("《办法》", "《实施细则》"))
    changed = with_paragraph(draft, _OVERVIEW, f"严格按照{words}办理每一项公开事务。")
    return Faulty(changed, (Due("GK509", (Words(words),)),))


def _defined_twice(draft: Draft, chance: Random) -> Faulty | None:
    if not any("以下简称《条例》" in text for text in draft.preamble):
        return None
    text = "认真学习《中华人民共和国政府信息公开条例》（以下简称《条例》）。"
    changed = with_paragraph(draft, _OVERVIEW, text)
    return Faulty(changed, (Due("GK510", (Words("以下简称《条例》"),)),))


def _law_without_marks(draft: Draft, chance: Random) -> Faulty:
    words = pick(chance, ("政府信息公开条例", "保守国家秘密法", "保密法"))
    changed = with_paragraph(draft, _OVERVIEW, f"组织干部学习{words}，增强公开意识。")
    return Faulty(changed, (Due("GK511", (Words(f"学习{words}"), Words(words, last=True))),))


def _deadline_of_replies(draft: Draft, chance: Random) -> Faulty:
    text = pick(chance, ("每件申请均在15个工作日内答复申请人。", "做到15个工作日内答复申请人。"))
    changed = with_paragraph(draft, _OVERVIEW, text)
    return Faulty(changed, (Due("GK512", (Words("15个工作日"), Words(text[:6]))),))


def _signed(draft: Draft, date: str) -> Draft:
    return draft._replace(closing=(draft.agency, date))


def _late(draft: Draft, chance: Random) -> Faulty | None:
    """Sign after the day by which the report was to be published."""
    month = 5 if draft.body.kind in ("government", "township", "street") else 3
    if draft.body.kind not in ("government", "township", "street", "department"):
        return None
    date = f"{draft.year + 1}年{month}月{chance.randint(2, 28)}日"
    return Faulty(_signed(draft, date), (Due("GK513", (Words(date),)),))


def _unsigned(draft: Draft, chance: Random) -> Faulty:
    return Faulty(draft._replace(closing=()), (Due("GK514"),))


def _signed_by_another(draft: Draft, chance: Random) -> Faulty:
    # The office of a government may sign for it; another government may not.
    offices = ("云岸省茶坪市财政局", "白鹭滩市听涛区民政局", "丰原港市云泽县水利局")
    governments = ("云岸省茶坪市人民政府", "白鹭滩市沙洲区人民政府", "丰原港市云泽县石桥镇人民政府")
    others = governments if draft.agency.endswith("政府") else offices
    # One place may be a part of another.
    other = pick(chance, [name for name in others if name[:2] != draft.agency[:2]])
    changed = draft._replace(closing=(other, *draft.closing[1:]))
    return Faulty(changed, (Due("GK515", (Words(other, last=True),)),))


def _impossible_date(draft: Draft, chance: Random) -> Faulty:
    date = f"{draft.year + 1}年{pick(chance, ('1月32日', '2月30日', '13月5日'))}"
    changed = _signed(draft, date)
    return Faulty(changed, (Due("GK516", (Words(date),)),), frozenset({"GK513"}))


def _signed_too_early(draft: Draft, chance: Random) -> Faulty:
    date = f"{draft.year}年{chance.randint(2, 11)}月{chance.randint(2, 28)}日"
    return Faulty(_signed(draft, date), (Due("GK516", (Words(date, last=True),)),))


def _year_nowhere(draft: Draft, chance: Random) -> Faulty:
    """Take every year out of the report."""

    def without(texts: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(re.sub(r"(?<![0-9])20[0-9]{2}年", "", text) for text in texts)

    sections = tuple(section._replace(body=without(section.body)) for section in draft.sections)
    changed = draft._replace(
        title=without(draft.title), preamble=(), sections=sections, closing=draft.closing[:1]
    )
    return Faulty(changed, (Due("GK903", (Part(0),)),), frozenset({"GK501", "GK509"}))


def _no_report(draft: Draft, chance: Random) -> Faulty:
    """Leave a page of another kind: no title, no part, no table."""
    text = "松林街道本周六上午在文化广场举办邻里集市，欢迎居民参加。"
    changed = draft._replace(title=(), preamble=(text,), sections=(), closing=())
    return Faulty(changed, (Due("GK902", (Part(0),)),))


FAULTS = (
    Fault("GK501", "标题没有年度", _title_year),
    Fault("GK502", "标题不是规定的文字", _title_wording),
    Fault("GK503", "标题的年度与正文不一致", _years_disagree),
    Fault("GK504", "统计期限不是全年", _period),
    Fault("GK505", "没有统计期限", _no_period),
    Fault("GK506", "引用已废止的条例", _repealed_law),
    Fault("GK506", "引用另一格式的通知", _other_notice),
    Fault("GK507", "文号不是该文件的", _number_of_another),
    Fault("GK507", "文号的括号不对", _brackets),
    Fault("GK508", "没有引用条例", _no_basis),
    Fault("GK509", "简称没有定义", _undefined),
    Fault("GK510", "简称定义两次", _defined_twice),
    Fault("GK511", "法规名称没有书名号", _law_without_marks),
    Fault("GK512", "答复期限写成 15 个工作日", _deadline_of_replies),
    Fault("GK513", "逾期公布", _late),
    Fault("GK514", "没有落款", _unsigned),
    Fault("GK515", "落款是另一机关", _signed_by_another),
    Fault("GK516", "落款日期不存在", _impossible_date),
    Fault("GK516", "落款早于统计期限结束", _signed_too_early),
    Fault("GK902", "不是年度报告", _no_report),
    Fault("GK903", "全文没有年度", _year_nowhere),
)
