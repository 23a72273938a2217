"""The workbook: it says what the JSON says, and runs nothing of what a report says."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import click
import pytest
from helpers.command_line import gklint
from helpers.reporter_values import Given, finding, result, rule, run, shown

from gklint.checking.results import Outcome
from gklint.checking.runs import Run, Skipped, Totals
from gklint.cli.formats import targets
from gklint.cli.output import Target
from gklint.reporters import REPORTERS, Options, reporter
from gklint.reporters.xlsx import book
from gklint.support.bilingual import Text

openpyxl = pytest.importorskip("openpyxl")

ROW = "一、本年新收\t5\t3\t9"
SHEETS = ["概览", "问题清单", "未评定", "数据"]


def raw(given: Given, totals: Totals | None = None, **options: Any) -> bytes:
    pieces: list[Any] = []
    of = reporter("xlsx", Run(lambda: given.loaded), pieces.append, Options(**options))
    of.begin()
    for record in given.records():
        of.add(record)
    of.end(totals or given.totals())
    return b"".join(pieces)


def opened(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


def rows(sheet: Any) -> list[dict[str, Any]]:
    """Return the rows below the head, by what stands above each value."""
    found = [list(row) for row in sheet.iter_rows(values_only=True)]
    head = next(number for number, row in enumerate(found) if all(row))
    return [dict(zip(found[head], row, strict=True)) for row in found[head + 1 :]]


def saying(words: str) -> Given:
    """Return a run with one finding whose words, place and advice are these."""
    of = rule()._replace(
        messages={"default": Text("{row}", "{row}")}, advice=Text("{row}", "{row}")
    )
    found = finding((1, 1, 1, 2), of, facts={"row": words}, actual=words)
    return run(result(words + "\t9", found, path=words + ".txt"))


@pytest.mark.parametrize(
    "words",
    ["=1+1", "@SUM(A1)", "+1", "-1+1", "\t=1+1", "＝1+1", "https://example.cn/", "12", "{=A1}"],
)
def test_what_a_report_says_is_text_and_never_a_formula_or_a_link(words: str) -> None:
    data = raw(saying(words))
    listed = rows(opened(data)["问题清单"])
    assert [(one["问题"], one["现为"]) for one in listed] == [(words, words)]
    for sheet in opened(data).worksheets:
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            assert cell.data_type != "f" and cell.hyperlink is None
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        for name in parts.namelist():
            assert b"<f>" not in parts.read(name) and b"hyperlink" not in parts.read(name)


def test_text_that_would_be_a_formula_when_edited_is_marked_as_text() -> None:
    sheet = opened(raw(saying("=1+1")))["问题清单"]
    (cell,) = [cell for cell in sheet[2] if sheet.cell(1, cell.column).value == "问题"]
    assert cell.quotePrefix


def test_control_characters_stand_as_escapes() -> None:
    (found,) = rows(opened(raw(saying("甲\x01\x1b乙\u202e丙")))["问题清单"])
    assert found["问题"] == "甲\\x01\\x1b乙\\u202e丙"


def test_an_escape_of_excel_in_a_report_is_not_decoded() -> None:
    (found,) = rows(opened(raw(saying("_x0041_")))["问题清单"])
    assert found["问题"] in ("_x0041_", "_x005F_x0041_")


@pytest.mark.processes
def test_the_findings_are_those_of_the_json(tmp_path: Path) -> None:
    file = tmp_path / "结果.xlsx"
    ran = gklint("check", "examples", "--output-format", "json", "--output-format", f"xlsx:{file}")
    reports = json.loads(ran.out)["reports"]
    of_book = openpyxl.load_workbook(file)
    assert of_book.sheetnames == SHEETS
    wanted = sorted(
        (report["path"], found["code"], found["message"], found.get("actual"))
        for report in reports
        for found in report["diagnostics"]
    )
    listed = rows(of_book["问题清单"])
    assert wanted and wanted == sorted(
        (row["文件"], row["规则"], row["问题"], row["现为"]) for row in listed
    )
    assert all(row["整改情况"] is None and row["依据"] and row["改法"] for row in listed)
    assert [row["文件"] for row in rows(of_book["概览"])] == [one["path"] for one in reports]
    assert len(rows(of_book["未评定"])) == sum(len(one["not_evaluated"]) for one in reports)
    (new,) = [
        row
        for row in rows(of_book["数据"])
        if row["文件"] == reports[0]["path"]
        and (row["行（代号）"], row["列（代号）"]) == ("new", "total")
    ]
    assert new["表"].startswith("表三") and new["计量单位"] == "件"
    assert new["行"] == "一、本年新收政府信息公开申请数量" and isinstance(new["数值"], int)


def test_sheets_are_tables_under_a_head_that_stays_in_view() -> None:
    sheets = opened(raw(run(result(ROW, finding((1, 8, 1, 9))))))
    assert sheets["问题清单"].tables["findings"].autoFilter is not None
    assert sheets["问题清单"].freeze_panes == "A2"
    assert sheets["概览"].freeze_panes == "A4"


def test_a_large_workbook_is_written_row_by_row_and_says_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    given = run(result(ROW, finding((1, 8, 1, 9))))
    small = shown(given, "xlsx")
    monkeypatch.setattr(book, "_MOST_IN_TABLES", 0)
    assert shown(given, "xlsx") == small
    sheet = opened(raw(given))["问题清单"]
    assert not sheet.tables and sheet.auto_filter.ref.startswith("A1:")


def test_what_is_beyond_the_rows_of_a_sheet_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(book, "MOST_ROWS", 10)
    given = run(result(ROW, *[finding((1, 8, 1, 9)) for _ in range(20)]))
    sheets = opened(raw(given))
    assert len(rows(sheets["问题清单"])) == 9
    said = str(sheets["概览"]["A2"].value)
    assert "问题清单" in said and "9" in said and "20" in said


def test_a_text_longer_than_a_cell_is_cut_and_says_so() -> None:
    (found,) = rows(opened(raw(saying("长𠀀" * 20_000)))["问题清单"])
    assert len(found["问题"].encode("utf-16-le")) // 2 <= 32_767
    assert found["问题"].endswith("已截断）")


def test_files_that_were_not_read_and_those_that_could_not_be_stand_on_the_overview() -> None:
    unreadable = rule("GK901", "unreadable-file")._replace(
        messages={"default": Text("文件是扫描件", "the file is a scan")}
    )
    given = run(
        result(
            None,
            finding((1, 1, 1, 1), unreadable),
            path="scan.pdf",
            outcomes=(Outcome(unreadable, "violated"),),
        )
    )
    totals = given.totals()
    totals.skipped = (Skipped("a.zip", "archive", Text("压缩包", "an archive")),)
    listed = [
        (row["文件"], row["结论"], row["说明"]) for row in rows(opened(raw(given, totals))["概览"])
    ]
    assert listed == [("scan.pdf", "无法读取", "文件是扫描件"), ("a.zip", "没有读", "压缩包")]


def test_in_english_sheets_and_heads_are_english() -> None:
    sheets = opened(raw(run(result(ROW, finding((1, 8, 1, 9)))), language="en"))
    assert sheets.sheetnames == ["Overview", "Findings", "Not evaluated", "Data"]
    assert rows(sheets["Findings"])[0]["Severity"] == "error"


def test_without_a_file_or_without_the_library_the_command_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with click.Context(click.Command("check")):
        with pytest.raises(click.UsageError, match="xlsx:"):
            targets([Target("xlsx")], None, [])
        assert targets([Target("xlsx")], "a.xlsx", []) == (Target("xlsx", "a.xlsx"),)
        monkeypatch.setitem(REPORTERS, "xlsx", REPORTERS["xlsx"]._replace(needs="no_such_library"))
        with pytest.raises(click.UsageError, match=r"pip install 'gklint\[xlsx\]'"):
            targets([Target("xlsx", "a.xlsx")], None, [])


def test_the_overview_has_the_score_where_there_is_a_card(tmp_path: Path) -> None:
    (tmp_path / "card.yaml").write_text("title: {zh: 得分, en: score}\n", encoding="utf-8")
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    example = Path(__file__).parents[2] / "examples" / "clean-2023.txt"
    (tmp_path / "年报.txt").write_bytes(example.read_bytes())
    out = tmp_path.parent / f"{tmp_path.name}.xlsx"
    gklint("check", str(tmp_path), "--exit-zero", "--output-format", f"xlsx:{out}",
           "--score", str(tmp_path / "card.yaml"))  # fmt: skip
    sheet = openpyxl.load_workbook(out)["概览"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    head = next(row for row in rows if "结论" in row)
    at = head.index("得分")
    of_report = next(row for row in rows if str(row[0]).endswith("年报.txt"))
    assert "/" in of_report[at]
    picture = next(row for row in rows if str(row[0]).endswith("a.png"))
    assert picture[at] is None and picture[head.index("说明")]


def test_of_a_file_that_cannot_be_read_the_overview_says_why_and_no_rule_is_listed(
    tmp_path: Path,
) -> None:
    (tmp_path / "甲.docx").write_bytes(b"")
    assert gklint("甲.docx", "--output-format", "xlsx:a.xlsx", cwd=tmp_path).status == 2
    book = opened((tmp_path / "a.xlsx").read_bytes())
    assert rows(book["未评定"]) == []
    (one,) = rows(book["概览"])
    assert one["结论"] == "无法读取" and "文件为空" in one["说明"] and one["未评定"] is None
