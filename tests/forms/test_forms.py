"""The forms say what the law asks, and one that is badly written is refused with the way out."""

from __future__ import annotations

import pickle
from collections.abc import Mapping

import pytest
import yaml

from gklint.forms.building import build_forms, expand
from gklint.forms.loading import load_forms
from gklint.forms.values import Forms, TableForm
from gklint.model.report import CellKey
from gklint.support.built import grammar_files
from gklint.support.folding import fold
from gklint.support.problems import ConfigurationError

TABLE_TWO = ("art20_1", "art20_5", "art20_6", "art20_8", "art20_9")

#: The smallest forms that are right; tests change one thing in them.
REGULATIONS = """
law: {title: 某法, short: 某法, number: 第1号, articles: []}
"""
OLD = """
format: "1999"
name: 某格式
regulation: law
years: {from: 1999, to: 2000}
optional_years: []
sections:
  numbers: {title: 统计, accepted: [(有关)统计(情况)], content: table}
tables:
  counts:
    section: numbers
    label: 统计表
    groups: {parts: {label: 分项}}
    columns: {a: {label: 甲}, b: {label: 乙}, total: {label: 总计}}
    rows: {parts.one: {label: 一}, parts.two: {label: 二}, all: {label: 合计}}
    identities:
      row-total: {each: row, formula: a + b = total, at: total}
"""
NEW = """
format: "2001"
based_on: "1999"
name: 新格式
regulation: law
years: {from: 2001}
optional_years: [2001]
"""


def built(old: str = OLD, new: str = NEW, regulations: str = REGULATIONS) -> Forms:
    """Build forms from the two texts."""
    return build_forms({"1999.yaml": old, "2001.yaml": new}, regulations)


def cells(format: str, tables: tuple[str, ...]) -> list[CellKey]:
    """Return the keys of all cells of some tables of a format that ships."""
    form = load_forms().by_key(format)
    return [
        CellKey(table, row.key, column.key)
        for table in tables
        if table in form.table
        for row in form.table[table].rows
        for column in form.table[table].columns
    ]


# --- the forms that ship -------------------------------------------------------------------------


def test_table_two_of_2019_has_eight_rows_and_22_cells() -> None:
    keys = cells("2019", TABLE_TWO)
    assert len(keys) == 22
    assert len({(key.table, key.row) for key in keys}) == 8


def test_table_two_of_2021_has_six_rows_and_10_cells() -> None:
    keys = cells("2021", TABLE_TWO)
    assert len(keys) == 10
    assert len({(key.table, key.row) for key in keys}) == 6


@pytest.mark.parametrize(("format", "rows"), [("2019", 23), ("2021", 25)])
def test_table_three_has_its_rows_in_seven_columns(format: str, rows: int) -> None:
    table = load_forms().by_key(format).table["applications"]
    assert len(table.rows) == rows
    assert [column.key for column in table.columns] == [
        "natural_person",
        "commercial_enterprise",
        "research_institution",
        "public_interest_org",
        "legal_service_org",
        "other_org",
        "total",
    ]


@pytest.mark.parametrize("format", ["2019", "2021"])
def test_table_four_has_15_numbers(format: str) -> None:
    assert len(cells(format, ("review",))) == 15


def test_the_new_rows_of_2021_stand_where_the_one_row_of_2019_stood() -> None:
    rows = [row.key for row in load_forms().by_key("2021").table["applications"].rows]
    assert rows[-6:] == [
        "rejected.confirm_or_reissue",
        "other.not_corrected_in_time",
        "other.fee_unpaid",
        "other.other",
        "total_processed",
        "carried_out",
    ]
    assert "other" not in rows


