"""`gklint extract`: the numbers of the tables, for a spreadsheet or a program."""

from __future__ import annotations

import csv
import io
import json
import os
from pathlib import Path
from typing import Any

import pytest
from helpers.command_line import CLEAN, EXAMPLES, ROOT, WRONG, gklint

from gklint.extraction.cells import extract_bytes, write_csv
from gklint.forms.loading import load_forms
from gklint.testing import LAYOUTS, change_draft, render, valid_draft
from gklint.testing.documents import KINDS, document

OLD_FORM = EXAMPLES / "old-form-2022.md"
LOST_PAGE = EXAMPLES / "lost-page-2020.txt"
COLUMNS = [
    "path",
    "agency",
    "year",
    "format",
    "table",
    "row",
    "column",
    "value",
    "text",
    "state",
    "line",
    "agency_kind",
    "section",
    "table_label",
    "row_label",
    "column_label",
    "unit",
    "body",
]


def as_json(*arguments: str | Path, **options: Any) -> list[dict[str, Any]]:
    """Return the reports of an extract."""
    document = json.loads(gklint("extract", *arguments, **options).out)
    assert document["schema_version"] == 1
    reports: list[dict[str, Any]] = document["reports"]
    return reports


def as_rows(text: str) -> list[dict[str, str]]:
    """Return the lines of a CSV by column."""
    return list(csv.DictReader(io.StringIO(text)))


def csv_of(raw: bytes, path: str = "x.txt") -> list[dict[str, str]]:
    """Return the CSV of a report given as bytes."""
    pieces: list[str] = []
    write_csv([extract_bytes(raw, path)], pieces.append)
    return as_rows("".join(pieces))


def test_json_gives_every_cell_with_its_keys_and_its_place() -> None:
    (report,) = as_json(CLEAN)
    assert report["path"] == str(CLEAN)
    assert report["agency"] == "青禾市望溪区松林街道办事处"
    assert (report["year"], report["format"]) == (2023, "2021")
    cells = {(cell["table"], cell["row"], cell["column"]): cell for cell in report["cells"]}
    assert len(cells) == len(report["cells"]) == 10 + 25 * 7 + 15
    new = cells["applications", "new", "total"]
    assert (new["text"], new["value"], new["state"]) == ("8", 8, "number")
    line = CLEAN.read_text(encoding="utf-8").splitlines()[new["line"] - 1]
    assert line.startswith("一、本年新收") and line[new["column_number"] - 1] == "8"


def test_the_cells_are_those_of_the_form() -> None:
    form = load_forms().by_key("2021")
    expected = [
        (table.key, row.key, column.key)
        for table in form.tables
        for row in table.rows
        for column in table.columns
    ]
    (report,) = as_json(CLEAN)
    assert [(c["table"], c["row"], c["column"]) for c in report["cells"]] == expected


def test_a_table_of_the_other_format_keeps_the_keys_of_that_format() -> None:
    (report,) = as_json(OLD_FORM)
    rows = {cell["row"] for cell in report["cells"] if cell["table"] == "applications"}
    assert "other" in rows and "other.fee_unpaid" not in rows


def test_a_blank_is_never_0() -> None:
    (report,) = as_json(WRONG)
    blank = [cell for cell in report["cells"] if cell["row"] == "litigation_direct"]
    assert [(cell["text"], cell["value"], cell["state"]) for cell in blank] == [
        ("", None, "blank")
    ] * 5
    (dash,) = [cell for cell in as_json(OLD_FORM)[0]["cells"] if cell["row"] == "fees"]
    assert (dash["text"], dash["value"], dash["state"]) == ("-", None, "dash")


def test_amounts_keep_their_decimals() -> None:
    text = render(valid_draft()).text
    (report,) = as_json("-", stdin=text.encode())
    (fees,) = [cell for cell in report["cells"] if cell["row"] == "fees"]
    assert fees["text"] == "1.25" and fees["value"] == 1.25
    (row,) = [row for row in csv_of(text.encode()) if row["row"] == "fees"]
    assert row["value"] == "1.25"


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_numbers_are_the_same_in_every_layout(layout: str) -> None:
    rendered = render(valid_draft(), layout)
    expected = {
        (key.table, key.row, key.column): str(cell.value)
        for key, cell in rendered.cells.items()
        if cell is not None
    }
    rows = csv_of(rendered.text.encode())
    assert {(r["table"], r["row"], r["column"]): r["value"] for r in rows} == expected


