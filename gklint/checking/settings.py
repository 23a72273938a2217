"""What users may set."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from gklint.model.diagnostics import Severity
from gklint.readers.limits import DEFAULT_LIMITS, Limits

if TYPE_CHECKING:
    # A run that finds all in its cache loads no rules.
    from gklint.rule.definition import OptionValue, Rule

#: The report years that may be given.
FIRST_YEAR, LAST_YEAR = 2008, 2099


class _Given(NamedTuple):
    """What the settings are; see there."""

    select: tuple[str, ...]
    ignore: tuple[str, ...]
    year: int | None
    agency_kind: str | None
    extend_select: tuple[str, ...]
    severity: tuple[tuple[str, str], ...]
    options: "tuple[tuple[str, tuple[tuple[str, OptionValue], ...]], ...]"
    limits: Limits
    rules: tuple[str, ...]
    apply_suppressions: bool


class Settings(_Given):
    """What a report is checked by. Hashable, and equal settings have the same repr.

    `select`, `extend_select` and `ignore` hold codes, names or prefixes of codes (GK3). An empty
    `select` stands for all rules that are on by default; `extend_select` adds to either. Where
    several speak of a rule, the longest entry counts, and of equally long ones `ignore`. `year` and
    `agency_kind` replace what the report says.

    `severity` gives rules (entries as above, the longest counts) another severity: "error",
    "warning" or "info". `options` holds what was set of rules' options, by code; each rule's are
    pairs of name and value. `limits` are what one file may ask of its reader, `rules` the files of
    rules without code. Without `apply_suppressions` no suppression in a report's text holds.

    Raises ValueError where a value is not as described: `Settings(select="GK3")`, a year before the
    Regulations, a severity that there is not.
    """

    def __new__(
        cls,
        select: tuple[str, ...] = (),
        ignore: tuple[str, ...] = (),
        year: int | None = None,
        agency_kind: str | None = None,
        extend_select: tuple[str, ...] = (),
        severity: tuple[tuple[str, str], ...] = (),
        options: "tuple[tuple[str, tuple[tuple[str, OptionValue], ...]], ...]" = (),
        limits: Limits = DEFAULT_LIMITS,
        rules: tuple[str, ...] = (),
        apply_suppressions: bool = True,
    ) -> "Settings":
        """Return the settings; raises ValueError."""
        return cls._make(
            (
                select,
                ignore,
                year,
                agency_kind,
                extend_select,
                severity,
                options,
                limits,
                rules,
                apply_suppressions,
            )
        )

    @classmethod
    def _make(cls, iterable: Iterable[Any]) -> "Settings":  # type: ignore[override]  # mypy's own
        # `_replace` comes by here, too.
        made = super()._make(iterable)
        made._check()
        return made

    def __getstate__(self) -> None:
        """Keep nothing beside the fields: what was worked out can be worked out again."""

    def _check(self) -> None:
        for name in ("select", "ignore", "extend_select", "rules"):
            _check_texts(name, getattr(self, name))
        _check_year(self.year)
        _check_agency_kind(self.agency_kind)
        _check_pairs("severity", self.severity)
        for rule, word in self.severity:
            if not isinstance(word, str) or word.upper() not in Severity.__members__:
                raise ValueError(f"severity of {rule}: error, warning or info, not {word!r}")
        _check_pairs("options", self.options)
        for rule, values in self.options:
            _check_pairs(f"options of {rule}", values)
        _check_limits(self.limits)
        if not isinstance(self.apply_suppressions, bool):
            raise ValueError(f"apply_suppressions: True or False, not {self.apply_suppressions!r}")

    @cached_property
    def _selected(self) -> dict[tuple[str, str, bool], bool]:
        # What `selects` has said: every report of a run asks the same of every rule.
        return {}

    def selects(self, rule: "Rule") -> bool:
        """Say whether a rule is asked."""
        return self._selects((rule.code, rule.name, rule.enabled))

    def selects_code(self, code: str, name: str) -> bool:
        """Say whether the rule of this code and name is asked."""
        return self._selects((code, name, True))

    def _selects(self, request: tuple[str, str, bool]) -> bool:
        known = self._selected.get(request)
        if known is None:
            known = self._selected[request] = self._weighed(*request)
        return known

    def _weighed(self, code: str, name: str, enabled: bool) -> bool:
        ignored = _heaviest(self.ignore, code, name)
        selected = _heaviest((*self.select, *self.extend_select), code, name)
        # A prefix does not switch on what is off by default; the rule's own code or name does.
        if selected and (enabled or selected >= len(code)):
            return selected > ignored
        return enabled and not self.select and not ignored

    def severity_of(self, rule: "Rule") -> Severity | None:
        """Return the severity that was set for all findings of a rule, None where none was."""
        if not self.severity:
            return None
        weight, word = max(
            (_weight(entry, rule.code, rule.name), word) for entry, word in self.severity
        )
        return Severity[word.upper()] if weight else None

    def options_of(self, rule: "Rule") -> "Mapping[str, OptionValue]":
        """Return the value of each option of a rule: what was set, else its default."""
        values = {option.name: option.default for option in rule.options}
        values.update(dict(self.options).get(rule.code, ()))
        return values


def _check_texts(name: str, value: Any) -> None:
    if not isinstance(value, tuple) or not all(isinstance(entry, str) for entry in value):
        raise ValueError(f"{name}: a tuple of text is expected, not {value!r}")


def _check_pairs(name: str, value: Any) -> None:
    """Check a tuple of pairs, the first of each being text."""
    pairs = isinstance(value, tuple) and all(
        isinstance(pair, tuple) and len(pair) == 2 and isinstance(pair[0], str) for pair in value
    )
    if not pairs:
        raise ValueError(f"{name}: a tuple of pairs (name, value) is expected, not {value!r}")


def _check_year(year: Any) -> None:
    whole = isinstance(year, int) and not isinstance(year, bool)
    if year is not None and not (whole and FIRST_YEAR <= year <= LAST_YEAR):
        raise ValueError(f"year: a year from {FIRST_YEAR} to {LAST_YEAR}, not {year!r}")


def _check_agency_kind(kind: Any) -> None:
    if kind is None:
        return
    # Imported here: a run that finds all in its cache loads no reports.
    from gklint.model.report import AGENCY_KINDS

    if kind not in AGENCY_KINDS:
        raise ValueError(f"agency_kind: one of {', '.join(AGENCY_KINDS)}, not {kind!r}")


def _check_limits(limits: Any) -> None:
    if not isinstance(limits, Limits):
        raise ValueError(f"limits: Limits are expected, not {limits!r}")
    for name, most in zip(limits._fields, limits, strict=True):
        if type(most) is not int or most < 1:
            raise ValueError(f"limits.{name}: a whole number of 1 or more, not {most!r}")


def matches(entry: str, rule: "Rule") -> bool:
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