def test_both_formats_have_the_six_parts_in_their_order() -> None:
    titles = [
        "总体情况",
        "主动公开政府信息情况",
        "收到和处理政府信息公开申请情况",
        "政府信息公开行政复议、行政诉讼情况",
        "存在的主要问题及改进情况",
        "其他需要报告的事项",
    ]
    for form in load_forms().forms:
        assert [section.title for section in form.sections] == titles
        assert [section.number for section in form.sections] == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(
    ("number", "title"),
    [
        (1, "概述"),
        (1, "政府信息公开工作总体情况"),
        (1, "总体工作情况"),
        (2, "行政机关主动公开政府信息的情况"),
        (2, "主动公开政府信息的情况"),
        (3, "行政机关收到和处理政府信息公开申请情况"),
        (3, "政府信息公开申请收到和处理情况"),
        (4, "因政府信息公开工作被申请行政复议、提起行政诉讼情况"),
        (4, "政府信息公开行政复议和行政诉讼情况"),
        (4, "政府信息公开行政复议行政诉讼情况"),
        (5, "政府信息公开工作存在的主要问题及改进情况"),
        (5, "存在问题及改进情况"),
        (5, "存在的问题和改进措施"),
        (6, "其它需要报告的事项"),
        (6, "需要报告的其他事项"),
    ],
)
def test_known_variants_of_titles_are_accepted(number: int, title: str) -> None:
    for form in load_forms().forms:
        accepted = [s.number for s in form.sections if fold(title) in s.accepted]
        assert accepted == [number]


@pytest.mark.parametrize(
    ("year", "format"),
    [(2018, None), (2019, "2019"), (2020, "2019"), (2021, "2021"), (2025, "2021"), (None, None)],
)
def test_a_report_year_has_the_form_in_force(year: int | None, format: str | None) -> None:
    form = load_forms().for_year(year)
    assert (form and form.key) == format


def test_the_format_was_optional_for_report_year_2019_only() -> None:
    assert [form.optional_years for form in load_forms().forms] == [(2019,), ()]


@pytest.mark.parametrize("format", ["2019", "2021"])
def test_every_leaf_row_of_table_three_counts_once_in_the_column_total(format: str) -> None:
    table = load_forms().by_key(format).table["applications"]
    identity = next(i for i in table.identities if i.rule == "column-total")
    outside = {"new", "carried_in", "total_processed", "carried_out"}
    leaves = [row.key for row in table.rows if row.key not in outside]
    assert [key for _, key in identity.left] == leaves
    assert identity.right == ((1, "total_processed"),)


@pytest.mark.parametrize("format", ["2019", "2021"])
def test_what_came_in_is_what_was_processed_and_what_is_left(format: str) -> None:
    table = load_forms().by_key(format).table["applications"]
    identity = next(i for i in table.identities if i.rule == "balance")
    assert identity.each == "column" and identity.at == "carried_out"
    assert {key for _, key in identity.left} == {"new", "carried_in"}
    assert {key for _, key in identity.right} == {"total_processed", "carried_out"}


def test_only_the_change_of_2019_may_be_below_zero() -> None:
    signed = {
        (form.key, column.key)
        for form in load_forms().forms
        for table in form.tables
        for column in table.columns
        if column.signed
    }
    assert signed == {("2019", "change")}


def test_only_sums_of_money_may_be_fractions() -> None:
    amounts = {
        (form.key, table.key, column.key, column.unit)
        for form in load_forms().forms
        for table in form.tables
        for column in table.columns
        if column.amount
    }
    assert amounts == {
        ("2019", "art20_9", "amount", "unstated"),
        ("2021", "art20_8", "amount", "万元"),
    }


def test_each_table_rests_on_a_regulation_that_is_known() -> None:
    forms = load_forms()
    for form in forms.forms:
        assert form.regulation in forms.regulations
        for table in form.tables:
            assert table.article in forms.regulations[table.regulation].articles


def test_every_form_refers_to_its_own_cells_by_key() -> None:
    for form in load_forms().forms:
        for table in form.tables:
            assert list(table.column) == [column.key for column in table.columns]
            assert list(table.row) == [row.key for row in table.rows]
            assert table.format == form.key


def test_forms_survive_pickling() -> None:
    forms = load_forms()
    assert pickle.loads(pickle.dumps(forms)) == forms


def test_a_next_format_is_a_new_file_and_no_code() -> None:
    sources = grammar_files("formats", ".yaml")
    sources["2021.yaml"] = sources["2021.yaml"].replace("{from: 2021,", "{from: 2021, to: 2029,")
    sources["2030.yaml"] = """
format: "2030"
based_on: "2021"
name: 下一格式
regulation: format-2021
years: {from: 2030}
optional_years: []
delete: [tables.art20_6.rows.coercion]
change:
  tables:
    applications:
      rows:
        transferred: {label: （八）移送, after: other.other}
"""
    forms = build_forms(sources, grammar_files("", "regulations.yaml")["regulations.yaml"])
    latest = forms.for_year(2031)
    assert latest is not None and latest.key == "2030"
    assert [row.key for row in latest.table["art20_6"].rows] == ["penalties"]
    rows = [row.key for row in latest.table["applications"].rows]
    assert rows.index("transferred") == rows.index("other.other") + 1
    before = forms.for_year(2029)
    assert before is not None and "transferred" not in before.table["applications"].row


