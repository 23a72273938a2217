"""What a file of declared data says, values that were read from it, and places in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from gklint.support.bilingual import Text
from gklint.support.problems import Path, Problem, described, key_of


class Document(NamedTuple):
    """What a file says: its path, the data, the line of each value by its path.

    `prefix` are the keys that lead to the data within the file (pyproject.toml: tool.gklint).
    """

    path: str
    data: Any
    lines: Mapping[Path, int]
    prefix: Path = ()

    def line(self, path: Path) -> int:
        """Return the line of a value, that of the nearest one around it, 0 where none is known."""
        path = self.prefix + path
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 0)


class Origin(NamedTuple):
    """Where a value comes from: "default", "file" (path and line) or "command line"."""

    kind: str
    path: str = ""
    line: int = 0


class Value(NamedTuple):
    """A value that was read, and where it comes from; one that was put together has several."""

    value: Any
    origins: tuple[Origin, ...]


class Location:
    """A place in a document that is being read; what is wrong there goes to `problems`."""

    def __init__(self, document: Document, problems: list[Problem], path: Path = ()) -> None:
        self.document = document
        self.problems = problems
        self.path = path

    def inside(self, step: str | int) -> Location:
        """Return the place of a part."""
        return Location(self.document, self.problems, (*self.path, step))

    def wrong(self, zh: str, en: str) -> None:
        """Remember that something is wrong here."""
        line = self.document.line(self.path)
        self.problems.append(Problem(self.document.path, line, key_of(self.path), Text(zh, en)))

    def expected(self, zh: str, en: str, value: object) -> None:
        """Remember that something else stands here than should."""
        what = described(value)
        self.wrong(f"应为{zh}，写的是{what.zh}", f"{en} is expected, not {what.en}")

    def value(self, value: object) -> Value:
        """Return a value that stands here."""
        origin = Origin("file", self.document.path, self.document.line(self.path))
        return Value(value, (origin,))
