"""What is shown of a cell: a masked number is no number any more, and no text is a formula."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from helpers.command_line import CLEAN

from gklint.checking.settings import Settings
from gklint.extraction.cells import Extract, extract_bytes, write_csv, write_json

NEW = "一、本年新收政府信息公开申请数量"


def extracted(written: str) -> list[dict[str, str]]:
    """Return the cells of the CSV of a report in which `written` stands in a cell."""
    lines = Path(CLEAN).read_text(encoding="utf-8").split("\n")
    at = next(number for number, line in enumerate(lines) if "本年新收" in line and "\t" in line)
    cells = lines[at].split("\t")
    lines[at] = "\t".join([*cells[:-1], written])
    extract = extract_bytes("\n".join(lines).encode(), "a.txt", Settings())
    pieces: list[str] = []
    write_csv([extract], pieces.append)
    found = list(csv.DictReader(io.StringIO("".join(pieces))))
    pieces.clear()
    write_json([extract], pieces.append)
    (report,) = json.loads("".join(pieces))["reports"]
    assert [cell["state"] for cell in report["cells"]] == [cell["state"] for cell in found]
    return [cell for cell in found if (cell["row"], cell["column"]) == ("new", "total")]


def test_a_masked_number_is_not_said_to_be_a_number() -> None:
    (cell,) = extracted("13812345678")
    assert (cell["value"], cell["state"]) == ("", "unreadable")


@pytest.mark.parametrize("written", ["＝1+1", "＠SUM", "=1+1", "@SUM"])
def test_what_a_spreadsheet_would_run_has_an_apostrophe(written: str) -> None:
    (cell,) = extracted(written)
    assert cell["text"] == f"'{written}"


def test_labels_stand_beside_the_keys() -> None:
    (cell,) = extracted("8")
    assert (cell["row_label"], cell["column_label"]) == (NEW, "总计")
    assert (cell["agency_kind"], cell["section"], cell["unit"]) == ("street", "3", "件")


def test_the_body_has_one_name_however_it_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    names = {}
    for written in ("松林街道办事处(东区)", "松林 街道办事处（东区）"):
        monkeypatch.setattr(Extract, "agency", written)
        pieces: list[str] = []
        write_csv([extract_bytes(Path(CLEAN).read_bytes(), "a.txt", Settings())], pieces.append)
        row = next(csv.DictReader(io.StringIO("".join(pieces))))
        names[row["agency"]] = row["body"]
    assert len(names) == 2 and len({*names.values()}) == 1
