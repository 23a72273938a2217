"""What is wrong with a file that users write (configuration, waivers): where, and what to do."""

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from gklint.support.bilingual import Text

#: Where a value stands in its file: keys and indices from the top.
Path = tuple[str | int, ...]


class Problem(NamedTuple):
    """One thing that is wrong: file, line (0: the file as a whole), key, and what to do."""

    path: str
    line: int
    key: str
    what: Text

    def say(self, language: str) -> str:
        """Return it as one line: file, line, key, what is wrong."""
        where = f"{self.path}:{self.line}" if self.line else self.path
        return ": ".join(part for part in (where, self.key, self.what.say(language)) if part)


class ConfigurationError(ValueError):
    """Configuration that cannot be used; `problems` are all that is wrong, by file and line."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(problem.say("en") for problem in self.problems))

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle it by its problems."""
        return type(self), (self.problems,)


def key_of(path: Path) -> str:
    """Return how people write the way to a value: `options.GK111.characters`, `select[0]`."""
    written = ""
    for step in path:
        if isinstance(step, int):
            written += f"[{step}]"
        else:
            plain = re.fullmatch(r"[\w-]+", step)
            written += ("." if written else "") + (step if plain else f'"{step}"')
    return written


def described(value: object) -> Text:
    """Return how a message names a value that is not what it should be."""
    if value is None:
        return Text("空值", "nothing")
    if isinstance(value, bool):
        return Text(f" {value}".lower(), str(value).lower())
    if isinstance(value, str):
        shown = value if len(value) <= 40 else f"{value[:40]}…"
        return Text(f"文字“{shown}”", f"the text “{shown}”")
    if isinstance(value, list | tuple):
        return Text("列表", "a list")
    if isinstance(value, dict):
        return Text("键值对", "a mapping")
    try:
        return Text(f" {value}", str(value))
    except ValueError:
        # Python writes out no number of more than 4,300 digits.
        return Text("很长的数", "a very long number")
