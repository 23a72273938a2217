"""The kinds of values that a configuration holds: each reads one, and says it as JSON Schema."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from typing import Any, Protocol

from gklint.configuration.locations import Location, Value
from gklint.rule.definition import Rule
from gklint.support.bilingual import Text
from gklint.support.did_you_mean import did_you_mean, nearest, rule_words
from gklint.support.globs import GlobError, compiled_glob
from gklint.support.problems import described

Schema = dict[str, Any]

_NO_HINT = Text("", "")


class Kind(Protocol):
    """The shape of a kind. Read values are `Value`s, mappings of them, or None where wrong."""

    def read(self, value: Any, location: Location) -> Any:
        """Return the value, or None having said what is wrong with it."""

    def schema(self) -> Schema:
        """Return the kind as JSON Schema."""


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
            said = described(value)
            hint = did_you_mean(str(value), self.choices)
            more = self.hint if self.hint and not nearest(str(value), self.choices) else _NO_HINT
            location.wrong(
                f"没有这个值：{said.zh.strip()}{hint.zh}{more.zh}",
                f"no such value: {said.en}{hint.en}{more.en}",
            )
            return None
        if not isinstance(value, str) and self.pattern:
            self._not_like(value, location)
            return None
        if not isinstance(value, str):
            location.expected(
                "文字（加上引号）" if isinstance(value, int | float) else "文字", "text", value
            )
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
        except GlobError:
            location.wrong(f"模式“{value}”的方括号有误", f"the brackets of “{value}” are wrong")
            return None
        return location.value(value)

    def schema(self) -> Schema:
        """Return the kind as JSON Schema."""
        return {"type": "string", "minLength": 1}


class RuleWord:
    """A code, a name or a prefix of codes; read as code or prefix. With `single` one rule only."""

    def __init__(self, rules: Sequence[Rule], single: bool = False) -> None:
        self.rules = rules
        self.single = single

    def read(self, value: Any, location: Location) -> Value | None:
        """Return the value."""
        if not isinstance(value, str) or not value:
            location.expected(
                "规则的代码或名称，如 GK301 或 row-total",
                "the code or name of a rule, such as GK301 or row-total",
                value,
            )
            return None
        found = self.find(value)
        if found is None:
            hint = did_you_mean(value, rule_words(self.rules), listed=False)
            location.wrong(
                f"没有规则“{value}”{hint.zh}（全部规则见 gklint rules）",
                f"no rule “{value}”{hint.en} (`gklint rules` lists them)",
            )
            return None
        return location.value(found)

    def find(self, word: str) -> str | None:
        """Return the code of the rule with this code or name, the prefix as it is, else None."""
        for rule in self.rules:
            if word.upper() == rule.code or word.lower() == rule.name:
                return rule.code
        prefix = word.upper()
        known = prefix == "ALL" or any(rule.code.startswith(prefix) for rule in self.rules)
        return prefix if known and len(prefix) >= 2 and not self.single else None

    def schema(self) -> Schema:
        """Return the kind as JSON Schema: rules that it does not know have codes of their own."""
        codes = [rule.code for rule in self.rules]
        if self.single:
            return {"anyOf": [{"enum": sorted(rule_words(self.rules))}, {"pattern": OTHER_CODE}]}
        prefixes = {code[:length] for code in codes for length in range(2, len(code))}
        words = [*sorted(prefixes), "ALL", *sorted(rule_words(self.rules))]
        return {"type": "string", "anyOf": [{"enum": words}, {"pattern": OTHER_PREFIX}]}


#: Codes of plugins and of rules without code: GK is gklint's own.
OTHER_CODE = "^(?!GK)[A-Z]{2,4}[0-9]{3,4}$"
OTHER_PREFIX = "^(?!GK)[A-Z]{2,4}[0-9]{0,4}$"


class Several:
    """A list."""

    def __init__(self, kind: Kind, example: str) -> None:
        self.kind = kind
        self.example = example

    def read(self, value: Any, location: Location) -> Value | None:
        """Return the value, a tuple."""
        if not isinstance(value, list):
            location.expected(
                f"列表，如 [{self.example}]", f"a list, such as [{self.example}]", value
            )
            return None
        read = [self.kind.read(item, location.inside(index)) for index, item in enumerate(value)]
        return location.value(tuple(item.value for item in read if item is not None))

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
