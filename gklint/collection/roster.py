"""The roster: which bodies there are, in which years, below which other body."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from gklint.support.bilingual import Text
from gklint.support.folding import fold

#: 类别: the kinds of a roster as people write them, by key.
KINDS: Mapping[str, Text] = {
    "government": Text("政府", "government"),
    "department": Text("部门", "department"),
    "street": Text("街道", "street"),
    "township": Text("乡镇", "township"),
    "vertical": Text("垂直管理", "vertical"),
    "other": Text("其他", "other"),
}
#: Of this kind a body reports to a ministry: it is in its series, and in no sum.
VERTICAL = "vertical"


class RosterRow(NamedTuple):
    """A row: `line` is where it stands; names are as written.

    `first` and `last` are report years (None: no limit), `due` is month and day of the year after.
    `consolidated`: the body's report is the sum of its children's.
    """

    line: int
    name: str
    id: str = ""
    aliases: tuple[str, ...] = ()
    parent: str = ""
    kind: str = ""
    first: int | None = None
    last: int | None = None
    predecessors: tuple[str, ...] = ()
    due: tuple[int, int] | None = None
    consolidated: bool = False

    @property
    def key(self) -> str:
        """What the body is known by: its name, folded."""
        return fold(self.name)

    def covers(self, year: int) -> bool:
        """Say whether the row speaks of this report year."""
        return (self.first or year) <= year <= (self.last or year)


class Roster:
    """The rows of one file; `lines` are its lines as text, `raw` its bytes.

    A body may have several rows, for different years.
    """

    def __init__(
        self,
        path: str,
        raw: bytes,
        media_type: str,
        lines: Sequence[str],
        rows: Sequence[RosterRow],
    ) -> None:
        self.path = path
        self.raw = raw
        self.media_type = media_type
        self.lines = tuple(lines)
        self.rows = tuple(rows)

    @cached_property
    def by_key(self) -> dict[str, list[RosterRow]]:
        """The rows of each body by its key."""
        found: dict[str, list[RosterRow]] = {}
        for row in self.rows:
            found.setdefault(row.key, []).append(row)
        return found

    @cached_property
    def keys(self) -> dict[str, str]:
        """The key of a body by each of its names, folded: its own name, aliases."""
        found = {fold(alias): row.key for row in self.rows for alias in row.aliases}
        return {**found, **{row.key: row.key for row in self.rows}}

    def name_of(self, key: str) -> str:
        """Return the name of a body as the roster writes it; the key where it has none."""
        rows = self.by_key.get(key)
        return rows[0].name if rows else key

    def row(self, key: str, year: int) -> RosterRow | None:
        """Return what the roster says of a body in a year, None where it has none then."""
        return next((row for row in self.by_key.get(key, ()) if row.covers(year)), None)

    def children(self, key: str, year: int) -> list[RosterRow]:
        """Return the rows of the bodies right below one in a year, as they stand."""
        return [row for row in self._below.get(key, ()) if row.covers(year)]

    @cached_property
    def _below(self) -> dict[str, list[RosterRow]]:
        found: dict[str, list[RosterRow]] = {}
        for row in self.rows:
            if row.parent:
                found.setdefault(self.keys.get(fold(row.parent), ""), []).append(row)
        return found

    @cached_property
    def following(self) -> dict[str, list[RosterRow]]:
        """The rows that name a body as a predecessor, by its key."""
        found: dict[str, list[RosterRow]] = {}
        for row in self.rows:
            for name in row.predecessors:
                found.setdefault(self.keys.get(fold(name), fold(name)), []).append(row)
        return found