def test_csv_is_one_table_with_a_line_a_cell_for_a_whole_folder() -> None:
    done = gklint("extract", EXAMPLES, "--format", "csv")
    assert done.status == 0
    rows = as_rows(done.out)
    assert list(rows[0]) == COLUMNS
    reports = as_json(EXAMPLES)
    assert len(rows) == sum(len(report["cells"]) for report in reports)
    assert {row["path"] for row in rows} == {report["path"] for report in reports}
    first = rows[0]
    assert first["agency"] and first["year"] == "2023" and first["format"] == "2021"


def test_csv_in_a_file_begins_with_the_mark_that_excel_needs_and_a_pipe_has_none(
    tmp_path: Path,
) -> None:
    target = tmp_path / "cells.csv"
    piped = gklint("extract", CLEAN, "--format", "csv")
    gklint("extract", CLEAN, "--format", "csv", "--output-file", target)
    assert target.read_bytes() == b"\xef\xbb\xbf" + piped.raw


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
        ("-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0"),
        ("-2", "-2"),
        ("+1036", "+1036"),
        ("-1,036件", "-1,036件"),
        ("-", "-"),
        ("——", "——"),
    ],
)
def test_no_cell_is_a_formula_for_a_spreadsheet(text: str, shown: str) -> None:
    draft = valid_draft()
    table = draft.table("applications").with_text("new", "total", text)
    raw = render(draft.with_table(table)).text.encode()
    texts = [r["text"] for r in csv_of(raw) if (r["row"], r["column"]) == ("new", "total")]
    assert texts == [shown]


def test_a_file_name_is_no_formula_either() -> None:
    assert csv_of(CLEAN.read_bytes(), "=HYPERLINK(1).txt")[0]["path"] == "'=HYPERLINK(1).txt"


def test_text_is_what_the_parser_saw_line_by_line() -> None:
    text = "标题\r\n一、总体情况\r\r二"
    done = gklint("extract", "-", "--format", "text", stdin=text.encode("utf-16"))
    assert done.out == "标题\n一、总体情况\n\n二\n"


def test_the_text_of_several_files_says_which_is_which() -> None:
    done = gklint("extract", CLEAN, WRONG, "--format", "text")
    assert done.out == "".join(
        f"==> {path} <==\n{path.read_text(encoding='utf-8')}" for path in (CLEAN, WRONG)
    )


def test_a_table_that_cannot_be_read_gives_no_numbers_and_a_note() -> None:
    lines = CLEAN.read_text(encoding="utf-8").splitlines()
    start = next(i for i, line in enumerate(lines) if line.startswith("一、本年新收"))
    # A row of numbers too many in each row: nothing says which belong to which column.
    garbled = [line + "\t3\t4" if start <= i < start + 26 else line for i, line in enumerate(lines)]
    done = gklint("extract", "-", stdin="\n".join(garbled).encode())
    (report,) = json.loads(done.out)["reports"]
    tables = {cell["table"] for cell in report["cells"]}
    assert "applications" not in tables and "review" in tables
    assert [entry["table"] for entry in report["not_read"]][:1] == ["applications"]
    assert "applications" in done.err and "无法判定" in done.err


def test_a_text_without_tables_is_noted() -> None:
    done = gklint("extract", "-", "--stdin-filename", "信.txt", stdin="你好。\n".encode())
    assert done.status == 0
    assert "信.txt" in done.err and "没有检出表格" in done.err


def test_a_file_that_cannot_be_read_is_noted_and_the_others_are_given(tmp_path: Path) -> None:
    missing = tmp_path / "none.txt"
    done = gklint("extract", missing, CLEAN)
    assert done.status == 2
    assert str(missing) in done.err and "文件不存在" in done.err
    by_path = {report["path"]: report for report in json.loads(done.out)["reports"]}
    assert by_path[str(missing)]["cells"] == [] and by_path[str(missing)]["error"]
    assert len(by_path[str(CLEAN)]["cells"]) == 200


def test_a_folder_without_reports_is_noted(tmp_path: Path) -> None:
    done = gklint("extract", tmp_path)
    assert done.status == 2
    assert str(tmp_path) in done.err
    assert json.loads(done.out)["reports"] == []


