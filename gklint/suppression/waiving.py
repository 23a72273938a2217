"""Waivers held against what was found: which findings they accept, and which of them are stale."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from gklint.checking.results import WAIVERS_TYPE, About, Record
from gklint.model.diagnostics import Diagnostic
from gklint.model.personal import mask
from gklint.model.source import Place
from gklint.rule.definition import Finding, Rule
from gklint.suppression.places import names_file, relative_to
from gklint.suppression.waiver_matches import WaiverMatch
from gklint.suppression.waivers import WaiverFile

#: Makes a finding on the file at a path of the rule with a code; None where it is not asked there.
Say = Callable[[str, str, Finding], Diagnostic | None]


class Waiving:
    """Applies one file of waivers to records, and knows at the end which entries are stale."""

    #: It writes nothing.
    failed = False

    def __init__(
        self,
        file: WaiverFile,
        today: Callable[[], date],
        say: Say,
        rules: Callable[[], Sequence[Rule]],
    ) -> None:
        self.file = file
        self.say = say
        self.rules = rules
        self.entries = [WaiverMatch(waiver, today) for waiver in file.waivers]
        self.by_name: dict[str, list[WaiverMatch]] = {}
        self.by_pattern: list[WaiverMatch] = []
        for entry in self.entries:
            self.by_name.setdefault(entry.waiver.file, []).append(entry)
            if any(sign in entry.waiver.file for sign in "*?["):
                self.by_pattern.append(entry)

    def accept(self, record: Record) -> Record:
        """Return the record with the findings accepted that its waivers speak of."""
        name = relative_to(self.file.folder, record.path)
        entries = [*self.by_name.get(name, ())]
        entries += [
            entry
            for entry in self.by_pattern
            if entry not in entries and names_file(entry.waiver.file, name)
        ]
        if not entries:
            return record
        accepted = dict(record.accepted)
        for entry in entries:
            entry.names.add(name)
            for index in entry.hold(record):
                accepted.setdefault(index, entry.acceptance(self.file.path))
        more = len(accepted) > len(record.accepted)
        return record._replace(accepted=accepted) if more else record

    def rest(self) -> Iterator[Record]:
        """Yield a record of the file of waivers itself, if anything is wrong with its entries."""
        found = []
        for entry in self.entries:
            if entry in self.by_pattern:
                entry.unsure = entry.unsure or not (entry.used or self._all_checked(entry))
            elif not entry.names:
                entry.lost = not os.path.lexists(os.path.join(self.file.folder, entry.waiver.file))
            for code, what in entry.findings(self.rules):
                reported = self.say(self.file.path, code, what)
                if reported is not None:
                    # An entry is known by what it says, wherever in the file it stands.
                    place = self._line_place(entry.waiver.line)
                    found.append(reported._replace(subject=entry.description, place=place))
        if found:
            yield self._record(found)

    def _all_checked(self, entry: WaiverMatch) -> bool:
        """Say whether every file that a pattern stands for was among those checked."""
        for folder, _, files in os.walk(self.file.folder):
            for file in files:
                name = relative_to(self.file.folder, os.path.join(folder, file))
                if name not in entry.names and names_file(entry.waiver.file, name):
                    return False
        return True

    def _line_place(self, number: int) -> Place:
        lines = self.file.raw.decode("utf-8-sig").splitlines()
        end = len(lines[number - 1].rstrip()) if number <= len(lines) else 0
        return Place(number, 1, number, end + 1)

    def _record(self, found: list[Diagnostic]) -> Record:
        from hashlib import sha256

        raw = self.file.raw
        about = About(
            sha256(raw).hexdigest(),
            len(raw),
            "utf-8",
            WAIVERS_TYPE,
            None,
            None,
            "unknown",
            None,
            None,
        )
        written = raw.decode("utf-8-sig").splitlines(keepends=True)
        wanted = {line for d in found for line in range(d.line - 1, d.line + 2)}
        lines = {n: mask(written[n - 1]) for n in sorted(wanted) if 0 < n <= len(written)}
        return Record(self.file.path, about, tuple(found), (), lines, len(written))


class NearestWaivers:
    """Applies to each record the file of waivers of its folder."""

    #: They write nothing.
    failed = False

    def __init__(self, by_folder: Mapping[str, Waiving]) -> None:
        self.by_folder = by_folder

    def accept(self, record: Record) -> Record:
        """Return the record with the findings accepted that its waivers speak of."""
        waiving = self.by_folder.get(os.path.dirname(record.path))
        return record if waiving is None else waiving.accept(record)

    def rest(self) -> Iterator[Record]:
        """Yield a record of each file of waivers in which something is wrong, by path."""
        every = {waiving.file.path: waiving for waiving in self.by_folder.values()}
        for path in sorted(every):
            yield from every[path].rest()