# --- writing a form ------------------------------------------------------------------------------


def counts(forms: Forms, format: str) -> TableForm:
    """Return the one table of the small forms."""
    return forms.by_key(format).table["counts"]


def test_a_form_based_on_another_is_that_form_where_it_says_nothing_else() -> None:
    forms = built()
    old, new = counts(forms, "1999"), counts(forms, "2001")
    assert new == old._replace(format="2001")
    assert forms.by_key("2001").optional_years == (2001,)


def test_files_may_come_in_any_order() -> None:
    forms = build_forms({"0.yaml": NEW, "9.yaml": OLD}, REGULATIONS)
    assert [form.key for form in forms.forms] == ["1999", "2001"]


def test_a_deletion_takes_a_row_whose_key_holds_a_dot() -> None:
    forms = built(new=NEW + "delete: [tables.counts.rows.parts.one]\n")
    assert list(counts(forms, "2001").row) == ["parts.two", "all"]
    assert list(counts(forms, "1999").row) == ["parts.one", "parts.two", "all"]


def test_a_change_replaces_one_thing_and_leaves_the_rest() -> None:
    forms = built(new=NEW + "change: {tables: {counts: {rows: {all: {label: 总计}}}}}\n")
    assert counts(forms, "2001").row["all"].label == "总计"
    assert counts(forms, "1999").row["all"].label == "合计"


def test_a_new_column_stands_where_it_is_put() -> None:
    change = "change: {tables: {counts: {columns: {c: {label: 丙, after: a}}}}}\n"
    assert list(counts(built(new=NEW + change), "2001").column) == ["a", "c", "b", "total"]


def test_a_row_belongs_to_the_group_before_its_dot() -> None:
    assert [row.group for row in counts(built(), "1999").rows] == ["parts", "parts", ""]


def test_a_star_in_a_formula_stands_for_the_rows_of_a_group() -> None:
    rows = OLD + "      sums: {each: column, formula: parts.* >= all - parts.one, at: all}\n"
    identity = counts(built(old=rows), "1999").identities[-1]
    assert identity.left == ((1, "parts.one"), (1, "parts.two"))
    assert identity.operator == ">="
    assert identity.right == ((1, "all"), (-1, "parts.one"))


@pytest.mark.parametrize(
    ("pattern", "titles"),
    [
        ("总体情况", ["总体情况"]),
        ("(工作)概述", ["工作概述", "概述"]),
        ("问题(及|和)改进", ["问题及改进", "问题和改进"]),
        ("复议(、|)诉讼", ["复议、诉讼", "复议诉讼"]),
        ("结转(至(下|明)年)", ["结转至下年", "结转", "结转至明年", "结转"]),
        ("(行政(诉讼|应诉)|被诉)案", ["行政诉讼案", "被诉案", "行政应诉案", "被诉案"]),
    ],
)
def test_a_pattern_stands_for_its_titles(pattern: str, titles: list[str]) -> None:
    assert list(expand(pattern)) == titles


