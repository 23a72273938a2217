"""Nothing that a file or its name says commands the terminal of whoever checks it."""

from __future__ import annotations

import csv
import io
import os
import re
from pathlib import Path

import pytest
from helpers.command_line import EXAMPLES, gklint

#: What no output may have in it: controls other than ends of lines and tabs, and bidi marks.
COMMANDING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]")
HOSTILE = "\x1b]0;title\x07\x1b[31m\x9b2J\u202e政\u2066"


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A report with such text in a heading that can be fixed, in a sentence and in a cell."""
    text = (EXAMPLES / "wrong-totals-2023.txt").read_text(encoding="utf-8")
    path = tmp_path / "report.txt"
    changed = text.replace("一、总体情况", "一，总体情况").replace("。", f"{HOSTILE}。", 3)
    path.write_text(changed.replace("一，", f"{HOSTILE}\n一，"), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "arguments",
    [
        ("fix", "--diff"),
        ("fix", "--diff", "--unsafe"),
        ("extract", "--format", "text"),
        ("extract", "--format", "csv"),
        ("check", "--output-format", "github"),
        ("check", "--output-format", "text"),
        ("check", "--output-format", "concise"),
        ("check", "--output-format", "markdown"),
    ],
    ids=" ".join,
)
def test_no_output_commands_a_terminal(report: Path, arguments: tuple[str, ...]) -> None:
    done = gklint(*arguments, report)
    assert done.out and not COMMANDING.search(done.out)


def test_what_a_file_of_waivers_says_commands_none(tmp_path: Path) -> None:
    waivers = 'waivers:\n- {rule: GK301, file: a.txt, reason: "\\e]0;title\\a\\e[31m"}\n'
    (tmp_path / "gklint.waivers.yaml").write_text(waivers, encoding="utf-8")
    done = gklint("waive", "--list", cwd=tmp_path)
    assert "title" in done.out and not COMMANDING.search(done.out)


@pytest.mark.skipif(os.name == "nt", reason="no such names")
def test_a_file_name_begins_no_row_in_csv(tmp_path: Path) -> None:
    path = tmp_path / "a\r=1+1\nb.txt"
    path.write_bytes((EXAMPLES / "clean-2023.txt").read_bytes())
    raw = gklint("extract", "--format", "csv", path).raw
    assert b"\r" not in raw
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8"))))
    assert {len(row) for row in rows} == {len(rows[0])}
    assert {row[0] for row in rows[1:]} == {str(path).replace("\r", "\\r").replace("\n", "\\n")}
