"""Rules without code: a YAML file says what they find, and they are rules like all others.

Each entry has a code, a name and either a `pattern` over the prose or a `formula` over cells. See
docs/rules-without-code.md; the keys are those of `fields.KEYS`.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from gklint.declarative import formula, last_year, pattern
from gklint.declarative.entries import Entry, entries
from gklint.model.report import Report
from gklint.rule.definition import RuleModule
from gklint.rule.documentation import HEADINGS
from gklint.support.bilingual import Text
from gklint.support.problems import ConfigurationError, Problem
from gklint.support.written_files import bytes_of_written, text_of_written

__all__ = ["DeclaredRule", "load_rules", "without_doubles"]


class DeclaredRule:
    """A rule made of an entry: it has what a rule's module has."""

    def __init__(self, entry: Entry, path: str) -> None:
        self.RULE = entry.rule
        self.entry = entry
        self.path = path
        self.__name__ = f"{path}:{entry.rule.name}"
        self.__doc__ = _docstring(entry)

    def check(self, what: Any) -> Iterable[Any]:
        """Yield what is wrong in a report, or in a collection where the formula is over two years.

        It takes and yields what any rule does: see `gklint.rule.definition.Rule.checks`.
        """
        entry = self.entry
        if entry.formula is not None and entry.formula.across:
            return last_year.breaches(what, entry.formula, entry.at)
        report: Report = what
        if entry.formula is not None:
            return formula.breaches(report, entry.formula, entry.at)
        assert entry.pattern is not None, "an entry has a formula or a pattern"
        check = pattern.matches if entry.expect == "absent" else pattern.missing
        return check(report, entry.pattern, entry.sections)


def load_rules(path: str) -> tuple[RuleModule, ...]:
    """Return the rules of a file; raises ConfigurationError with all that is wrong with it."""
    try:
        status = os.stat(path)
    except OSError:
        return _load(path, 0, 0)
    return _load(path, status.st_mtime_ns, status.st_size)


def without_doubles(paths: Iterable[str], others: Sequence[RuleModule]) -> Iterator[RuleModule]:
    """Yield the rules of the files; raises ConfigurationError for a code or name that is taken."""
    taken = {word for module in others for word in (module.RULE.code, module.RULE.name)}
    for path in paths:
        for module in load_rules(path):
            for word in (module.RULE.code, module.RULE.name):
                if word in taken:
                    what = Text(f"已有规则“{word}”", f"there is a rule “{word}” already")
                    raise ConfigurationError([Problem(path, 0, "", what)])
                taken.add(word)
            yield module


@lru_cache(maxsize=32)
def _load(path: str, modified: int, size: int) -> tuple[RuleModule, ...]:
    # Every report of a run asks for the same rules; a file that was changed is read again.
    text = text_of_written(bytes_of_written(path), path)
    return tuple(DeclaredRule(entry, path) for entry in entries(text, path))


def _docstring(entry: Entry) -> str:
    """Return the documentation as a rule's module has it: a sentence and four parts."""
    blocks = [entry.rule.summary.zh]
    for part, heading in HEADINGS.items():
        body = entry.docs.get(part, "")
        if body:
            lines = "\n".join(f"    {line}" if line else "" for line in body.splitlines())
            blocks.append(f"{heading}\n{lines}")
    return "\n\n".join(blocks)
