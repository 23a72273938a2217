"""The numbers of the prose are read as a careful reader reads them, and nothing else is."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

import pytest

from gklint.engine import lint_text
from gklint.model.report import Report
from gklint.model.source import source_of_text
from gklint.parsing import parse
from gklint.prose import ELSEWHERE, LIKELY, SURE, UNCLEAR, Statement, prose_of
from gklint.prose.quick import speaks_of_numbers
from gklint.prose.scanning import scan
from gklint.prose.vocabulary_building import build_vocabulary
from gklint.prose.vocabulary_loading import load_vocabulary
from gklint.support.problems import ConfigurationError
from gklint.testing import random_draft, random_style, render, valid_draft

TESTS = Path(__file__).resolve().parent.parent
STREET = "青禾市望溪区松林街道办事处"
DISTRICT = "青禾市望溪区人民政府"
#: The rules that hold the prose against the tables and against itself.
FAMILY = {"GK401", "GK402", "GK403", "GK404", "GK405", "GK406", "GK407"}


def rendered(*body: str, agency: str = STREET) -> str:
    """Return a report whose first part has this body; the first line may be a heading."""
    draft = valid_draft(agency=agency)
    section = draft.sections[0]._replace(body=body)
    return render(draft.with_section(0, section)).text


def read(*body: str, agency: str = STREET) -> Report:
    return parse(source_of_text(rendered(*body, agency=agency)))


def statements(*body: str, agency: str = STREET) -> tuple[Statement, ...]:
    return prose_of(read(*body, agency=agency)).statements


def said(*body: str, agency: str = STREET) -> list[tuple[str, object]]:
    """Return what is stated, as (indicators joined by +, value), of whatever confidence."""
    return [("+".join(s.indicators), s.value) for s in statements(*body, agency=agency)]


# --- what is counted -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "全年收到政府信息公开申请 8 件，上年结转 1 件，办结 7 件，结转下年度继续办理 2 件。",
            [
                ("applications.received", 8),
                ("applications.carried_in", 1),
                ("applications.closed", 7),
                ("applications.carried_out", 2),
            ],
        ),
        (
            "收到政府信息公开申请 9 件（含上年度结转 1 件，另有 2 件顺延至下年度答复），均已办理。",
            [
                ("applications.received", 9),
                ("applications.carried_in", 1),
                ("applications.carried_out", 2),
            ],
        ),
        (
            "办理依申请公开事项 6 件，予以公开及部分公开 3 件，不予公开 2 件；其他处理（含撤回）"
            "1 件。",
            [
                ("applications.accepted", 6),
                ("applications.full_disclosure+applications.partial_disclosure", 3),
                ("applications.denied", 2),
                ("applications.other", 1),
            ],
        ),
        (
            "本年共收到十二件政府信息公开申请，两件结转 2024 年，2022 年结转一件。",
            [
                ("applications.received", 12),
                ("applications.carried_out", 2),
                ("applications.carried_in", 1),
            ],
        ),
        (
            "从办理结果看，予以公开 3 件，不予公开 2 件。",
            [("applications.full_disclosure", 3), ("applications.denied", 2)],
        ),
        (
            "政府信息公开行政复议 6 件（维持 1、纠正 3）。",
            [
                ("review.reconsideration.total", 6),
                ("review.reconsideration.upheld", 1),
                ("review.reconsideration.corrected", 3),
            ],
        ),
        (
            "政府信息公开申请办结 5 件，其中自然人 3 件，法人或其他组织 2 件；重复申请 1 件。",
            [
                ("applications.closed", 5),
                ("applications.natural_person", 3),
                ("applications.organisations", 2),
                ("applications.rejected.duplicate", 1),
            ],
        ),
        (
            "因政府信息公开被申请行政复议 4 件，其中结果维持 3 件，尚未审结 1 件；被提起行政诉讼"
            " 2 起，纠正 1 起。",
            [
                ("review.reconsideration.total", 4),
                ("review.reconsideration.upheld", 3),
                ("review.reconsideration.pending", 1),
                ("review.litigation.total", 2),
                ("review.litigation.corrected", 1),
            ],
        ),
        (
            "政府信息公开引发的行政复议和行政诉讼共 3 件。",
            [("review.reconsideration.total+review.litigation.total", 3)],
        ),
        (
            "制发规章 1 件、行政规范性文件 2 件，废止规范性文件 3 件，现行有效规范性文件 9 件。",
            [
                ("art20_1.regulations.made", 1),
                ("art20_1.normative_documents.repealed", 3),
                ("art20_1.normative_documents.in_force", 9),
            ],
        ),
        (
            "发布 12 项行政许可事项及 20 项其他对外管理服务事项，作出行政处罚 4 件。",
            [
                ("art20_5.licensing.items", 12),
                ("art20_5.other_services.decisions_or_items", 20),
                ("art20_6.penalties.decisions", 4),
            ],
        ),
        ("行政事业性收费 1.25 万元。", [("art20_8.fees.amount", 12500)]),
    ],
)
def test_a_number_counts_what_its_words_say(sentence, expected) -> None:
    assert said(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "indicators", "words"),
    [
        ("全年未收到政府信息公开申请。", "applications.received", "未收到政府信息公开申请"),
        ("本街道无依申请公开事项。", "applications.received", "无依申请公开事项"),
        ("未收到新的政府信息公开申请。", "applications.new", "未收到新的政府信息公开申请"),
        (
            "没有发生涉及政府信息公开的行政诉讼。",
            "review.litigation.total",
            "没有发生涉及政府信息公开的行政诉讼",
        ),
        (
            "因政府信息公开引起的行政复议、行政诉讼均未发生。",
            "review.reconsideration.total+review.litigation.total",
            "因政府信息公开引起的行政复议、行政诉讼均未发生",
        ),
        (
            "政府信息公开行政复议 2 件，未出现被纠正的情况。",
            "review.reconsideration.corrected",
            "未出现被纠正",
        ),
        ("全年未新增行政规范性文件。", "art20_1.normative_documents.made", "未新增行政规范性文件"),
    ],
)
def test_a_denial_says_that_there_was_none(sentence, indicators, words) -> None:
    denial = statements(sentence)[-1]
    assert ("+".join(denial.indicators), denial.value) == (indicators, 0)
    assert denial.denial and denial.confidence >= LIKELY
    assert denial.words == words


@pytest.mark.parametrize(
    ("number", "value", "exact"),
    [
        ("8", 8, True),
        ("1,036", 1036, True),
        ("１２", 12, True),
        ("两", 2, True),
        ("二十三", 23, True),
        ("一百零五", 105, True),
        ("约 8", 8, False),
        ("近 30", 30, False),
        ("2 万", 20000, False),
        ("2.5 万", 25000, False),
        ("3 千余", 3000, False),
        ("2 余万", 20000, False),
        ("3-5", 5, False),
    ],
)
def test_a_number_is_read_however_it_is_written(number, value, exact) -> None:
    statement = statements(f"全年收到政府信息公开申请 {number} 件。")[-1]
    assert (statement.value, statement.exact) == (value, exact)


@pytest.mark.parametrize("number", ["80 余件", "80 多件", "80 件以上", "80 件左右"])
def test_what_stands_behind_a_number_makes_it_inexact(number) -> None:
    statement = statements(f"全年收到政府信息公开申请 {number}。")[-1]
    assert (statement.value, statement.exact) == (80, False)


@pytest.mark.parametrize(
    "sentence",
    [
        "受理居民咨询 21 件，办结信访 30 件，采纳意见建议 6 件。",
        "第 3 件政府信息公开申请最为复杂。",
        "力求“答复一件申请、讲清一项政策”。",
        "收到各类申请 30 件。",
        "公开政府信息 300 条。",
        "对 3 件政府信息公开申请发出收费通知。",
        "全年办理行政复议案件 12 件。",
        "收到政府信息公开申请后 20 个工作日内答复。",
        "主动公开政策文件及规范性文件 30 件。",
        "行政处罚公示 20 件。",
        "没有其他需要报告的事项。",
    ],
)
def test_what_no_table_counts_is_no_statement(sentence) -> None:
    assert said(sentence) == []


# --- how far it can be relied on -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("confidence", "sentence"),
    [
        (SURE, "2023 年，我街道共收到政府信息公开申请 8 件。"),
        (SURE, "松林街道办事处依法受理政府信息公开申请 8 件。"),
        (SURE, "全年收到居民提出的政府信息公开申请 8 件。"),
        (SURE, "通过网络、信函等渠道收到政府信息公开申请 8 件。"),
        (LIKELY, "全年顺利收到政府信息公开申请 8 件。"),
        (UNCLEAR, "通过网络收到政府信息公开申请 8 件。"),
        (UNCLEAR, "收到涉及拆迁的政府信息公开申请 8 件。"),
        (UNCLEAR, "其中政府信息公开申请 8 件。"),
        (UNCLEAR, "协助街道司法所与综合执法队处理好政府信息公开申请 8 件。"),
        (ELSEWHERE, "2022 年收到政府信息公开申请 8 件。"),
        (ELSEWHERE, "上半年收到政府信息公开申请 8 件。"),
        (ELSEWHERE, "2023 年 6 月收到政府信息公开申请 8 件。"),
        (ELSEWHERE, "近三年收到政府信息公开申请 8 件。"),
        (ELSEWHERE, "比去年新收政府信息公开申请 8 件。"),
        (ELSEWHERE, "望溪区教育局收到政府信息公开申请 8 件。"),
        (ELSEWHERE, "每收到政府信息公开申请 8 件小结一次。"),
    ],
)
def test_what_may_count_something_else_is_trusted_less(confidence, sentence) -> None:
    assert statements(sentence)[0].confidence == confidence


@pytest.mark.parametrize(
    ("subject", "sentence"),
    [
        ("own", "全区共收到政府信息公开申请 8 件。"),
        ("own", "望溪区共收到政府信息公开申请 8 件。"),
        ("unsaid", "全年收到政府信息公开申请 8 件。"),
        ("other", "区政府办公室收到政府信息公开申请 8 件。"),
        ("other", "区本级收到政府信息公开申请 8 件。"),
        ("other", "区民政局收到政府信息公开申请 8 件。"),
    ],
)
def test_a_district_is_told_from_its_office_and_its_bureaus(subject, sentence) -> None:
    assert statements(sentence, agency=DISTRICT)[0].subject == subject


def test_who_counts_and_what_is_counted_last_through_the_paragraph() -> None:
    first, second = statements("区政府收到政府信息公开申请 8 件。答复 7 件。", agency=DISTRICT)
    assert second.indicators == ("applications.answered",)
    assert (first.subject, second.subject) == ("other", "other")


def test_what_stands_in_brackets_does_not_change_what_stands_around_them() -> None:
    *_, last = statements(
        "全区收到政府信息公开申请 8 件（区政府 3 件、各部门 5 件），办结 7 件。", agency=DISTRICT
    )
    assert (last.indicators, last.subject) == (("applications.closed",), "own")
    assert last.confidence == SURE


def test_a_heading_says_what_the_numbers_under_it_are_about() -> None:
    assert said("（二）依申请公开情况", "全年办结 8 件。") == [("applications.closed", 8)]
    assert said("（三）政府信息管理情况", "全年办结 8 件。") == []


def test_another_topic_between_two_numbers_makes_the_next_one_unclear() -> None:
    last = statements("收到政府信息公开申请 8 件。受理便民事项 300 件，办结 299 件。")[-1]
    assert (last.value, last.confidence) == (299, UNCLEAR)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "新收和上年结转政府信息公开申请分别为 8 件和 1 件。",
            [("applications.new", 8), ("applications.carried_in", 1)],
        ),
        (
            "政府信息公开申请予以公开、部分公开、不予公开依次为 4、1、1 件。",
            [
                ("applications.full_disclosure", 4),
                ("applications.partial_disclosure", 1),
                ("applications.denied", 1),
            ],
        ),
        (
            "行政许可、行政处罚决定分别为 36 件、4 件。",
            [("art20_5.licensing.decisions", 36), ("art20_6.penalties.decisions", 4)],
        ),
    ],
)
def test_numbers_of_a_list_count_what_stands_at_their_place(sentence, expected) -> None:
    assert said(sentence) == expected


def test_a_number_of_which_nobody_can_tell_what_it_counts_is_kept() -> None:
    report = read("收到政府信息公开申请 8 件，窗口 5 件，其中予以公开 4 件。")
    assert [(number.words, number.value) for number in prose_of(report).unplaced] == [("窗口", 5)]
    assert said("收到政府信息公开申请 8 件，窗口 5 件，其中予以公开 4 件。")[-1] == (
        "applications.full_disclosure",
        4,
    )


# --- places --------------------------------------------------------------------------------------


def test_a_number_is_placed_where_it_stands() -> None:
    report = read("（一）概况", "全年收到政府信息公开申请 1,036 件。")
    place = prose_of(report).statements[0].span.place
    line = report.source.lines[place.line - 1]
    assert line[place.column - 1 : place.end_column - 1] == "1,036"


def test_a_sentence_that_a_page_cut_is_read_as_one() -> None:
    report = read(
        "2023 年本街道共收到政府信息公开申请 8 件，不予", "- 3 -", "公开 1 件，无法提供 2 件。"
    )
    second = prose_of(report).statements[1]
    assert (second.indicators, second.value) == (("applications.denied",), 1)
    assert second.open, "the two halves may not belong together"
    assert report.source.lines[second.span.place.line - 1].startswith("公开 1 件")


def test_a_number_at_the_very_beginning_is_looked_at() -> None:
    assert speaks_of_numbers("5件申请均已答复")
    assert not speaks_of_numbers("件件申请均已答复")


@pytest.mark.parametrize("unit", ["件", "吨", ""])
def test_a_number_of_too_many_digits_is_there_and_not_read(unit: str) -> None:
    kinds = [token.kind for token in scan(f"收到{'1' * 40}{unit}", load_vocabulary())]
    assert "unreadable" in kinds and "number" not in kinds


def test_not_one_is_none_and_not_one() -> None:
    assert said("全年没有发生一起行政复议案件。") == [("review.reconsideration.total", 0)]


def test_a_word_that_says_nothing_leaves_nothing_behind() -> None:
    tokens = [(t.kind, t.gap) for t in scan("收到及时答复", load_vocabulary())]
    assert tokens == [("counts", 0), ("counts", 0), ("end", 0)]
    kinds = [t.kind for t in scan("收到甲及时答复", load_vocabulary())]
    assert kinds == ["counts", "unknown", "counts", "end"]


def test_the_prose_is_read_once_a_report() -> None:
    report = read("全年收到政府信息公开申请 8 件。")
    assert prose_of(report) is prose_of(report)
    assert prose_of(read("全年收到政府信息公开申请 8 件。")) is not prose_of(report)


# --- shares and breakdowns -----------------------------------------------------------------------


def test_a_percentage_belongs_to_the_number_before_it() -> None:
    shares = prose_of(
        read("办结政府信息公开申请 8 件，予以公开 4 件，占办结总数的 50.0%；答复率 100%。")
    ).shares
    assert [(s.part, s.percent, s.base, s.about) for s in shares] == [
        (4, "50.0", "processed", "applications")
    ]


def test_the_parts_of_a_whole_end_where_the_list_ends() -> None:
    (whole,) = prose_of(
        read("发布信息 100 条，其中动态 60 条（图解 20 条）、公告 40 条，通过微信发布 50 条。")
    ).breakdowns
    assert (whole.whole.value, [part.value for part in whole.parts]) == (100, [60, 40])


def test_the_whole_may_stand_in_the_sentence_before() -> None:
    (whole,) = prose_of(read("全年发布信息 100 条。其中，网站 70 条，公告栏 30 条。")).breakdowns
    assert (whole.whole.value, [part.value for part in whole.parts]) == (100, [70, 30])


def test_what_stands_in_brackets_is_no_part_of_a_total_behind_its_parts() -> None:
    (whole,) = prose_of(
        read("网站发布 60 条（图解 20 条、视频 5 条），微信发布 40 条，合计 100 条。")
    ).breakdowns
    assert (whole.whole.value, [part.value for part in whole.parts]) == (100, [60, 40])


def test_a_total_behind_its_parts_ends_with_the_sentence_and_may_be_said_before_them() -> None:
    (whole,) = prose_of(read("热线 7 条；网站发布 60 条，微信发布 40 条，合计 100 条。")).breakdowns
    assert [part.value for part in whole.parts] == [60, 40]
    (whole,) = prose_of(read("留言 9 条，回复 6 条，在办 3 条，合计 9 条。")).breakdowns
    assert [part.value for part in whole.parts] == [6, 3]


@pytest.mark.parametrize("mark", ["等", "主要", "约"])
def test_a_list_that_says_it_is_not_all_is_limited(mark) -> None:
    where = {"等": ("", "等"), "主要": ("主要", ""), "约": ("", "")}[mark]
    about = "约 " if mark == "约" else ""
    sentence = f"发布信息 100 条，其中{where[0]}动态 60 条、公告 {about}30 条{where[1]}。"
    (whole,) = prose_of(read(sentence)).breakdowns
    assert whole.limited or whole.unfinished


# --- right sentences, and wrong ones -------------------------------------------------------------

RIGHT = [
    line
    for line in (TESTS / "data" / "right_sentences.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]
RIGHT_OF_DISTRICT = [
    line
    for line in (TESTS / "data" / "right_sentences_of_a_district.txt")
    .read_text("utf-8")
    .splitlines()
    if line and not line.startswith("#")
]


def findings(text: str) -> list[str]:
    return [
        f"{d.code} {d.text('zh')}"
        for d in lint_text(text).diagnostics
        if d.code in FAMILY | {"GK906"}
    ]


@pytest.mark.parametrize("sentence", RIGHT)
def test_a_right_sentence_is_left_in_peace(sentence) -> None:
    assert findings(rendered("（二）依申请公开情况", sentence)) == []


@pytest.mark.parametrize("sentence", RIGHT_OF_DISTRICT)
def test_a_right_sentence_of_a_district_is_left_in_peace(sentence) -> None:
    assert findings(rendered("（二）依申请公开情况", sentence, agency=DISTRICT)) == []


@pytest.mark.parametrize("seed", range(40))
def test_a_valid_report_has_no_finding_about_its_prose(seed) -> None:
    chance = Random(f"valid prose {seed}")
    draft = random_draft(chance)
    assert findings(render(draft, "tabs_grid", random_style(chance, "tabs_grid")).text) == []


@pytest.mark.parametrize("seed", range(40))
def test_a_number_changed_in_the_prose_is_found_at_its_place(seed) -> None:
    chance = Random(f"wrong prose {seed}")
    draft = random_draft(chance)
    section = draft.sections[0]
    counted = re.compile(r"(?:申请|结转|办结|答复|复议|诉讼)(\d+)件")
    sites = [
        (index, match)
        for index, text in enumerate(section.body)
        for match in counted.finditer(text)
    ]
    if not sites:
        pytest.skip("the prose of this report counts nothing")
    index, match = chance.choice(sites)
    wrong = str(int(match[1]) * 10 + 3)
    text = section.body[index]
    body = list(section.body)
    body[index] = text[: match.start(1)] + wrong + text[match.end(1) :]
    changed = render(draft.with_section(0, section._replace(body=tuple(body)))).text
    result = lint_text(changed)
    found = [d for d in result.diagnostics if d.code in FAMILY]
    assert found, f"{match[0]} → {wrong}"
    assert any(
        result.source.lines[d.place.line - 1][d.place.column - 1 : d.place.end_column - 1] == wrong
        for d in found
    )


# --- reasons, lists, topics that are opened, shares without a number -----------------------------


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("以不掌握为由答复“无法提供”9件。", "unavailable.not_held"),
        ("属于重复申请而不予处理的有2件。", "rejected.duplicate"),
        ("因属于国家秘密不予公开的2件。", "denied.state_secret"),
        ("因本机关不掌握等原因无法提供3件。", "unavailable"),
        ("主要因重复申请不予处理3件。", "rejected"),
        ("区分处理、部分公开的4件。", "partial_disclosure"),
        ("共33件进入办理程序。", "due"),
        ("往年结转2件。", "carried_in"),
    ],
)
def test_a_reason_is_counted_unless_others_are_hinted_at(sentence: str, expected: str) -> None:
    assert said(f"（二）依申请公开。{sentence}")[0][0] == f"applications.{expected}"


def test_reasons_that_are_joined_count_together() -> None:
    [(indicators, _)] = said("（二）依申请公开。属于内部事务和过程性信息、不予公开的共3件。")
    assert indicators == (
        "applications.denied.internal_affairs+applications.denied.process_information"
    )


def test_disclosed_is_a_result_in_a_list_of_results_only() -> None:
    listed = said("（二）依申请公开。办理结果：公开9件；部分公开3件；不予公开2件。")
    assert listed[0] == ("applications.full_disclosure", 9)
    assert said("（二）依申请公开。公开9件。") == [("applications.published", 9)]


def test_a_topic_that_is_opened_counts_for_a_clause_that_names_none() -> None:
    text = "（二）依申请公开。行政复议方面，全年发生5件，其中2件维持。"
    assert said(text) == [
        ("review.reconsideration.total", 5),
        ("review.reconsideration.upheld", 2),
    ]
    assert not said("（二）依申请公开。行政复议方面，组织培训5件。")
    assert said("（二）依申请公开。经法院审理，维持2件。") == [("review.litigation.upheld", 2)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("答复的申请中，予以公开的占45.7%。", ("applications.full_disclosure",)),
        ("自然人申请占总数的96.7%。", ("applications.natural_person",)),
        ("网上申请占比45.7%。", ()),
        ("上年予以公开的占45.7%。", ()),
    ],
)
def test_a_share_without_a_number_is_kept(sentence: str, expected: tuple[str, ...]) -> None:
    [rate] = prose_of(read(f"（二）依申请公开。{sentence}")).rates
    assert rate.indicators == expected


def test_a_share_without_a_number_is_held_against_the_table_or_said_not_checked() -> None:
    def verdicts(sentence: str) -> tuple[int, list[str]]:
        result = lint_text(rendered(f"（二）依申请公开。{sentence}"))
        [of_shares] = [o for o in result.outcomes if o.rule.code == "GK405"]
        found = sum(d.code == "GK405" for d in result.diagnostics)
        return found, [reason.zh for reason in of_shares.reasons]

    assert verdicts("予以公开的占99.91%。") == (1, [])
    found, [reason] = verdicts("网上申请占45.7%。")
    assert not found
    assert "网上申请占45.7%" in reason or "申请占45.7%" in reason


def test_an_amount_is_reported_in_its_own_unit() -> None:
    text = "全年征收行政事业性收费987.6万元。"
    [found] = [d for d in lint_text(rendered(text)).diagnostics if d.code == "GK403"]
    assert "987.6 万元" in found.text()


# --- the vocabulary ------------------------------------------------------------------------------


def test_a_word_of_the_form_is_longer_than_what_it_is_made_of() -> None:
    tokens = scan("无法提供", load_vocabulary())
    assert [(token.kind, token.key) for token in tokens] == [("counts", "unavailable"), ("end", "")]


def test_every_indicator_of_the_vocabulary_has_a_reading() -> None:
    vocabulary = load_vocabulary()
    counts = {key for kind, key in vocabulary.words.values() if kind == "counts"}
    not_of_table_three = {
        "upheld",
        "corrected",
        "other_result",
        "pending",
        "made",
        "published",
        "total_published",
        "repealed",
        "in_force",
        "carried",
    }
    for count in counts - not_of_table_three:
        assert vocabulary.readings_of(f"applications.{count}").exact
    with pytest.raises(KeyError):
        vocabulary.readings_of("art20_9.procurement.decisions")


WORDS = (TESTS.parent / "grammars" / "prose.yaml").read_text("utf-8")
INDICATORS = (TESTS.parent / "grammars" / "indicators.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "indicators", "message"),
    [
        (WORDS.replace("  registered: [", "  registered: [答复, "), INDICATORS, "答复"),
        (WORDS.replace("\nbodies:", "\nbodys:"), INDICATORS, "bodies is missing"),
        (WORDS.replace("元: 1,", "元: one,"), INDICATORS, "units.money"),
        (WORDS, INDICATORS + "\nart20_7:\n  items: {is: [prior_items]}\n", "row@column"),
        (WORDS, INDICATORS + "\nart20_7:\n  items: {is: ['*@items'], about: []}\n", "about"),
    ],
)
def test_a_vocabulary_that_is_not_well_written_says_where(words, indicators, message) -> None:
    with pytest.raises(ConfigurationError, match=re.escape(message)):
        build_vocabulary(words, indicators)
