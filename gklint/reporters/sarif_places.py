"""Where things are, as SARIF says it: files as artifacts, regions of text, parts of the form."""

from __future__ import annotations

import os
from collections.abc import Iterable
from urllib.parse import quote_from_bytes

from gklint.checking.results import About, Record
from gklint.forms.loading import load_forms
from gklint.forms.values import TableForm
from gklint.model.report import CellKey
from gklint.model.source import Origin, Place
from gklint.reporters.jsontext import Json
from gklint.reporters.paths import root_of, working_folder
from gklint.reporters.spool import Spool
from gklint.reporters.wording import parts_of

#: The base of the files of the repository, or in and below the working folder.
REPOSITORY = "SRCROOT"
#: The base of all others on this file system, or on this drive of a Windows machine.
_ROOT = "FILESYSTEM"

_ENCODINGS = {"utf-8-sig": "UTF-8", "utf-16-le": "UTF-16LE", "utf-16-be": "UTF-16BE"}

#: A line longer than this is not given as a whole, but so many characters on each side.
_LONG_LINE = 400
_AROUND = 100

Object = dict[str, Json]


class Artifacts:
    """The files of a run, each once, in the order in which they were checked."""

    def __init__(self, objects: Spool) -> None:
        self.bases: dict[str, Json] = {}
        self.objects = objects
        self._index: dict[tuple[str, str], int] = {}
        self._folder = working_folder()

    def add(self, record: Record, properties: Object) -> Object:
        """Add the file of a record and return its artifactLocation."""
        uri, base = self._uri(record.path)
        index = self._index.setdefault((uri, base), self.objects.count)
        location: Object = {"uri": uri, "uriBaseId": base, "index": index}
        if index == self.objects.count:
            artifact: Object = {"location": location, "roles": ["analysisTarget"]}
            about = record.about
            if about is not None:
                artifact["mimeType"] = about.media_type
                if about.encoding:
                    artifact["encoding"] = _ENCODINGS.get(about.encoding, about.encoding.upper())
                artifact["length"] = about.size
                artifact["hashes"] = {"sha-256": about.sha256}
            self.objects.add({**artifact, "properties": properties})
        return location

    def elsewhere(self, path: str) -> Object:
        """Return the artifactLocation of another file of the run, which may not have come yet."""
        uri, base = self._uri(path)
        return {"uri": uri, "uriBaseId": base}

    def _uri(self, path: str) -> tuple[str, str]:
        """Return a URI relative to a base, and the name of the base."""
        whole = os.path.normpath(os.path.join(self._folder, path))
        root = root_of(whole)
        if root is not None:
            self._add_base(REPOSITORY, root)
            return _relative(whole[len(root) :].lstrip(os.sep)), REPOSITORY
        drive, rest = os.path.splitdrive(whole)
        base = f"{_ROOT}_{drive.strip(':/').upper()}" if drive else _ROOT
        self._add_base(base, drive)
        return _relative(rest.lstrip(os.sep)), base

    def _add_base(self, name: str, folder: str) -> None:
        path = _relative(folder).strip("/")
        self.bases[name] = {"uri": f"file:///{path}/" if path else "file:///"}


def _relative(path: str) -> str:
    path = path.replace(os.sep, "/")
    try:
        raw = os.fsencode(path)
    except UnicodeEncodeError:
        # A name that no file of this system can have: it was made up by the caller.
        raw = path.encode("utf-8", "surrogatepass")
    # The colon of a drive stays: "file:///C:/". Elsewhere it would look like a scheme.
    return quote_from_bytes(raw, safe="/:" if path[1:2] == ":" and os.name == "nt" else "/")


def physical_location(
    location: Object, record: Record, place: Place, context: bool = True
) -> Object:
    """Return a physicalLocation: the place with its text and the lines around it.

    A place that the text does not have, as a plugin's rule may give, is the file as a whole.
    """
    physical: Object = {"artifactLocation": location}
    if not _within(record, place):
        return physical
    physical["region"] = _region(record, place)
    wider = _wider(record, place) if context and _has_lines(record, place) else None
    if wider is not None:
        physical["contextRegion"] = _region(record, wider)
    return physical


def _within(record: Record, place: Place) -> bool:
    return (
        0 < place.line <= place.end_line <= record.line_count
        and place.column > 0
        and place[:2] <= place[2:]
    )


def region(place: Place) -> Object:
    """Return the region of a place, without its text."""
    return {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }


def _region(record: Record, place: Place) -> Object:
    numbers = range(place.line, place.end_line + 1)
    if not _has_lines(record, place):
        return region(place)
    lines = [record.lines[number] for number in numbers]
    lines[-1] = lines[-1][: place.end_column - 1]
    lines[0] = lines[0][place.column - 1 :]
    return {**region(place), "snippet": {"text": "".join(lines)}}


def _has_lines(record: Record, place: Place) -> bool:
    """Say whether the text is there: not of what came of comparing reports."""
    return all(number in record.lines for number in range(place.line, place.end_line + 1))


def _wider(record: Record, place: Place) -> Place | None:
    """Return what is around a place: its whole lines, their neighbours if it is whole lines itself.

    A paragraph may be one line of thousands of characters: of that, what is near.
    """
    length = len(record.line(place.line))
    if place.line == place.end_line and length > _LONG_LINE:
        return Place(
            place.line,
            max(place.column - _AROUND, 1),
            place.line,
            min(place.end_column + _AROUND, length + 1),
        )
    for more in (0, 1):
        first = max(place.line - more, 1)
        last = min(place.end_line + more, record.line_count)
        wider = Place(first, 1, last, len(record.line(last)) + 1)
        if wider != place:
            return wider
    return None


class LogicalLocations:
    """The parts that a run speaks of: of the form section, table, row and column; of a document
    page and paragraph, or table, row and column."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.objects: list[Object] = []
        self._index: dict[tuple[str, str], int] = {}

    def of(self, about: About | None, section: int | None, cell: CellKey | None) -> list[Json]:
        """Return the logicalLocations of a finding, the widest first; none without a report."""
        form = _table_form(about, cell)
        if about is None or (section is None and form is None):
            return []
        parts = [("section", _section_name(section or (form.section if form else 0)), "")]
        if cell is not None:
            parts += _cell_parts(form, cell)
        return list(self._chain(parts))

    def of_origin(self, origin: Origin | None) -> list[Json]:
        """Return the logicalLocations of a place in a document, the widest first."""
        parts = parts_of(origin, self.language) if origin else {}
        return list(self._chain([(f"document-{kind}", name, "") for kind, name in parts.items()]))

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


def _table_form(about: About | None, cell: CellKey | None) -> TableForm | None:
    """Return the table that a cell is of: that of the report's own format, if it has one."""
    if about is None or cell is None:
        return None
    forms = sorted(load_forms().forms, key=lambda form: form.key != about.format)
    return next((form.table[cell.table] for form in forms if cell.table in form.table), None)


def _section_name(number: int) -> str:
    sections = load_forms().forms[-1].sections
    if not 0 < number <= len(sections):
        return str(number)
    return f"{'一二三四五六七八九十'[number - 1]}、{sections[number - 1].title}"


def _cell_parts(form: TableForm | None, cell: CellKey) -> list[tuple[str, str, str]]:
    """Return kind, label and key of table, row and column; a key of no form is its own label."""
    row = form.row.get(cell.row) if form else None
    column = form.column.get(cell.column) if form else None
    return [
        ("table", form.label if form else cell.table, cell.table),
        ("row", row.label if row else cell.row, cell.row),
        ("column", column.label if column else cell.column, cell.column),
    ]
