"""A baseline: what was found before, so that only what is new counts. It can shrink, never grow.

A JSON file, a finding a line, files and findings in a fixed order, so that its history can be read.
Files are named relative to the folder of the baseline.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from gklint.checking.results import Acceptance, Record
from gklint.support.bilingual import Text
from gklint.support.problems import ConfigurationError, Problem
from gklint.support.whole_files import Guard, why_not_written, write_whole
from gklint.support.written_files import bytes_of_written, text_of_written
from gklint.suppression.places import relative_to

#: What a baseline is called where nobody names one.
NAME = "gklint-baseline.json"
#: The first key of the file; its value is the version of what follows.
MARK, VERSION = "gklint_baseline", 1
#: A message is there for people who read the file, and cut after so many characters.
_LONGEST = 80

#: A larger file is none of gklint's: a finding takes some 200 bytes.
_MOST_BYTES = 200_000_000
_DAMAGED = Text("基线文件已损坏", "the baseline is damaged")

#: What to tell the user when the run is over.
Note = Callable[[Text], object]


class Entry(NamedTuple):
    """A finding in a baseline; its message is for readers and is not compared."""

    fingerprint: str
    code: str
    message: str


#: The findings of each file, by fingerprint.
Files = dict[str, dict[str, Entry]]


def load_baseline(path: str) -> Files:
    """Return the findings in a baseline; raises ConfigurationError for what is none."""
    if not os.path.lexists(path):
        what = Text(
            "没有这个基线文件；可用 --write-baseline 生成",
            "no such baseline; --write-baseline makes one",
        )
        raise _error(path, 0, what)
    return _files_in(bytes_of_written(path, _MOST_BYTES), path)


def _files_in(raw: bytes, path: str) -> Files:
    try:
        data = json.loads(text_of_written(raw, path))
    except json.JSONDecodeError as error:
        what = Text(f"不是有效的 JSON：{error.msg}", f"not valid JSON: {error.msg}")
        raise _error(path, error.lineno, what) from error
    except (RecursionError, ValueError) as error:
        if isinstance(error, ConfigurationError):
            raise
        # Nested too deeply, or a number of thousands of digits: gklint writes neither.
        raise _error(path, 0, _DAMAGED) from error
    if not isinstance(data, dict) or MARK not in data:
        raise _error(path, 1, Text("这不是基线文件", "this is no baseline"))
    if data[MARK] != VERSION:
        version = data[MARK] if type(data[MARK]) is int and data[MARK] < 1000 else "?"
        raise _error(
            path,
            1,
            Text(
                f"这个基线是第 {version} 版的，gklint 只认得第 {VERSION} 版",
                f"this baseline is of version {version}; this gklint knows version {VERSION}",
            ),
        )
    try:
        return {
            file: {entry.fingerprint: entry for entry in map(_entry, entries)}
            for file, entries in data["files"].items()
        }
    except (KeyError, TypeError, AttributeError) as error:
        raise _error(path, 0, _DAMAGED) from error


def _entry(data: dict[str, object]) -> Entry:
    """Return a finding as it is written; raises KeyError and TypeError for what is none."""
    values = [data[name] for name in Entry._fields]
    if not all(isinstance(value, str) for value in values):
        raise TypeError("what a baseline says of a finding is text")
    return Entry(*values)  # type: ignore[arg-type]


def _error(path: str, line: int, what: Text) -> ConfigurationError:
    return ConfigurationError([Problem(path, line, "", what)])


def baseline_text(files: Mapping[str, Mapping[str, Entry]]) -> str:
    """Return a baseline as it is written."""
    blocks = []
    for file in sorted(files):
        entries = sorted(files[file].values(), key=lambda entry: (entry.code, entry.fingerprint))
        if entries:
            lines = ",\n".join(
                f"      {json.dumps(entry._asdict(), ensure_ascii=False)}" for entry in entries
            )
            blocks.append(f"    {json.dumps(file, ensure_ascii=False)}: [\n{lines}\n    ]")
    inside = ",\n".join(blocks)
    listed = f"{{\n{inside}\n  }}" if blocks else "{}"
    return f'{{\n  "{MARK}": {VERSION},\n  "files": {listed}\n}}\n'


class Baseline:
    """Accepts what was found before, and forgets at the end what is no longer found."""

    def __init__(self, path: str, shrinks: bool, note: Note) -> None:
        self.path = path
        self.folder = os.path.dirname(os.path.abspath(path))
        self.shrinks = shrinks
        self.note = note
        self.known = load_baseline(path)
        self.gone: dict[str, set[str]] = {}

    def accept(self, record: Record) -> Record:
        """Return the record with the findings accepted that are in the baseline."""
        name = relative_to(self.folder, record.path)
        known = self.known.get(name)
        if not known or record.unreadable:
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

    def rest(self) -> Iterable[Record]:
        """Write the baseline without what is gone, and say so; gives no record."""
        count = sum(map(len, self.gone.values()))
        if count:
            said = (
                self._shrunk(count)
                if self.shrinks
                else Text(
                    f"基线中有 {count} 条已不再出现，可以去掉",
                    f"{count} findings in the baseline are gone",
                )
            )
            self.note(Text(f"{self.path}：{said.zh}", f"{self.path}: {said.en}"))
        return ()

    def _shrunk(self, count: int) -> Text:
        """Write the baseline without what is gone; return what came of it."""
        try:
            self._shrink()
        except OSError as error:
            return _not_updated(why_not_written(error))
        except ConfigurationError as error:
            return _not_updated(error.problems[0].what)
        return Text(
            f"有 {count} 条已不再出现，已从基线中去掉",
            f"{count} findings are gone and were taken out",
        )

    def _shrink(self) -> None:
        # Read again: another run may have taken out something in the meantime.
        raw = bytes_of_written(self.path, _MOST_BYTES)
        files = _files_in(raw, self.path)
        for name, gone in self.gone.items():
            files[name] = {
                key: entry for key, entry in files.get(name, {}).items() if key not in gone
            }
        write_whole(self.path, baseline_text(files).encode(), Guard(raw, self.folder))


class NewBaseline:
    """Accepts all that is found and writes it down as the baseline.

    Files of an older baseline that are not checked in this run stay in it, as long as they exist.
    """

    def __init__(self, path: str, note: Note) -> None:
        self.path = path
        self.folder = os.path.dirname(os.path.abspath(path))
        self.note = note
        self.files: Files = load_baseline(path) if os.path.lexists(path) else {}

    def accept(self, record: Record) -> Record:
        """Return the record with all findings accepted that may be."""
        # What came in through a pipe will not be there to be compared.
        if record.unreadable or not os.path.exists(record.path):
            return record
        accepted = dict(record.accepted)
        name = relative_to(self.folder, record.path)
        asked = {outcome.rule.code for outcome in record.outcomes}
        entries = {
            key: entry for key, entry in self.files.get(name, {}).items() if entry.code not in asked
        }
        for index, (diagnostic, fingerprint, acceptance) in enumerate(record.named()):
            if acceptance is None and diagnostic.suppressible:
                accepted[index] = Acceptance("baseline", path=self.path)
                entries[fingerprint] = Entry(
                    fingerprint, diagnostic.code, _short(diagnostic.text("zh"))
                )
        self.files[name] = entries
        return record._replace(accepted=accepted)

    def rest(self) -> Iterable[Record]:
        """Write the baseline, and say so; gives no record. Raises OSError."""
        there = {
            name: entries
            for name, entries in self.files.items()
            if entries and os.path.exists(os.path.join(self.folder, name))
        }
        write_whole(self.path, baseline_text(there).encode(), Guard(within=self.folder))
        count = sum(map(len, there.values()))
        self.note(
            Text(
                f"已写入基线 {self.path}：{len(there)} 份报告，{count} 个问题",
                f"baseline written to {self.path}: {len(there)} reports, {count} findings",
            )
        )
        return ()


def _not_updated(why: Text) -> Text:
    return Text(f"基线没有更新：{why.zh}", f"the baseline was not updated: {why.en}")


def _short(message: str) -> str:
    return message if len(message) <= _LONGEST else message[: _LONGEST - 1] + "…"
