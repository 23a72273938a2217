"""What the server knows while it runs: the open documents, and what came of checking each."""

from __future__ import annotations

from lsprotocol import types

from gklint.checking.results import Record
from gklint.lsp import yaml_files
from gklint.lsp.checking import Checked, check
from gklint.lsp.diagnostics import of_report
from gklint.lsp.documents import Document
from gklint.lsp.edits import Editor
from gklint.lsp.places import Places
from gklint.lsp.sums import year_before
from gklint.model.report import Report


class Session:
    """The documents of a client. `language` is what was asked for, None where nothing was."""

    def __init__(self, language: str | None = None) -> None:
        self.forced = language is not None
        self.language = language or "zh"
        self.encoding = "utf-16"
        self.editor = Editor(None)
        self.documents: dict[str, Document] = {}
        self._checked: dict[str, Checked] = {}

    def checked(self, document: Document) -> Checked:
        """Return what came of checking a report as it now stands."""
        known = self._checked.get(document.uri)
        if known is None or known.version != document.version:
            known = check(document, self.language, self.forced)
            self._checked[document.uri] = known
        return known

    def places(self, document: Document, checked: Checked) -> Places:
        """Return what leads to the places of a report that was checked."""
        report = checked.result.report if checked.result else None
        return Places(document, report, self.encoding)

    def forget(self, uri: str | None = None) -> None:
        """Let a document be checked again though it is the same, or all of them."""
        for one in [uri] if uri else [*self._checked]:
            self._checked.pop(one, None)

    def diagnostics(self, document: Document) -> list[types.Diagnostic] | None:
        """Return what is wrong with a document, None where it is none of gklint's."""
        if document.is_report:
            checked = self.checked(document)
            return of_report(document, checked, self.places(document, checked))
        kind = yaml_files.kind_of(document)
        if not kind:
            return None
        return yaml_files.diagnostics(document, kind, self._records(), self.encoding, self.language)

    def report_before(self, report: Report) -> Report | None:
        """Return the report of the same body for the year before, where it is open."""
        reports = {
            uri: checked.result.report
            for uri, checked in self._checked.items()
            if checked.result is not None and checked.result.report is not None
        }
        return year_before(report, reports)

    def _records(self) -> list[Record]:
        open_reports = [one for one in self.documents.values() if one.is_report]
        records = [self.checked(document).record for document in open_reports]
        return [record for record in records if record is not None]
