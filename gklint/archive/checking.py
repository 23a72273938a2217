"""One report checked for an archive: its record, its facts and its cells, from its bytes alone."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import NamedTuple

from gklint.across.facts import facts_of
from gklint.batch.checking import unreadable_record
from gklint.checking.failures import failure
from gklint.checking.records import record_of
from gklint.checking.results import Record
from gklint.checking.settings import Settings
from gklint.engine import lint_bytes
from gklint.extraction.cells import Extract, cells
from gklint.model.report import Cell
from gklint.readers import CONVERTED
from gklint.support.bilingual import Text


class CellValue(NamedTuple):
    """A cell as it may be shown: the key of its table, the cell, numbers of persons masked."""

    table: str
    cell: Cell


class Checked(NamedTuple):
    """What came of one report; `sha256` and `size` (bytes) are of the file, "" and 0 where it could
    not be fetched."""

    record: Record
    cells: tuple[CellValue, ...] = ()
    sha256: str = ""
    size: int = 0

    @property
    def unreadable(self) -> Text | None:
        """Why the file could not be read, None where it was."""
        if not self.record.unreadable:
            return None
        reason = self.record.found[0].facts.get("reason")
        return reason if isinstance(reason, Text) else Text(str(reason), str(reason))


def check_bytes(raw: bytes, path: str, settings: Settings) -> Checked:
    """Return what comes of the report in these bytes, `path` being what to call it.

    Whatever happens, there is a record: where gklint fails on the file, it says so as of an
    unreadable one.
    """
    digest = sha256(raw).hexdigest()
    try:
        result = lint_bytes(raw, path, settings)
        record = record_of(result)
        if result.report is None or record.about is None:
            return Checked(record, (), digest, len(raw))
        extract = Extract(path, result.report)
        values = []
        for table, cell in cells(result.report):
            text, value = extract.shown(table, cell)
            values.append(CellValue(table.key, cell._replace(text=text, value=value)))
        facts = facts_of(result, digest)
        return Checked(record._replace(facts=facts), tuple(values), digest, len(raw))
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        # A fault of gklint's, a library's or a plugin's, or too little memory: the other files are
        # checked all the same.
        reason = failure(error)
    return Checked(unreadable_record(path, reason, settings), (), digest, len(raw))


def unread(path: str, reason: Text, settings: Settings) -> Checked:
    """Return what there is of a file whose bytes could not be had."""
    return Checked(unreadable_record(path, reason, settings))


def prepare(files: Sequence[tuple[str, bytes]], settings: Settings) -> None:
    """Convert old documents in one go: LibreOffice starts once for many."""
    old = [raw for path, raw in files if path.lower().endswith(CONVERTED)]
    if len(old) > 1:
        # Imported here: most archives have few such documents.
        from gklint.readers.office.old_files import prepare_bytes

        prepare_bytes(old, settings.limits)
