"""A valid draft is right in every respect, whatever year, body and chance it is made of."""

from __future__ import annotations

import re
from decimal import Decimal
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings

from gklint import lint_text
from gklint.forms.loading import load_forms
from gklint.model.diagnostics import Severity
from gklint.model.report import AGENCY_KINDS
from gklint.support.folding import fold
from gklint.testing import (
    Draft,
    Style,
    body_named,
    random_body,
    random_draft,
    random_report,
    render,
    valid_draft,
)
from gklint.testing.strategies import drafts

FORMATS = [form.key for form in load_forms().forms]
AGENCIES = {
    "street": "青禾市望溪区松林街道办事处",
    "township": "青禾市云泽县柳湾镇人民政府",
    "government": "青禾市人民政府",
    "department": "青禾市望溪区教育局",
}
slow = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)


def numbers(draft: Draft, table: str, row: str) -> dict[str, Decimal]:
    drafted = draft.table(table)
    texts = drafted.rows[drafted.row_index(row)].texts
    return {column.key: Decimal(text) for column, text in zip(drafted.columns, texts, strict=True)}


def prose(draft: Draft) -> str:
    return "".join(line for section in draft.sections for line in section.body)


def warnings(text: str) -> list[str]:
    found = lint_text(text).diagnostics
    return [f"{d.line} {d.code} {d.text()}" for d in found if d.severity >= Severity.WARNING]


@slow
@given(drafts())
def test_every_identity_of_the_form_holds(draft: Draft) -> None:
    for table in draft.tables:
        for identity in table.form.identities:
            across = identity.each == "row"
            for line in table.rows if across else table.columns:

                def at(key: str, line=line, table=table, across=across) -> Decimal:
                    row, column = (line.key, key) if across else (key, line.key)
                    return Decimal(table.text(row, column))

                left = sum(sign * at(key) for sign, key in identity.left)
                right = sum(sign * at(key) for sign, key in identity.right)
                assert left == right if identity.operator == "=" else left >= right


@slow
@given(drafts())
def test_what_the_prose_counts_agrees_with_the_tables(draft: Draft) -> None:
    text = prose(draft)
    received = re.search(r"收到政府信息公开申请(\d+)件", text)
    new = numbers(draft, "applications", "new")["total"]
    assert (int(received[1]) if received else 0) == new
    processed = re.search(r"(?:办结|全年答复)(\d+)件", text)
    if processed:
        assert int(processed[1]) == numbers(draft, "applications", "total_processed")["total"]
    for pattern, rows in (
        (r"行政复议(\d+)件", ["reconsideration"]),
        (r"行政诉讼(\d+)件", ["litigation_direct", "litigation_after_reconsideration"]),
    ):
        counted = re.search(pattern, text)
        total = sum(numbers(draft, "review", row)["total"] for row in rows)
        assert (int(counted[1]) if counted else 0) == total


@slow
@given(drafts())
def test_figures_are_of_a_kind_that_calls_for_no_remark(draft: Draft) -> None:
    regulations = numbers(draft, "art20_1", "regulations")
    if draft.body.level not in ("province", "city") or draft.body.kind != "government":
        assert not any(regulations.values()), "only provinces and cities make 规章"
    for row in ("regulations", "normative_documents"):
        made = numbers(draft, "art20_1", row)
        if draft.format == "2021":
            assert made["in_force"] >= made["issued"] - made["repealed"]
        else:
            assert made["total_published"] >= made["newly_published"]
    if draft.format == "2019":
        licensing = numbers(draft, "art20_5", "licensing")
        assert licensing["prior_items"] + licensing["change"] >= 0
    other = [row.key for row in draft.table("applications").rows if row.key.startswith("other")]
    count = sum(numbers(draft, "applications", row)["total"] for row in other)
    all_of_them = numbers(draft, "applications", "total_processed")["total"]
    assert count < 10 or count * 10 < all_of_them * 3


@slow
@given(drafts())
def test_what_was_paid_is_within_what_was_charged(draft: Draft) -> None:
    statement = re.search(r"总金额(\d+)元，实际收取(\d+)元", prose(draft))
    if draft.year < 2021:
        assert statement is None
        return
    assert "信息处理费" in prose(draft)
    unpaid = numbers(draft, "applications", "other.fee_unpaid")["total"]
    if statement:
        assert int(statement[2]) <= int(statement[1])
        assert int(statement[2]) <= numbers(draft, "art20_8", "fees")["amount"] * 10000
    else:
        assert unpaid == 0


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("kind", AGENCIES)
def test_the_plain_report_has_no_error_and_no_warning(form: str, kind: str) -> None:
    year = load_forms().by_key(form).first_year + 1
    draft = valid_draft(year, AGENCIES[kind])
    assert draft.format == form
    assert draft.body.kind == kind
    assert warnings(render(draft).text) == []


