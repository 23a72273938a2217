"""Records of single reports and what comparing them comes to, put together."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from gklint.across.additions import Additions
from gklint.across.held import Held
from gklint.across.kept import Kept, key_of, packed, stamps_of, unpacked
from gklint.checking.results import About, Compared, Outcome, Record, Tally
from gklint.collection.roster import Roster

if TYPE_CHECKING:
    # A run that finds all in its cache compares nothing.
    from gklint.across.checking import CollectionRules
    from gklint.checking.settings import Settings
    from gklint.forms.values import Forms
    from gklint.model.facts import Facts


class JoinedRecord:
    """A record with what comparing adds to it, in place of the record itself.

    What it is asked for beside path, tally and text makes the whole record, which a run that
    changed nothing never needs.
    """

    def __init__(self, own: Record, added: Additions, stamp: str, counted: Counted) -> None:
        self.path = own.path
        self.own = own
        self.tally = _tally(own.tally, added, counted)
        self._added = added
        self._stamp = stamp
        self._whole: Record | None = None

    @property
    def record(self) -> Record:
        """The record itself."""
        if self._whole is None:
            self._whole = with_additions(self.own, self._added)
        return self._whole

    @property
    def facts(self) -> Facts | None:
        """The facts of the file, where they were kept."""
        return self.own.facts

    @property
    def compared(self) -> Compared:
        """What came of comparing it: findings that count, outcomes."""
        found = self._added.found
        counting = (one for at, one in enumerate(found) if at not in self._added.accepted)
        return Compared(tuple(counting), self._added.outcomes)

    def shown(self, shape: str, make: Callable[[Record], str], stamp: str = "") -> str:
        """Return what `make` makes of the record, or what it made of it in an earlier run."""
        return self.own.shown(
            f"{shape} compared", lambda _: make(self.record), f"{self._stamp}{stamp}"
        )

    def __getattr__(self, name: str) -> object:
        return getattr(self.record, name)


class Counted(NamedTuple):
    """What outcomes come to: how many there are, how many rules compared something, whether one
    compared all it is about."""

    requested: int
    evaluated: int
    checked: bool


class Comparison(NamedTuple):
    """What records are compared by: the rules and settings, the forms, the roster."""

    rules: Callable[[], CollectionRules]
    forms: Callable[[], Forms]
    roster: Roster | None


def joined(
    records: Iterable[Record],
    comparison: Comparison,
    complete: Callable[[], bool],
    kept: Kept | None = None,
    cells: bool = False,
) -> Iterator[Record]:
    """Yield the records by path, each with what came of comparing it, and that of the roster.

    All are taken before the first is given. Where a run is not `complete` when its records end,
    they are given as they are. What came of it is `kept` for a run over the same files. With
    `cells` the records still have their facts, as far as these are of tables.
    """
    held = Held(cells)
    for record in records:
        held.add(record)
    roster = comparison.roster
    if not complete() or (len(held) < 2 and roster is None):
        yield from held
        return
    additions = _additions(held, comparison, kept)
    waiting = roster
    # Most reports have the same outcomes.
    counted = {id(added.outcomes): _counted(added) for added, _ in additions.values()}
    for record in held:
        if waiting is not None and waiting.path < record.path:
            yield record_of_roster(waiting, additions[waiting.path][0])
            waiting = None
        found = additions.get(record.path)
        if found is None:
            yield record
            continue
        added, stamp = found
        joined = JoinedRecord(record, added, stamp, counted[id(added.outcomes)])
        yield joined  # type: ignore[misc]  # it stands for the record, and makes it when asked
    if waiting is not None:
        yield record_of_roster(waiting, additions[waiting.path][0])


def _additions(
    held: Held, comparison: Comparison, kept: Kept | None
) -> dict[str, tuple[Additions, str]]:
    """Return by path what comparing adds, and what stands for it."""
    key = key_of(held.names(), comparison.roster) if kept is not None else None
    data = kept.compared(key) if kept is not None and key is not None else None
    found = None if data is None else unpacked(data)
    if found is None:
        made = _compared(held, comparison)
        stamps = stamps_of(made)
        found = {path: (added, stamps[path]) for path, added in made.items()}
        if kept is not None and key is not None:
            # What a plugin's rule says may be no data: then it is not kept.
            with contextlib.suppress(ValueError, TypeError, RecursionError):
                kept.keep_compared(key, packed(found))
    return found


def _compared(held: Held, comparison: Comparison) -> dict[str, Additions]:
    from gklint.across.checking import check_collection
    from gklint.collection.reports import Collection

    facts, lost = held.facts()
    rules = comparison.rules()
    roster = comparison.roster
    additions = check_collection(Collection(facts, comparison.forms(), roster, lost), rules)
    for path, one in facts:
        if additions[path].found:
            additions[path] = in_text(additions[path], path, one, rules.settings_for(path))
    return additions


def in_text(added: Additions, path: str, facts: Facts, settings: Settings) -> Additions:
    """Return what is added to a record with the lines that it speaks of, and where in a document
    these stand; as it is where the file cannot be read again as it was."""
    from gklint.model.personal import mask
    from gklint.plugins.loading import load_plugins
    from gklint.readers import UnreadableFile, read

    try:
        source = read(path, settings.limits, load_plugins().readers)
    except UnreadableFile:
        return added
    if source.sha256 != facts.sha256:
        return added
    count = len(source.lines)
    wanted = {
        number
        for found in added.found
        for number in range(found.line - 1, found.place.end_line + 2)
        if 0 < number <= count
    }
    return added._replace(
        found=tuple(found._replace(origin=source.origin(found.place)) for found in added.found),
        lines={number: mask(source.written_line(number)) + "\n" for number in sorted(wanted)},
    )


def with_additions(record: Record, added: Additions) -> Record:
    """Return a record with what comparing adds to it."""
    found = [(diagnostic, record.accepted.get(at)) for at, diagnostic in enumerate(record.found)]
    found += [(diagnostic, added.accepted.get(at)) for at, diagnostic in enumerate(added.found)]
    found.sort(key=lambda one: (one[0].place, one[0].code, one[0].message_id))
    violated = {diagnostic.code for diagnostic in added.found}
    outcomes = {outcome.rule.code: outcome for outcome in (*record.outcomes, *added.outcomes)}
    return record._replace(
        found=tuple(diagnostic for diagnostic, _ in found),
        accepted={at: reason for at, (_, reason) in enumerate(found) if reason is not None},
        lines={**record.lines, **added.lines},
        outcomes=tuple(
            _violated(outcomes[code]) if code in violated else outcomes[code]
            for code in sorted(outcomes)
        ),
    )


def record_of_roster(roster: Roster, added: Additions) -> Record:
    """Return the record of the roster itself: a missing report stands on its line."""
    from gklint.model.personal import mask

    raw, count = roster.raw, len(roster.lines)
    about = About(
        sha256(raw).hexdigest(),
        len(raw),
        "",
        roster.media_type,
        None,
        None,
        "unknown",
        None,
        None,
        is_roster=True,
    )
    wanted = {line for one in added.found for line in range(one.line - 1, one.line + 2)}
    lines = {n: mask(roster.lines[n - 1]) + "\n" for n in sorted(wanted) if 0 < n <= count}
    return Record(
        roster.path, about, added.found, added.outcomes, lines, count, dict(added.accepted)
    )


def _violated(outcome: Outcome) -> Outcome:
    return outcome._replace(state="violated")


def _counted(added: Additions) -> Counted:
    return Counted(
        len(added.outcomes),
        sum(outcome.state in ("satisfied", "violated") for outcome in added.outcomes),
        any(outcome.checked for outcome in added.outcomes),
    )


def _tally(own: Tally, added: Additions, counted: Counted) -> Tally:
    tally = own._replace(
        checked=own.checked or counted.checked,
        requested=own.requested + counted.requested,
        evaluated=own.evaluated + (0 if own.unreadable else counted.evaluated),
    )
    return _with_found(tally, added) if added.found else tally


def _with_found(own: Tally, added: Additions) -> Tally:
    found: dict[tuple[str, str, int], int] = {
        (code, rule, severity): count for code, rule, severity, count in own.found
    }
    for index, diagnostic in enumerate(added.found):
        if index not in added.accepted:
            named = (diagnostic.code, diagnostic.rule, int(diagnostic.severity))
            found[named] = found.get(named, 0) + 1
    accepted = dict(own.accepted)
    for acceptance in added.accepted.values():
        accepted[acceptance.kind] = accepted.get(acceptance.kind, 0) + 1
    return own._replace(
        found=tuple((*named, count) for named, count in found.items()),
        accepted=tuple(accepted.items()),
    )
