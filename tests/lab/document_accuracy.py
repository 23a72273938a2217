"""How well documents are read: Word, web pages, workbooks, ruled PDF.

Random reports are written as documents and each cell is held against what stands in it. Then faults
are put into reports, and each is written as text and as a document: both must give the same
findings, code by code and cell by cell. Needs python-docx, openpyxl and reportlab to write them.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from random import Random
from typing import NamedTuple

from lab.fault_accuracy import faulty_drafts, settings_for
from lab.faults import Fault, Faulty
from lab.imperfect import IMPERFECTIONS
from lab.reading_accuracy import Score, compare
from lab.real_reports import FIGURES, REPORTS, true_cells_of

from gklint.checking.results import Result
from gklint.checking.settings import Settings
from gklint.engine import lint_bytes, lint_text
from gklint.model.diagnostics import Diagnostic
from gklint.testing.documents import KINDS, document, random_document_style
from gklint.testing.documents.hurried import HURRIED
from gklint.testing.draft import Draft
from gklint.testing.random_reports import random_draft
from gklint.testing.rendering import render
from gklint.testing.style import NUMBERINGS, PLAIN_STYLE

#: What is aimed at, in percent of the cells.
AIMS = {"docx": 99.9, "html": 99.9, "xlsx": 99.9, "pdf": 99.5}
#: The kinds of reports that are written as documents; in the first everything is right.
VALID_DOCUMENTS = "documents: valid reports"
HURRIED_DOCUMENTS = "documents: with tables merged by a hurried hand"
#: Cells with what is no digit of their number; which of MARKS.
MARKED_DOCUMENTS = {
    "documents: hidden text beside the numbers": ("hidden",),
    "documents: marked, numbers struck out and notes": ("struck", "raised"),
}
CHANGES: Mapping[str, Callable[[Draft, Random], Draft]] = {
    VALID_DOCUMENTS: lambda draft, chance: draft,
    HURRIED_DOCUMENTS: lambda draft, chance: draft,
    **dict.fromkeys(MARKED_DOCUMENTS, lambda draft, chance: draft),
    **{f"documents: {title}": change for title, change in IMPERFECTIONS.items()},
}
_LIBRARIES = {"docx": "docx", "xlsx": "openpyxl", "pdf": "reportlab"}

#: What makes a finding the same in two files: code, severity, part, cell, what is and should be.
FindingKey = tuple[str, int, int | None, str, str, str]


class Sameness(NamedTuple):
    """The findings of documents of a kind beside those of the same reports as text, added up.

    `same` counts the reports with the same findings; `differing` names the others, with the codes
    that only the text and only the document gave.
    """

    kind: str
    reports: int = 0
    findings: int = 0
    same: int = 0
    differing: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = ()

    def __add__(self, other: object) -> Sameness:
        if not isinstance(other, Sameness):
            return NotImplemented
        return Sameness(
            self.kind,
            self.reports + other.reports,
            self.findings + other.findings,
            self.same + other.same,
            self.differing + other.differing,
        )


def writable_kinds() -> list[str]:
    """Return the kinds of documents whose libraries are installed."""
    return [kind for kind in KINDS if kind not in _LIBRARIES or find_spec(_LIBRARIES[kind])]


# --- cells ---------------------------------------------------------------------------------------


def score_documents(kind: str, title: str, reports: int, seed: int) -> Score:
    """Write so many random reports of one of CHANGES as documents of a kind and read them."""
    total = Score()
    change = CHANGES[title]
    for number in range(reports):
        chance = Random(f"{seed} {number}")
        draft = change(random_draft(chance), chance)
        style = random_document_style(chance, kind)
        if title == HURRIED_DOCUMENTS:
            style = style._replace(hurried=chance.choice(list(HURRIED)), repeat_labels=False)
        if title in MARKED_DOCUMENTS:
            style = style._replace(marks=chance.choice(MARKED_DOCUMENTS[title]))
        written = document(draft, kind, style)
        result = lint_bytes(written.raw, f"report{written.suffix}")
        alarms = title == VALID_DOCUMENTS and written.style.words.is_regular
        total += compare(result, written.cells.items(), alarms=alarms)
    return total


def score_real_documents(
    folder: Path = REPORTS,
    figures: Path = FIGURES,
) -> Iterator[tuple[str, Score]]:
    """Yield what came of reading the real PDFs, held against the figures checked by hand."""
    if not figures.exists():
        return
    for report in json.loads(figures.read_text("utf-8")).values():
        for home in sorted({(folder / file).parent for file in report["files"]}):
            path = home / "report.pdf"
            if path.exists():
                cells = true_cells_of(report)
                result = lint_bytes(path.read_bytes(), path.name)
                yield f"{home.name}/{path.name}", compare(result, cells.items(), alarms=False)


# --- findings ------------------------------------------------------------------------------------


def finding_keys(result: Result) -> Counter[FindingKey]:
    """Return what makes the findings of a result the same in two files, however they are laid out.

    Places differ, and so do facts that name them.
    """
    return Counter(_key(found) for found in result.diagnostics)


def _key(found: Diagnostic) -> FindingKey:
    cell = ".".join(found.cell) if found.cell else ""
    return (
        found.code,
        int(found.severity),
        found.section,
        cell,
        "".join(str(found.actual).split()),
        "".join(str(found.expected).split()),
    )


def compare_findings(fault: Fault, kinds: Sequence[str], reports: int, seed: int) -> list[Sameness]:
    """Put a fault into so many reports and write each as text and as each kind of document."""
    told = {kind: Sameness(kind) for kind in kinds}
    for number, (_, faulty) in enumerate(faulty_drafts(fault, reports, seed)):
        if faulty.damage is not None:
            # It is done to lines of text.
            continue
        for kind in kinds:
            chance = Random(f"{seed} {number} {kind}")
            what = f"{fault.code} {fault.what} {number}"
            told[kind] += compare_one(faulty, kind, chance, settings_for(fault), what)
    return list(told.values())


def compare_one(
    faulty: Faulty, kind: str, chance: Random, settings: Settings, what: str
) -> Sameness:
    """Write a report as text and as a document of a kind, and compare the findings."""
    style = random_document_style(chance, kind)
    plain = {field: getattr(PLAIN_STYLE, field) for field in faulty.plain}
    words = style.words._replace(numbering=NUMBERINGS[0], page_lines=0, **plain)
    style = style._replace(words=words)
    text = finding_keys(lint_text(render(faulty.draft, "tabs_grid", words).text, settings=settings))
    written = document(faulty.draft, kind, style)
    read = finding_keys(lint_bytes(written.raw, f"report{written.suffix}", settings))
    if text == read:
        return Sameness(kind, 1, text.total(), 1)
    only = tuple(sorted(key[0] for key in (text - read).elements()))
    beside = tuple(sorted(key[0] for key in (read - text).elements()))
    return Sameness(kind, 1, text.total(), 0, ((f"{what}, {kind}: {style}", only, beside),))
