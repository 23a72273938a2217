"""What users may set."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from gklint.model.diagnostics import Severity
from gklint.readers.limits import DEFAULT_LIMITS, Limits

if TYPE_CHECKING:
    # A run that finds all in its cache loads no rules.
    from gklint.rule.definition import OptionValue, Rule


class Settings(NamedTuple):
    """What a report is checked by. Hashable, and equal settings have the same repr.

    `select`, `extend_select` and `ignore` hold codes, names or prefixes of codes (GK3). An empty
    `select` stands for all rules that are on by default; `extend_select` adds to either. Where
    several speak of a rule, the longest entry counts, and of equally long ones `ignore`. `year` and
    `agency_kind` replace what the report says.

    `severity` gives rules (entries as above, the longest counts) another severity: "error",
    "warning" or "info". `options` holds what was set of rules' options, by code; each rule's are
    pairs of name and value. `limits` are what one file may ask of its reader, `rules` the files of
    rules without code. Without `apply_suppressions` no suppression in a report's text holds.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    year: int | None = None
    agency_kind: str | None = None
    extend_select: tuple[str, ...] = ()
    severity: tuple[tuple[str, str], ...] = ()
    options: tuple[tuple[str, tuple[tuple[str, OptionValue], ...]], ...] = ()
    limits: Limits = DEFAULT_LIMITS
    rules: tuple[str, ...] = ()
    apply_suppressions: bool = True

    def selects(self, rule: Rule) -> bool:
        """Say whether a rule is asked."""
        return self._selects(rule.code, rule.name, rule.enabled)

    def selects_code(self, code: str, name: str) -> bool:
        """Say whether the rule of this code and name is asked."""
        return self._selects(code, name, True)

    def _selects(self, code: str, name: str, enabled: bool) -> bool:
        ignored = _heaviest(self.ignore, code, name)
        selected = _heaviest((*self.select, *self.extend_select), code, name)
        # A prefix does not switch on what is off by default; the rule's own code or name does.
        if selected and (enabled or selected >= len(code)):
            return selected > ignored
        return enabled and not self.select and not ignored

    def severity_of(self, rule: Rule) -> Severity | None:
        """Return the severity that was set for all findings of a rule, None where none was."""
        if not self.severity:
            return None
        weight, word = max(
            (_weight(entry, rule.code, rule.name), word) for entry, word in self.severity
        )
        return Severity[word.upper()] if weight else None

    def options_of(self, rule: Rule) -> Mapping[str, OptionValue]:
        """Return the value of each option of a rule: what was set, else its default."""
        values = {option.name: option.default for option in rule.options}
        values.update(dict(self.options).get(rule.code, ()))
        return values


def matches(entry: str, rule: Rule) -> bool:
    """Say whether a code, name or prefix of a code speaks of the rule."""
    return _weight(entry, rule.code, rule.name) > 0


def _heaviest(entries: tuple[str, ...], code: str, name: str) -> int:
    return max((_weight(entry, code, name) for entry in entries), default=0)


def _weight(entry: str, code: str, name: str) -> int:
    entry = entry.strip()
    if entry.lower() == name:
        return len(code)
    if entry.upper() == "ALL":
        return 1
    return len(entry) if len(entry) >= 2 and code.startswith(entry.upper()) else 0
