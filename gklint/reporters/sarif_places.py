"""Where things are, as SARIF says it: files as artifacts, regions of text, parts of the form."""

from __future__ import annotations

import os
from collections.abc import Iterable
from urllib.parse import quote_from_bytes

from gklint.forms import TableForm
from gklint.report import CellKey, Report
from gklint.reporters.jsontext import Json
from gklint.results import Result
from gklint.source import Place, Source

#: The base of the files in and below the working folder.
WORKING_FOLDER = "SRCROOT"
#: The base of all others on this file system, or on this drive of a Windows machine.
_ROOT = "FILESYSTEM"

_ENCODINGS = {"utf-8-sig": "UTF-8", "utf-16-le": "UTF-16LE", "utf-16-be": "UTF-16BE"}

#: A line longer than this is not given as a whole, but so many characters on each side.
_LONG_LINE = 400
_AROUND = 100

Object = dict[str, Json]


class Artifacts:
    """The files of a run, each once, in the order in which they were judged."""

    def __init__(self) -> None:
        self.bases: dict[str, Json] = {}
        self.objects: list[Object] = []
        self._index: dict[tuple[str, str], int] = {}
        self._folder = _working_folder()

    def add(self, result: Result, properties: Object) -> Object:
        """Add the file of a result and return its artifactLocation."""
        uri, base = self._uri(result.path)
        index = self._index.setdefault((uri, base), len(self.objects))
        location: Object = {"uri": uri, "uriBaseId": base, "index": index}
        if index == len(self.objects):
            artifact: Object = {"location": location, "roles": ["analysisTarget"]}
            source = result.source
            if source is not None:
                artifact["mimeType"] = "text/plain"
                artifact["encoding"] = _ENCODINGS.get(source.encoding, source.encoding.upper())
                artifact["length"] = len(source.raw)
                artifact["hashes"] = {"sha-256": source.sha256}
            self.objects.append({**artifact, "properties": properties})
        return location

    def _uri(self, path: str) -> tuple[str, str]:
        """Return a URI relative to a base, and the name of the base."""
        whole = os.path.normpath(os.path.join(self._folder, path))
        inside = os.path.join(self._folder, "")
        if whole.startswith(inside):
            self._add_base(WORKING_FOLDER, self._folder)
            return _relative(whole[len(inside) :]), WORKING_FOLDER
        drive, rest = os.path.splitdrive(whole)
        base = f"{_ROOT}_{drive.strip(':/').upper()}" if drive else _ROOT
        self._add_base(base, drive)
        return _relative(rest.lstrip(os.sep)), base

    def _add_base(self, name: str, folder: str) -> None:
        path = _relative(folder).strip("/")
        self.bases[name] = {"uri": f"file:///{path}/" if path else "file:///"}


def _working_folder() -> str:
    try:
        return os.getcwd()
    except OSError:
        # The folder was deleted meanwhile: files can only have been given by their whole paths.
        return os.sep


def _relative(path: str) -> str:
    path = path.replace(os.sep, "/")
    try:
        raw = os.fsencode(path)
    except UnicodeEncodeError:
        # A name that no file of this system can have: it was made up by the caller.
        raw = path.encode("utf-8", "surrogatepass")
    # The colon of a drive stays: "file:///C:/". Elsewhere it would look like a scheme.
    return quote_from_bytes(raw, safe="/:" if path[1:2] == ":" and os.name == "nt" else "/")


def physical_location(location: Object, source: Source | None, place: Place,
                      context: bool = True) -> Object:
    """Return a physicalLocation: the place with its text and the lines around it.

    A place that the text does not have, as a plugin's rule may give, is the file as a whole.
    """
    physical: Object = {"artifactLocation": location}
    if source is None or not _within(source, place):
        return physical
    physical["region"] = _region(source, place)
    wider = _wider(source, place) if context else None
    if wider is not None:
        physical["contextRegion"] = _region(source, wider)
    return physical


def _within(source: Source, place: Place) -> bool:
    return (
        0 < place.line <= place.end_line <= len(source.lines)
        and place.column > 0
        and place[:2] <= place[2:]
    )


def _region(source: Source, place: Place) -> Object:
    start = source.starts[place.line - 1] + place.column - 1
    end = source.starts[place.end_line - 1] + place.end_column - 1
    return {
        "startLine": place.line, "startColumn": place.column,
        "endLine": place.end_line, "endColumn": place.end_column,
        "snippet": {"text": source.text[start:end]},
    }  # fmt: skip


def _wider(source: Source, place: Place) -> Place | None:
    """Return what is around a place: its whole lines, their neighbours if it is whole lines itself.

    A paragraph may be one line of thousands of characters: of that, what is near.
    """
    length = len(source.lines[place.line - 1])
    if place.line == place.end_line and length > _LONG_LINE:
        return Place(place.line, max(place.column - _AROUND, 1),
                     place.line, min(place.end_column + _AROUND, length + 1))  # fmt: skip
    for more in (0, 1):
        first = max(place.line - more, 1)
        last = min(place.end_line + more, len(source.lines))
        wider = Place(first, 1, last, len(source.lines[last - 1]) + 1)
        if wider != place:
            return wider
    return None


class LogicalLocations:
    """The parts of the form that a run speaks of: section, table, row, column."""

    def __init__(self) -> None:
        self.objects: list[Object] = []
        self._index: dict[tuple[str, str], int] = {}

    def of(self, report: Report | None, section: int | None, cell: CellKey | None) -> list[Json]:
        """Return the logicalLocations of a finding, the widest first; none without a report."""
        form = _table_form(report, cell)
        if report is None or (section is None and form is None):
            return []
        parts = [("section", _section_name(report, section or (form.section if form else 0)), "")]
        if cell is not None:
            parts += _cell_parts(form, cell)
        return list(self._chain(parts))

    def _chain(self, parts: list[tuple[str, str, str]]) -> Iterable[Json]:
        whole, parent = "", -1
        for kind, name, key in parts:
            whole = f"{whole}/{name}" if whole else name
            index = self._index.setdefault((kind, whole), len(self.objects))
            if index == len(self.objects):
                added: Object = {"name": name, "fullyQualifiedName": whole, "kind": kind}
                if parent >= 0:
                    added["parentIndex"] = parent
                self.objects.append({**added, "properties": {"key": key}} if key else added)
            parent = index
            yield {"index": index, "fullyQualifiedName": whole}


def _table_form(report: Report | None, cell: CellKey | None) -> TableForm | None:
    if report is None or cell is None:
        return None
    table = report.table(cell.table)
    if table is not None:
        return table.form
    return report.form.table.get(cell.table) if report.form else None


def _section_name(report: Report, number: int) -> str:
    section = report.section(number)
    if section is not None:
        form = section.form
    elif report.form is not None and 0 < number <= len(report.form.sections):
        form = report.form.sections[number - 1]
    else:
        return str(number)
    return f"{'一二三四五六七八九十'[number - 1]}、{form.title}"


def _cell_parts(form: TableForm | None, cell: CellKey) -> list[tuple[str, str, str]]:
    """Return kind, label and key of table, row and column; a key of no form is its own label."""
    row = form.row.get(cell.row) if form else None
    column = form.column.get(cell.column) if form else None
    return [
        ("table", form.label if form else cell.table, cell.table),
        ("row", row.label if row else cell.row, cell.row),
        ("column", column.label if column else cell.column, cell.column),
    ]
