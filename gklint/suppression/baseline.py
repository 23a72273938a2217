"""A baseline: what was found before, so that only what is new counts. It can shrink, never grow.

A JSON file (`baseline_file`) that can be kept under version control. Runs that write it wait for
one another, and each reads it again before.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping

from gklint.checking.results import Acceptance, Record
from gklint.support.bilingual import Text
from gklint.support.locks import locked
from gklint.support.problems import ConfigurationError
from gklint.support.whole_files import Guard, why_not_written, write_whole
from gklint.suppression.baseline_file import (
    Bodies,
    Entry,
    Files,
    Known,
    baseline_text,
    known_in,
    read_baseline,
)
from gklint.suppression.places import relative_to

#: A message is there for people who read the file, and cut after so many characters.
_LONGEST = 80

_GONE = Text("有 {n} 条已不再出现，已从基线中去掉", "{n} findings are gone and were taken out")
_TO_GO = Text("基线中有 {n} 条已不再出现，可以去掉", "{n} findings in the baseline are gone")
_MOVED = Text(
    "有 {n} 份报告改了名，基线已随之更新",
    "{n} reports were renamed and are known by their new names",
)
_TO_MOVE = Text("基线中有 {n} 份报告改了名", "{n} reports in the baseline have been renamed")

#: What to tell the user when the run is over.
Note = Callable[[Text], object]


class Baseline:
    """Accepts what was found before, and forgets at the end what is no longer found.

    A file that was renamed keeps what is known of it: see `_renamed`.
    """

    def __init__(self, path: str, shrinks: bool, note: Note) -> None:
        self.path = path
        self.folder = os.path.dirname(os.path.abspath(path))
        self.shrinks = shrinks
        self.note = note
        self.known, self.bodies = known_in(path)
        self.gone: dict[str, set[str]] = {}
        #: The old names of files that were renamed, by the new ones.
        self.moved: dict[str, str] = {}
        self.failed = False

    def accept(self, record: Record) -> Record:
        """Return the record with the findings accepted that are in the baseline."""
        if record.unreadable:
            return record
        name = relative_to(self.folder, record.path)
        if name not in self.known:
            old = self._renamed(name, record)
            if old is not None:
                self.moved[name] = old
        known = self.known.get(self.moved.get(name, name))
        if not known:
            return record
        accepted = dict(record.accepted)
        left = set(known)
        for index, (diagnostic, fingerprint, acceptance) in enumerate(record.named()):
            if fingerprint in known and acceptance is None and diagnostic.suppressible:
                accepted[index] = Acceptance("baseline", path=self.path)
                left.discard(fingerprint)
        # What was not asked, or could not be checked, is not gone.
        checked = {outcome.rule.code for outcome in record.outcomes if outcome.checked}
        gone = {fingerprint for fingerprint in left if known[fingerprint].code in checked}
        if gone:
            self.gone[name] = gone
        return record._replace(accepted=accepted)

    def _renamed(self, name: str, record: Record) -> str | None:
        """Return the name that a file had in the baseline, None for one that is new.

        The old file must be gone. It is the same report where body and year are the same; where
        the baseline does not say whose it was, where the name without its folder is.
        """
        body = _body(record)
        base = os.path.basename(name)
        found = {fingerprint for _, fingerprint, _ in record.named()}
        gone = [
            (len(found & entries.keys()), old)
            for old, entries in self.known.items()
            if (body == self.bodies[old] if old in self.bodies else base == os.path.basename(old))
            and old not in self.moved.values()
            and found & entries.keys()
            and not os.path.lexists(os.path.join(self.folder, old))
        ]
        best = sorted(gone, reverse=True)[:2]
        # Of two that fit alike neither is known to be it.
        return best[0][1] if best and (len(best) == 1 or best[0][0] > best[1][0]) else None

    def rest(self) -> Iterable[Record]:
        """Write the baseline without what is gone, and say so; gives no record."""
        count = sum(map(len, self.gone.values()))
        if not (count or self.moved):
            return ()
        why = self._written() if self.shrinks else None
        if why is not None:
            self.failed = True
            self._say(why)
            return ()
        if self.moved:
            self._say(_MOVED if self.shrinks else _TO_MOVE, {"n": len(self.moved)})
        if count:
            self._say(_GONE if self.shrinks else _TO_GO, {"n": count})
        return ()

    def _say(self, message: Text, facts: Mapping[str, object] | None = None) -> None:
        zh, en = message.say("zh", facts), message.say("en", facts)
        self.note(Text(f"{self.path}：{zh}", f"{self.path}: {en}"))

    def _written(self) -> Text | None:
        """Write the baseline without what is gone; return why it could not be."""
        try:
            with locked(self.path):
                self._shrink()
        except OSError as error:
            return _not_updated(why_not_written(error))
        except ConfigurationError as error:
            return _not_updated(error.problems[0].what)
        return None

    def _shrink(self) -> None:
        # Read again: another run may have taken out something in the meantime.
        raw, (files, bodies) = read_baseline(self.path)
        for name, old in self.moved.items():
            files[name] = files.pop(old, {}) | files.get(name, {})
            if old in bodies:
                bodies[name] = bodies.pop(old)
        for name, gone in self.gone.items():
            files[name] = {
                key: entry for key, entry in files.get(name, {}).items() if key not in gone
            }
        write_whole(self.path, baseline_text(files, bodies).encode(), Guard(raw, self.folder))


class NewBaseline:
    """Accepts all that is found and writes it down as the baseline.

    Files of an older baseline that are not checked in this run stay in it, as long as they exist.
    """

    def __init__(self, path: str, note: Note) -> None:
        self.path = path
        self.folder = os.path.dirname(os.path.abspath(path))
        self.note = note
        self.failed = False
        #: What was found in each file of this run, and which rules were asked of it.
        self.files: Files = {}
        self.requested: dict[str, set[str]] = {}
        self.bodies: Bodies = {}
        # Said before anything is checked.
        self._before()

    def accept(self, record: Record) -> Record:
        """Return the record with all findings accepted that may be."""
        # What came in through a pipe will not be there to be compared.
        if record.unreadable or not os.path.exists(record.path):
            return record
        accepted = dict(record.accepted)
        name = relative_to(self.folder, record.path)
        self.requested[name] = {outcome.rule.code for outcome in record.outcomes}
        entries = self.files[name] = {}
        for index, (diagnostic, fingerprint, acceptance) in enumerate(record.named()):
            if acceptance is None and diagnostic.suppressible:
                accepted[index] = Acceptance("baseline", path=self.path)
                entries[fingerprint] = Entry(
                    fingerprint, diagnostic.code, _short(diagnostic.text("zh"))
                )
        body = _body(record)
        if body is not None:
            self.bodies[name] = body
        return record._replace(accepted=accepted)

    def rest(self) -> Iterable[Record]:
        """Write the baseline, and say so; gives no record."""
        try:
            with locked(self.path):
                there, bodies = self._joined()
                written = baseline_text(there, bodies).encode()
                write_whole(self.path, written, Guard(within=self.folder))
        except (OSError, ConfigurationError) as error:
            # What was found is shown all the same, by every output.
            self.failed = True
            why = why_not_written(error) if isinstance(error, OSError) else error.problems[0].what
            warning = Text(f"没有写入：{why.zh}", f"not written: {why.en}")
            self.note(Text(f"{self.path}：{warning.zh}", f"{self.path}: {warning.en}"))
            return ()
        count = sum(map(len, there.values()))
        self.note(
            Text(
                f"已写入基线 {self.path}：{len(there)} 份报告，{count} 个问题",
                f"baseline written to {self.path}: {len(there)} reports, {count} findings",
            )
        )
        return ()

    def _before(self) -> Known:
        """Return what stands in the file; raises ConfigurationError."""
        return known_in(self.path) if os.path.lexists(self.path) else Known({}, {})

    def _joined(self) -> Known:
        """Return what this run found, and what the file has of other files and rules by now:
        another run may have written to it since this one began."""
        files, bodies = self._before()
        for name, entries in self.files.items():
            kept = {
                key: entry
                for key, entry in files.get(name, {}).items()
                if entry.code not in self.requested[name]
            }
            files[name] = kept | entries
        there = {
            name: entries
            for name, entries in files.items()
            if entries and os.path.exists(os.path.join(self.folder, name))
        }
        return Known(there, bodies | self.bodies)


def _body(record: Record) -> str | None:
    """Return whose report it is, and of which year; None where it does not say both."""
    about = record.about
    if about is None or not about.agency or not about.year:
        return None
    return f"{about.agency} {about.year}"


def _not_updated(why: Text) -> Text:
    return Text(f"基线没有更新：{why.zh}", f"the baseline was not updated: {why.en}")


def _short(message: str) -> str:
    return message if len(message) <= _LONGEST else message[: _LONGEST - 1] + "…"
