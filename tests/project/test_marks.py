"""What silences a tool, and what catches any error, says why beside it."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FILES = [
    path
    for folder in ("gklint", "rules", "tests/helpers")
    for path in (ROOT / folder).rglob("*.py")
]


def lines_with(pattern: str) -> list[tuple[str, list[str]]]:
    """Return each line of the code with the pattern, as file and line, and the one after it."""
    return [
        (f"{path.relative_to(ROOT)}:{number}", lines[number - 1 : number + 1])
        for path in FILES
        for lines in [path.read_text(encoding="utf-8").splitlines()]
        for number, line in enumerate(lines, 1)
        if re.search(pattern, line)
    ]


def test_a_mark_for_ruff_or_mypy_says_why() -> None:
    reasoned = re.compile(r"# noqa: [A-Z0-9]+ - \w|# type: ignore\[[\w,-]+\]  # \w")
    marks = lines_with("# noqa|type: ignore")
    assert len(marks) > 5
    assert [where for where, lines in marks if not reasoned.search(lines[0])] == []


def test_what_catches_any_error_says_why() -> None:
    broad = lines_with(r"^ *except( \(?(Base)?Exception|:)")
    assert len(broad) > 10
    assert [where for where, lines in broad if not lines[1].strip().startswith("#")] == []
