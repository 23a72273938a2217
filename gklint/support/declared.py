"""The kinds of values in files that people write (configuration, rules, waivers, forms, cases).

A file is described as a table of kinds. Each reads a value, says what is wrong with it by file,
line and key, and says itself as JSON Schema. Mappings are in `declared_mappings`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from typing import Any, Protocol

from gklint.support.bilingual import Text
from gklint.support.did_you_mean import did_you_mean, nearest
from gklint.support.globs import GlobError, compiled_glob
from gklint.support.locations import Document, Location, Value
from gklint.support.problems import ConfigurationError, Problem, described

Schema = dict[str, Any]

_NO_HINT = Text("", "")


class Kind(Protocol):
    """The shape of a kind. Read values are `Value`s, mappings of them, or None where wrong."""

    def read(self, value: Any, location: Location) -> Any:
        """Return the value, or None having said what is wrong with it."""

    def schema(self) -> Schema:
        """Return the kind as JSON Schema."""


def read_declared(kind: Kind, document: Document) -> Any:
    """Return what a document says, as plain data; raises ConfigurationError with all problems."""
    problems: list[Problem] = []
    read = kind.read(document.data, Location(document, problems))
    if problems:
        raise ConfigurationError(problems)
    return plain(read)


def plain(read: Any) -> Any:
    """Return what a kind has read, without where it comes from."""
    if isinstance(read, Value):
        return read.value
    if isinstance(read, dict):
        return {key: plain(value) for key, value in read.items()}
    return read


class Anything:
    """A value that is checked elsewhere."""

    def read(self, value: Any, location: Location) -> Value | None:
        """Return the value."""
        return location.value(value)

    def schema(self) -> Schema:
        """Return the kind as JSON Schema."""
        return {}


class Checked:
    """A value of a kind that must be right in more than that.

    `check` gets what was read, as plain data, where nothing is wrong with it so far, and its
    location, to say there what is.
    """

    def __init__(self, kind: Kind, check: Callable[[Any, Location], None]) -> None:
        self.kind = kind
        self.check = check

    def read(self, value: Any, location: Location) -> Any:
        """Return the value."""
        before = len(location.problems)
        read = self.kind.read(value, location)
        if read is None or len(location.problems) > before:
            return read
        self.check(plain(read), location)
        return read if len(location.problems) == before else None

    def schema(self) -> Schema:
        """Return the kind as JSON Schema."""
        return self.kind.schema()


class Flag:
    """true or false."""

    def read(self, value: Any, location: Location) -> Value | None:
        """Return the value."""
        if isinstance(value, bool):
            return location.value(value)
        location.expected("true 或 false", "true or false", value)
        return None

    def schema(self) -> Schema:
        """Return the kind as JSON Schema."""
        return {"type": "boolean"}


class Whole:
    """A whole number within limits."""

    def __init__(self, least: int, most: int | None = None) -> None:
        self.least = least
        self.most = most

    def read(self, value: Any, location: Location) -> Value | None:
        """Return the value."""
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        most = value if self.most is None or isinstance(value, str) else self.most
        if isinstance(value, int) and not isinstance(value, bool) and self.least <= value <= most:
            return location.value(value)
        to = f"至 {self.most} " if self.most is not None else "以上"
        location.expected(f" {self.least} {to}的整数", self._english(), value)
        return None

    def _english(self) -> str:
        if self.most is None:
            return f"a whole number from {self.least}"
        return f"a whole number from {self.least} to {self.most}"

    def schema(self) -> Schema:
        """Return the kind as JSON Schema."""
        most = {} if self.most is None else {"maximum": self.most}
        return {"type": "integer", "minimum": self.least, **most}


class Words:
    """A text: any, one of several, or one that matches a pattern; with `empty` also none.

    `hint` ends the message on a value that is like none of several.
    """

    def __init__(
        self,
        choices: Sequence[str] = (),
        pattern: str = "",
        example: str = "",
        empty: bool = False,
        hint: Text | None = None,
    ) -> None:
        self.choices = tuple(choices)
        self.pattern = pattern
        self.example = example
        self.empty = empty
        self.hint = hint

    def read(self, value: Any, location: Location) -> Value | None:
        """Return the value."""
        if self.choices and not (isinstance(value, str) and value in self.choices):
            what = described(value)
            hint = did_you_mean(str(value), self.choices)
            more = self.hint if self.hint and not nearest(str(value), self.choices) else _NO_HINT
            location.wrong(
                f"没有这个值：{what.zh.strip()}{hint.zh}{more.zh}",
                f"no such value: {what.en}{hint.en}{more.en}",
            )
            return None
        if not isinstance(value, str) and self.pattern:
            self._not_like(value, location)
            return None
        if not isinstance(value, str):
            number = isinstance(value, int | float)
            zh, en = ("（加上引号）", " in quotes") if number else ("", "")
            location.expected(f"文字{zh}", f"text{en}", value)
            return None
        if not value and not self.empty:
            location.wrong("不能是空的", "must not be empty")
            return None
        if value and self.pattern and not re.fullmatch(self.pattern, value):
            self._not_like(value, location)
            return None
        return location.value(value)

    def _not_like(self, value: object, location: Location) -> None:
        location.expected(f" {self.example} 这样的写法", f"something like {self.example}", value)

    def schema(self) -> Schema:
        """Return the kind as JSON Schema."""
        if self.choices:
            return {"enum": list(self.choices)}
        if self.pattern:
            empty = "|" if self.empty else ""
            return {"type": "string", "pattern": f"^({empty}{self.pattern})$"}
        return {"type": "string"} if self.empty else {"type": "string", "minLength": 1}


class Scalar:
    """A text or a number, read as text without blanks around it; with `empty` also none."""

    def __init__(self, empty: bool = False) -> None:
        self.empty = empty

    def read(self, value: Any, location: Location) -> Value | None:
        """Return the text."""
        if isinstance(value, bool | list | dict):
            location.expected("文字或数字", "text or a number", value)
            return None
        text = "" if value is None else str(value).strip()
        if not text and not self.empty:
            location.wrong("不能是空的", "must not be empty")
            return None
        return location.value(text)

    def schema(self) -> Schema:
        """Return the kind as JSON Schema."""
        return {"type": ["string", "number", *(["null"] if self.empty else [])]}


class Glob:
    """A pattern for files: see `globs`."""

    def read(self, value: Any, location: Location) -> Value | None:
        """Return the value."""
        if not isinstance(value, str) or not value:
            location.expected(
                "文件的模式，如 2024/*.txt", "a pattern for files, such as 2024/*.txt", value
            )
            return None
        try:
            compiled_glob(value)
        except GlobError as error:
            why = error.reason
            location.wrong(f"模式“{value}”：{why.zh}", f"the pattern “{value}”: {why.en}")
            return None
        return location.value(value)

    def schema(self) -> Schema:
        """Return the kind as JSON Schema."""
        return {"type": "string", "minLength": 1}


class Several:
    """A list; `expected` says what of, or an `example` does."""

    def __init__(self, kind: Kind, example: str = "…", expected: Text | None = None) -> None:
        self.kind = kind
        self.expected = expected or Text(f"列表，如 [{example}]", f"a list, such as [{example}]")

    def read(self, value: Any, location: Location) -> Value | None:
        """Return the value, a tuple."""
        if not isinstance(value, list):
            location.expected(*self.expected, value)
            return None
        read = [self.kind.read(item, location.inside(index)) for index, item in enumerate(value)]
        return location.value(tuple(plain(item) for item in read if item is not None))

    def schema(self) -> Schema:
        """Return the kind as JSON Schema."""
        return {"type": "array", "items": self.kind.schema()}


class FilePath:
    """The path of a file or folder, relative to the folder of the configuration."""

    def read(self, value: Any, location: Location) -> Value | None:
        """Return the path as the process finds it."""
        read = Words().read(value, location)
        folder = os.path.dirname(location.document.path)
        return read and read._replace(value=os.path.join(folder, os.path.expanduser(read.value)))

    def schema(self) -> Schema:
        """Return the kind as JSON Schema."""
        return Words().schema()
