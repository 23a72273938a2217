"""What users may set."""

from __future__ import annotations

from typing import NamedTuple

from gklint.rule import Rule


class Settings(NamedTuple):
    """What a run judges by.

    `select` and `ignore` hold codes, names or prefixes of codes (GK3); an empty `select` stands for
    all rules that are on by default. Where both speak of a rule, the longer entry counts, and of
    two of equal length `ignore`. `year` and `agency_kind` replace what the report says.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    year: int | None = None
    agency_kind: str | None = None

    def selects(self, rule: Rule) -> bool:
        """Say whether a rule is asked."""
        return self._selects(rule.code, rule.name, rule.enabled)

    def selects_code(self, code: str, name: str) -> bool:
        """Say whether the rule of this code and name is asked."""
        return self._selects(code, name, True)

    def _selects(self, code: str, name: str, enabled: bool) -> bool:
        ignored = max((_weight(entry, code, name) for entry in self.ignore), default=0)
        if not self.select:
            return enabled and not ignored
        selected = max((_weight(entry, code, name) for entry in self.select), default=0)
        # A prefix does not switch on what is off by default; the rule's own code or name does.
        if not enabled and selected < len(code):
            return False
        return selected > ignored


def matches(entry: str, rule: Rule) -> bool:
    """Say whether a code, name or prefix of a code speaks of the rule."""
    return _weight(entry, rule.code, rule.name) > 0


def _weight(entry: str, code: str, name: str) -> int:
    entry = entry.strip()
    if entry.lower() == name:
        return len(code)
    if entry.upper() == "ALL":
        return 1
    return len(entry) if len(entry) >= 2 and code.startswith(entry.upper()) else 0