BAD: Mapping[str, tuple[str, str, list[str]]] = {
    "a key that no form has": (
        OLD + "colour: red\n",
        NEW,
        ["1999.yaml:18: colour: no such key", "sections", "tables"],
    ),
    "a key that no table has": (
        OLD.replace("    label: 统计表", "    label: 统计表\n    lable: 统计表"),
        NEW,
        ["1999.yaml", "tables.counts.lable: no such key; did you mean label?"],
    ),
    "a key that no column has": (
        OLD.replace("{label: 甲}", "{label: 甲, width: 3}"),
        NEW,
        ["1999.yaml", "tables.counts.columns.a.width: no such key", "unit"],
    ),
    "a key that is missing": (
        OLD.replace("    label: 统计表\n", ""),
        NEW,
        ["1999.yaml", "tables.counts: label is missing"],
    ),
    "a number for a text": (
        OLD.replace("{label: 甲}", "{label: 1}"),
        NEW,
        ["1999.yaml", "tables.counts.columns.a.label", "text", "1"],
    ),
    "a text for a year": (
        OLD.replace("from: 1999", "from: 去年"),
        NEW,
        ["1999.yaml", "years.from", "whole number"],
    ),
    "a text for a list": (
        OLD.replace("optional_years: []", "optional_years: 1999"),
        NEW,
        ["1999.yaml", "optional_years", "list"],
    ),
    "no YAML at all": ("a: [1", NEW, ["1999.yaml:1", "not valid YAML"]),
    "no mapping": ("- a\n", NEW, ["1999.yaml", "mapping"]),
    "a regulation that is not known": (
        OLD.replace("regulation: law", "regulation: lore"),
        NEW,
        ["1999.yaml", "regulation", "lore", "law"],
    ),
    "a section that is not there": (
        OLD.replace("section: numbers", "section: figures"),
        NEW,
        ["1999.yaml", "tables.counts.section", "figures", "numbers"],
    ),
    "content of no known kind": (
        OLD.replace("content: table", "content: tables"),
        NEW,
        ["1999.yaml", "sections.numbers.content", "required", "optional"],
    ),
    "a group that is not there": (
        OLD.replace("groups: {parts: {label: 分项}}", "groups: {whole: {label: 全部}}"),
        NEW,
        ["1999.yaml", "tables.counts", "parts", "whole"],
    ),
    "a formula over neither rows nor columns": (
        OLD.replace("each: row", "each: cell"),
        NEW,
        ["1999.yaml", "identities.row-total.each", "cell", "row, column"],
    ),
    "a formula that compares nothing": (
        OLD.replace("a + b = total", "a + b"),
        NEW,
        ["1999.yaml", "identities.row-total.formula", "a + b = c"],
    ),
    "a formula with a column that is not there": (
        OLD.replace("a + b = total", "a + c = total"),
        NEW,
        ["1999.yaml", "identities.row-total.formula", "c", "a, b, total"],
    ),
    "a formula reported where no cell is": (
        OLD.replace("at: total", "at: sum"),
        NEW,
        ["1999.yaml", "identities.row-total.at", "sum", "a, b, total"],
    ),
    "a base that is not there": (
        OLD,
        NEW.replace('based_on: "1999"', 'based_on: "1998"'),
        ["2001.yaml", "based_on", "1998"],
    ),
    "a key that no derived form has": (
        OLD,
        NEW + "sections: {}\n",
        ["2001.yaml", "sections", "change", "delete"],
    ),
    "a deletion of nothing": (
        OLD,
        NEW + "delete: [tables.counts.rows.parts.three]\n",
        ["2001.yaml", "delete", "tables.counts.rows.parts.three", "parts.one"],
    ),
    "a deletion below a value": (
        OLD,
        NEW + "delete: [name.first]\n",
        ["2001.yaml", "delete", "name.first"],
    ),
    "a new row after none": (
        OLD,
        NEW + "change: {tables: {counts: {rows: {x: {label: 某, after: y}}}}}\n",
        ["2001.yaml", "change.tables.counts.rows.x.after", "y", "parts.one"],
    ),
    "a deletion that breaks a formula": (
        OLD,
        NEW + "delete: [tables.counts.columns.b]\n",
        ["2001.yaml", "identities.row-total.formula", "b"],
    ),
}


@pytest.mark.parametrize("fault", BAD)
def test_a_fault_in_a_form_names_file_and_key_and_what_is_allowed(fault: str) -> None:
    old, new, words = BAD[fault]
    with pytest.raises(ConfigurationError) as caught:
        built(old, new)
    for word in words:
        assert word in str(caught.value)


def test_the_small_forms_themselves_are_right() -> None:
    assert yaml.safe_load(OLD)["format"] == "1999"
    assert len(built().forms) == 2


@pytest.mark.parametrize("key", ["title", "short", "number", "articles"])
def test_a_regulation_without_what_it_needs_is_refused(key: str) -> None:
    data = yaml.safe_load(REGULATIONS)
    del data["law"][key]
    with pytest.raises(ConfigurationError, match=f"regulations.yaml:1: law: {key} is missing"):
        built(regulations=yaml.safe_dump(data, allow_unicode=True))
