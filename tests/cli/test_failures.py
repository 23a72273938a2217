"""Where gklint fails on a file it says so of that file, goes on, and shows no traceback."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from helpers.command_line import WRONG

from gklint.cli import run
from gklint.cli.status import FAILED
from gklint.testing import valid_draft
from gklint.testing.documents import document


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two reports, b.txt and c.docx, beside a.txt and a.docx on which gklint fails."""
    for name in ("a.txt", "b.txt"):
        shutil.copy(WRONG, tmp_path / name)
    for name in ("a.docx", "c.docx"):
        (tmp_path / name).write_bytes(document(valid_draft(2023), "docx").raw)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / ".cache"))

    from gklint.parsing import parse

    def failing(source, *rest):
        if Path(source.path).name.startswith("a."):
            raise IndexError("no such thing")
        return parse(source, *rest)

    monkeypatch.setattr("gklint.engine.parse", failing)
    monkeypatch.setattr("gklint.extraction.cells.parse", failing)
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "done"),
    [
        (["check", "a.txt", "b.txt", "--jobs", "1"], "GK3"),
        (["extract", "a.txt", "b.txt"], '"b.txt"'),
        (["extract", "a.txt", "b.txt", "--format", "csv"], "b.txt,"),
        (["extract", "a.txt", "b.txt", "--format", "text"], "==> b.txt <=="),
        (["fix", "--unsafe", "--diff", "a.txt", "b.txt"], "+++ b.txt"),
        (["annotate", "a.docx", "c.docx"], "c.批注.docx"),
        (["waive", "a.txt", "GK301", "--reason", "seen"], ""),
    ],
)
def test_the_other_files_are_done(
    folder: Path, arguments: Sequence[str], done: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == FAILED
    out, err = capsys.readouterr()
    assert done in out
    assert "IndexError: no such thing" in out + err
    assert "Traceback" not in out + err


def test_what_comes_in_on_standard_input_too(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gklint.cli.checking.read_standard_input", lambda _: WRONG.read_bytes())
    assert run(["check", "-", "b.txt", "--stdin-filename", "a.txt"]) == FAILED
    out, _ = capsys.readouterr()
    assert "a.txt" in out and "b.txt" in out


@pytest.mark.parametrize("error", [IndexError("x"), RecursionError(), MemoryError()])
def test_a_failure_that_no_file_is_to_blame_for_is_one_line(
    error: Exception, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object):
        raise error

    monkeypatch.setattr("gklint.cli.configured.files_of", failing)
    monkeypatch.setattr("gklint.cli.checking.files_of", failing)
    assert run([str(WRONG)]) == FAILED
    assert run(["extract", str(WRONG)]) == FAILED
    out, err = capsys.readouterr()
    assert not out and len(err.splitlines()) == 2
    assert type(error).__name__ in err and "Traceback" not in err
