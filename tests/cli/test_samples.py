"""`gklint samples`: reports to practise with, the same each time, and nothing is overwritten."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.command_line import gklint

from gklint import lint_file


def test_the_first_ones_have_a_mistake_and_the_others_none(tmp_path: Path) -> None:
    folder = tmp_path / "practice"
    done = gklint("samples", str(folder), "--count", "3", "--faulty", "1", "--year", "2023")
    assert (done.status, done.out, done.err) == (0, "", "")
    files = sorted(folder.iterdir())
    assert [file.name for file in files] == ["001.txt", "002.txt", "003.txt"]
    assert [bool(lint_file(str(file)).diagnostics) for file in files] == [True, False, False]


@pytest.mark.parametrize("kind", ["txt", "docx", "html"])
def test_every_kind_is_written_and_read(tmp_path: Path, kind: str) -> None:
    assert gklint("samples", str(tmp_path), "--count", "1", "--kind", kind).status == 0
    result = lint_file(str(tmp_path / f"001.{kind}"))
    assert result.report is not None and result.diagnostics == ()


def test_the_same_reports_come_again_and_another_file_stays(tmp_path: Path) -> None:
    assert gklint("samples", "a", "--count", "2", cwd=tmp_path).status == 0
    first = (tmp_path / "a" / "001.txt").read_bytes()
    assert gklint("samples", "a", "--count", "2", cwd=tmp_path).status == 0
    assert (tmp_path / "a" / "001.txt").read_bytes() == first
    (tmp_path / "a" / "001.txt").write_text("my own", encoding="utf-8")
    done = gklint("samples", "a", "--count", "2", "--lang", "en", cwd=tmp_path)
    assert done.status == 2 and "001.txt: another file is there; not written" in done.err
    assert (tmp_path / "a" / "001.txt").read_text("utf-8") == "my own"


def test_a_layout_that_there_is_not_is_named_with_those_that_there_are(tmp_path: Path) -> None:
    done = gklint("samples", "a", "--layout", "tabs", cwd=tmp_path)
    assert done.status == 2 and "tabs_grid" in done.err
    assert not (tmp_path / "a").exists()