def test_notes_never_mix_with_the_numbers() -> None:
    done = gklint("extract", EXAMPLES, EXAMPLES / "none.txt", "--format", "csv")
    assert done.err
    assert all(len(row) == len(COLUMNS) for row in csv.reader(io.StringIO(done.out)))


def test_the_year_can_be_given() -> None:
    assert as_json(CLEAN, "--year", "2024")[0]["year"] == 2024


# --- documents -----------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_the_lines_of_findings_and_of_cells_are_those_of_the_text(
    tmp_path: Path, kind: str
) -> None:
    draft = change_draft(valid_draft(2023), [{"cell": "applications.new.total", "text": "9797"}])
    path = tmp_path / f"年报.{kind}"
    path.write_bytes(document(draft, kind).raw)
    text = gklint("extract", path, "--format", "text").out.splitlines()
    checked = json.loads(gklint("check", path, "--output-format", "json").out)
    found = checked["reports"][0]["diagnostics"]
    places = [one["location"] for one in found if one["code"] == "GK301"]
    assert places
    for place in places:
        assert text[place["line"] - 1][place["column"] - 1 : place["end_column"] - 1] == "9797"
    (report,) = as_json(path)
    cells = report["cells"]
    assert len(cells) == 200
    for one in cells:
        start = one["column_number"] - 1
        assert text[one["line"] - 1][start : start + len(one["text"])] == one["text"]


# --- configuration and plugins -------------------------------------------------------------------


def test_the_configuration_holds_as_it_does_for_a_check(tmp_path: Path) -> None:
    (tmp_path / "gklint.yaml").write_text(
        "year: 2024\nexclude: [drafts/]\nlimits: {characters: 20000}\n"
    )
    (tmp_path / "drafts").mkdir()
    for name in ("a.txt", "big.txt", "drafts/b.txt"):
        (tmp_path / name).write_bytes(CLEAN.read_bytes() * (20 if name == "big.txt" else 1))
    done = gklint("extract", ".", cwd=tmp_path)
    reports = {report["path"]: report for report in json.loads(done.out)["reports"]}
    assert set(reports) == {"a.txt", "big.txt"}
    assert reports["a.txt"]["year"] == 2024
    assert "limits.characters" in reports["big.txt"]["error"] and done.status == 2
    done = gklint("extract", "a.txt", "--year", "2022", cwd=tmp_path)
    assert json.loads(done.out)["reports"][0]["year"] == 2022
    done = gklint("extract", ".", "--isolated", cwd=tmp_path)
    assert [report["year"] for report in json.loads(done.out)["reports"]] == [2023] * 3


def test_a_wrong_configuration_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    config = tmp_path / "other.yaml"
    config.write_text("yaer: 2024\n")
    done = gklint("extract", CLEAN, "--config", config)
    assert done.status == 2 and done.out == ""
    assert "yaer" in done.err and "year" in done.err


def test_numbers_are_never_written_over_a_report(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(CLEAN.read_bytes())
    done = gklint("extract", tmp_path, "--output-file", path)
    assert done.status == 2 and "a.txt" in done.err
    assert path.read_bytes() == CLEAN.read_bytes()


def test_a_plugin_s_reader_is_asked(tmp_path: Path) -> None:
    info = tmp_path / "site" / "shouting-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "entry_points.txt").write_text("[gklint]\nshouting = shouting\n")
    (tmp_path / "site" / "shouting.py").write_text(SHOUTING, encoding="utf-8")
    (tmp_path / "a.shout").write_bytes(b"SHOUT" + CLEAN.read_bytes())
    site = f"{ROOT}{os.pathsep}{tmp_path / 'site'}"
    (report,) = as_json(tmp_path / "a.shout", PYTHONPATH=site)
    assert report["year"] == 2023 and len(report["cells"]) == 200


SHOUTING = """
import sys
from gklint.support.bilingual import Text
from gklint.plugins.hooks import hookimpl
from gklint.model.source import source_of_text

NAME, SUFFIXES, WHAT = "shouting", (".shout",), Text("喊", "a shout")

def recognises(raw):
    return raw.startswith(b"SHOUT")

def read(raw, path, limits):
    return source_of_text(raw[5:].decode(), path, raw)

@hookimpl
def gklint_readers():
    return [sys.modules[__name__]]
"""