@slow
@given(drafts())
def test_no_valid_report_has_an_error_or_a_warning(draft: Draft) -> None:
    assert warnings(render(draft).text) == []


@pytest.mark.parametrize("seed", range(20))
def test_a_report_in_a_regular_style_says_of_itself_what_it_is_of(seed: int) -> None:
    rendered = random_report(Random(seed), "tabs_grid")
    report = lint_text(rendered.text).report
    assert report is not None
    assert report.year == rendered.draft.year
    assert report.format == rendered.draft.format
    assert (report.agency, report.agency_kind) == (rendered.draft.agency, rendered.draft.body.kind)


def test_the_figures_of_the_plain_draft_are_the_ones_that_cases_are_written_against() -> None:
    draft = valid_draft()
    assert list(numbers(draft, "applications", "new").values()) == [5, 3, 0, 0, 0, 0, 8]
    assert list(numbers(draft, "review", "reconsideration").values()) == [1, 0, 0, 1, 2]
    assert draft == valid_draft()


def test_the_same_chance_gives_the_same_draft_and_another_chance_another() -> None:
    assert random_draft(Random(1)) == random_draft(Random(1))
    assert random_draft(Random(1)) != random_draft(Random(2))


def test_titles_of_sections_are_accepted_ones() -> None:
    for seed in range(30):
        draft = random_draft(Random(seed))
        form = load_forms().by_key(draft.format)
        for section, part in zip(draft.sections, form.sections, strict=True):
            assert fold(section.heading.partition("、")[2]) in part.accepted


def test_the_notice_cited_is_that_of_the_years_format_and_the_regulation_is_in_force() -> None:
    for year, number in ((2020, "〔2019〕60号"), (2021, "〔2021〕30号"), (2027, "〔2021〕30号")):
        preamble = "".join(valid_draft(year).preamble)
        assert number in preamble
        assert "国务院令第711号" in preamble
        assert "492" not in preamble


def test_a_report_is_signed_in_the_january_after_by_the_body_that_reports() -> None:
    for seed in range(20):
        draft = random_draft(Random(seed))
        body, date = draft.closing
        assert body == draft.agency
        assert re.fullmatch(rf"{draft.year + 1}年1月\d{{1,2}}日", date)


def test_governments_and_townships_report_on_assessment_and_accountability() -> None:
    for kind in ("government", "township"):
        text = prose(valid_draft(agency=AGENCIES[kind]))
        assert all(word in text for word in ("考核", "评议", "责任追究"))


def test_a_body_is_known_by_its_name() -> None:
    for kind, name in AGENCIES.items():
        assert body_named(name).kind == kind
    levels = {
        "海岭省人民政府": "province",
        "青禾市市场监督管理局": "city",
        "望溪区人民政府": "county",
        "青禾市望溪区松林街道办事处": "township",
        "海岭省财政厅": "province",
    }
    assert {name: body_named(name).level for name in levels} == levels


def test_random_bodies_are_of_every_kind() -> None:
    kinds = {random_body(Random(seed)).kind for seed in range(60)}
    assert kinds == set(AGENCY_KINDS) - {"unknown"}


def test_a_format_other_than_the_years_can_be_asked_for() -> None:
    draft = valid_draft(2023, format="2019")
    assert {table.form.format for table in draft.tables} == {"2019"}
    assert draft.year == 2023


def test_a_year_without_a_format_and_an_unknown_format_are_refused() -> None:
    with pytest.raises(ValueError, match="2008"):
        valid_draft(2008)
    with pytest.raises(KeyError):
        valid_draft(format="1999")


def test_an_unknown_part_of_a_draft_is_named_with_those_there_are() -> None:
    with pytest.raises(KeyError, match="there are: art20_1"):
        valid_draft().table("nonsense")
    with pytest.raises(KeyError, match="there are: natural_person"):
        valid_draft().table("applications").text("new", "nonsense")


def test_drafts_and_styles_print_in_a_line() -> None:
    assert repr(valid_draft()) == "<Draft 2023 青禾市望溪区松林街道办事处, format 2021>"
    assert repr(Style(wrap=60)) == "Style(wrap=60)"
