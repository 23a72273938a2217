"""The reports of a run as rules across reports get them: facts, bodies, years, versions."""

import os
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any, NamedTuple

from gklint.collection.prose import names_of, without_names
from gklint.collection.roster import Roster
from gklint.forms.values import Forms, TableForm
from gklint.model.facts import Facts
from gklint.model.report import CellKey
from gklint.rule.definition import (
    Finding,
    NotApplicable,
    NotEvaluated,
    ReportVerdict,
    inside_quotes,
)
from gklint.support.folding import fold


class Member(NamedTuple):
    """A report of the collection: its path, its facts, what its body is known by ("": by nothing)
    and called."""

    path: str
    facts: Facts
    key: str
    name: str

    @property
    def year(self) -> int | None:
        """The report year, None where it is not known."""
        return self.facts.year

    def says(self, verdict: Finding | NotEvaluated | NotApplicable) -> ReportVerdict:
        """Return what a rule says of this report."""
        return ReportVerdict(self.path, verdict, self.name, self.year)


class Versions(NamedTuple):
    """The reports of one body on one year, by path, and the one that counts.

    `counting` is None where several say different numbers and nothing tells which is the last.
    """

    members: tuple[Member, ...]
    counting: Member | None


class Collection:
    """All reports of a run. `lost` are the paths of files of which nothing is known: they could not
    be read, or are no reports."""

    def __init__(
        self,
        reports: Iterable[tuple[str, Facts]],
        forms: Forms,
        roster: Roster | None = None,
        lost: Iterable[str] = (),
    ) -> None:
        self.roster = roster
        self.forms = forms
        self.lost = tuple(sorted(lost))
        #: What was found out of the whole, by whoever did: it is found out once.
        self.known: dict[object, Any] = {}
        ordered = sorted(reports, key=lambda report: report[0])
        keys = _keys(ordered, roster)
        self.members = tuple(
            Member(path, facts, keys[path], _name(facts, keys[path], roster))
            for path, facts in ordered
        )

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The report years that there are, the first one first."""
        return tuple(sorted({member.year for member in self.members if member.year is not None}))

    @cached_property
    def versions(self) -> Mapping[tuple[str, int], Versions]:
        """The reports of each body on each year, by the body's key and the year."""
        found: dict[tuple[str, int], list[Member]] = {}
        for member in self.members:
            if member.key and member.year is not None:
                found.setdefault((member.key, member.year), []).append(member)
        return {
            which: Versions(tuple(members), _counting(members)) for which, members in found.items()
        }

    @cached_property
    def keys(self) -> frozenset[str]:
        """The keys of all bodies that report."""
        return frozenset(key for key, _ in self.versions)

    def label(self, member: Member, cell: CellKey) -> str:
        """Return how a reader would name a cell: “（三）不予公开 1.属于国家秘密 × 总计”."""
        table = self.form(member, cell.table)
        row, column = table.row.get(cell.row), table.column.get(cell.column)
        if row is None or column is None:
            return ".".join(cell)
        group = table.groups.get(row.group)
        # The group is the row's own name where all rows of a table are of one group each.
        named = f"{group} {row.label}" if group and table.key != "review" else row.label
        return f"{inside_quotes(named)} × {column.label}"

    def form(self, member: Member, table: str) -> TableForm:
        """Return the form of one of a report's tables; raises KeyError, StopIteration."""
        found = member.facts.table(table)
        if found is not None:
            return self.forms.by_key(found.format).table[table]
        return next(form.table[table] for form in self.forms.forms if table in form.table)

    def section(self, member: Member, cell: CellKey) -> int:
        """Return the part of the report that a cell stands in."""
        return self.form(member, cell.table).section

    def counting(self, key: str, year: int) -> Member | None:
        """Return the report of a body on a year, None where there is none that counts."""
        versions = self.versions.get((key, year))
        return versions.counting if versions else None

    def groups(self, member: Member) -> tuple[str, ...]:
        """Return the groups of bodies that may share a template: all, those of one folder, those
        below one parent."""
        row = self.roster.row(member.key, member.year or 0) if self.roster else None
        parent = (f"parent:{row.parent}",) if row and row.parent else ()
        return "", f"folder:{os.path.dirname(member.path)}", *parent

    def continues(self, one: str, other: str) -> bool:
        """Say whether one of two bodies is a predecessor of the other."""
        return other in self._predecessors.get(one, ()) or one in self._predecessors.get(other, ())

    def without_aliases(self, member: Member, text: str) -> str:
        """Return a compared text without the names that only the roster knows."""
        rows = self.roster.by_key.get(member.key, ()) if self.roster else ()
        aliases = [alias for row in rows for alias in (row.name, *row.aliases)]
        for alias in aliases:
            text = without_names(text, names_of(alias))
        return text

    @cached_property
    def _predecessors(self) -> Mapping[str, frozenset[str]]:
        found: dict[str, frozenset[str]] = {}
        for row in self.roster.rows if self.roster else ():
            assert self.roster is not None, "it has rows"
            keys = (self.roster.keys.get(fold(name), fold(name)) for name in row.predecessors)
            found[row.key] = found.get(row.key, frozenset()) | frozenset(keys)
        return found


def alike(one: str, other: str) -> bool:
    """Say whether two keys may be a full and a short name of one body."""
    return one != other and (one.endswith(other) or other.endswith(one))


def _keys(reports: list[tuple[str, Facts]], roster: Roster | None) -> dict[str, str]:
    """Return by path what the body of each report is known by."""
    known = roster.keys if roster else {}
    keys = {}
    folders: dict[str, list[tuple[str, Facts]]] = {}
    for path, facts in reports:
        name = fold(facts.body)
        keys[path] = known.get(name, name) if name else _named_by_path(path, known)
        folders.setdefault(os.path.dirname(path), []).append((path, facts))
    for inside in folders.values():
        one = _of_one_body([keys[path] for path, _ in inside], [facts for _, facts in inside])
        if one:
            keys.update(dict.fromkeys((path for path, _ in inside), one))
    return keys


def _named_by_path(path: str, known: Mapping[str, str]) -> str:
    """Return the key of the body of the roster that a file or its folder is called by, else ""."""
    folder, file = os.path.split(path)
    for word in (os.path.splitext(file)[0], os.path.basename(folder)):
        if fold(word) in known:
            return known[fold(word)]
    return ""


def _of_one_body(keys: list[str], facts: list[Facts]) -> str:
    """Return the key of a folder that holds the reports of one body, a year each; else "".

    All are called by its full name, or by the end of it.
    """
    years = [one.year for one in facts]
    if len(set(keys)) < 2 or None in years or len(set(years)) < len(years):
        return ""
    longest = max(keys, key=len)
    return longest if all(key and longest.endswith(key) for key in keys) else ""


def _name(facts: Facts, key: str, roster: Roster | None) -> str:
    if roster and key in roster.by_key:
        return roster.name_of(key)
    return facts.body or key


def _counting(members: list[Member]) -> Member | None:
    if len(members) == 1:
        return members[0]
    dates = sorted(member.facts.date for member in members)
    if dates[0] and dates[-1] > dates[-2]:
        return next(member for member in members if member.facts.date == dates[-1])
    numbers = members[0].facts.numbers()
    same = all(member.facts.numbers() == numbers for member in members[1:])
    return members[0] if same else None
