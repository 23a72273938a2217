"""Reports with known faults, for tests of what is accepted."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from gklint.cli import run
from gklint.testing import change_draft, render, valid_draft

#: A total that is one too many, and one that is too few for the cases of its group (its row).
TOTAL = "applications.new.total"
CASES = "review.litigation_direct.total"
CASES_ROW = "1\t0\t0\t1\t2\t"


def faulty(total: str = "9", layout: str = "tabs_grid", **changes: str) -> str:
    """Return a report whose total of new applications is `total`, and a total of table four lacks
    a case (8: neither).

    `changes` are other cells, their keys with __ for dots.
    """
    cases = {"review.litigation_direct.other": "1"} if total != "8" else {}
    cells = {TOTAL: total} | cases | {key.replace("__", "."): text for key, text in changes.items()}
    draft = change_draft(
        valid_draft(2023), [{"cell": key, "text": text} for key, text in cells.items()]
    )
    return render(draft, layout).text


def before(line: str, text: str, *inserted: str) -> str:
    """Return the text with lines put in before the first one that holds `line`."""
    lines = text.split("\n")
    at = next(number for number, each in enumerate(lines) if line in each)
    return "\n".join([*lines[:at], *inserted, *lines[at:]])


class Folder:
    """A folder of reports that gklint is run in."""

    def __init__(self, path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.path = path
        self.capsys = capsys

    def write(self, name: str, text: str) -> Path:
        """Put a file into the folder."""
        file = self.path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8", newline="")
        return file

    def read(self, name: str) -> str:
        """Return the text of a file in the folder."""
        return (self.path / name).read_bytes().decode("utf-8")

    def gklint(self, *arguments: str) -> Outcome:
        """Run gklint in the folder."""
        self.capsys.readouterr()
        status = run(arguments)
        out, err = self.capsys.readouterr()
        return Outcome(status, out, err)


class Outcome:
    """What a run came to."""

    def __init__(self, status: int, out: str, err: str) -> None:
        self.status, self.out, self.err = status, out, err

    def lines(self, *words: str) -> Sequence[str]:
        """Return the lines of the output that hold all of these words."""
        return [line for line in self.out.splitlines() if all(word in line for word in words)]
