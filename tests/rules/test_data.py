"""The data beside the rules says what can be, and in the order the rules rely on."""

from __future__ import annotations

import re
from pathlib import Path

import gklint.rules
import pytest
import yaml
from gklint.rules._passages import of_title, passages, sentences

from gklint.forms.loading import load_forms
from gklint.model.report import AGENCY_KINDS, Paragraph, Piece
from gklint.model.source import source_of_text
from gklint.parsing import parse
from gklint.rule.word_lists import lists
from gklint.support.declared import read_declared
from gklint.support.yaml_files import yaml_document

RULES = Path(gklint.rules.__file__).parent


def data(path: str) -> object:
    return yaml.safe_load((RULES / path).read_text("utf-8"))


@pytest.mark.parametrize("path", sorted(RULES.glob("*/*.yaml")), ids=lambda path: path.name)
def test_a_data_file_says_where_its_entries_come_from(path: Path) -> None:
    head = path.read_text("utf-8")
    assert head.startswith("#"), "a comment at the top says what the entries are"
    assert yaml.safe_load(head) is not None, "a comment alone is no data"


@pytest.mark.parametrize("name", lists())
def test_a_word_list_is_written_as_what_plugins_add_to_it(name: str) -> None:
    (path,) = RULES.glob(f"*/{name}.yaml")
    read_declared(lists()[name], yaml_document(path.read_text("utf-8"), str(path)))


def test_every_document_number_belongs_to_a_known_regulation() -> None:
    known = load_forms().regulations
    for key, document in data("identity/document_numbers.yaml").items():
        assert {key, *document["also"]} <= set(known)
        number = known[key].number.replace("〔", "[").replace("〕", "]")
        assert re.fullmatch(document["pattern"], number), f"{key}: its own number fits its pattern"


def test_deadlines_are_for_kinds_of_agency_and_in_the_order_of_the_calendar() -> None:
    deadlines = data("identity/deadlines.yaml")
    endings = ("departments", "zones")
    kinds = {kind: limits for kind, limits in deadlines.items() if kind not in endings}
    assert set(kinds) == {*AGENCY_KINDS, "zone"} - {"unknown"}
    for limits in kinds.values():
        days = [(limit["month"], limit["day"]) for limit in limits]
        assert days == sorted(days)
        assert all(limit["severity"] in ("error", "warning", "info") for limit in limits)


def test_a_longer_name_of_a_law_stands_before_one_it_ends_with() -> None:
    names = [law["written"] for law in data("identity/law_names.yaml")]
    for at, name in enumerate(names):
        assert not any(later.endswith(name) for later in names[at + 1 :]), name


def test_a_place_is_exact_where_folding_changes_the_length() -> None:
    text = "松林街道\n２０２３ 年政府信息公开工作年度报告\n一、总体情况\n㈠全年 ３ 件；共５条。\n"
    report = parse(source_of_text(text))
    title = next(passages(of_title(report), "年"))
    at = title.text.index("2023年")
    assert title.place(at, at + 5) == (2, 1, 2, 7)
    assert title.written(at, at + 5) == "２０２３ 年"
    section = report.sections[0]
    (_, second) = sentences([(1, section.paragraphs[0])], "件", "条")
    assert second.text == "共5条。"
    assert second.place(1, 3) == (4, 10, 4, 12)


def test_a_word_in_quotation_marks_is_known_as_quoted() -> None:
    text = "办理“某路停车难”来信，发布信息"
    (passage,) = passages([(1, Paragraph(text, (Piece(0, 1, 1),)))], "停车")
    assert passage.is_quoted(passage.text.index("停车"))
    assert not passage.is_quoted(passage.text.index("来信"))
