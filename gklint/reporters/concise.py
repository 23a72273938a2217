"""For editors, logs and `grep`: one line a finding."""

from __future__ import annotations

from gklint.checking.results import Record
from gklint.checking.runs import Run, Totals
from gklint.model.diagnostics import Diagnostic
from gklint.reporters import Options, Write
from gklint.reporters.headline import headline
from gklint.reporters.not_read import lines
from gklint.reporters.statistics import table
from gklint.reporters.summary import not_evaluated, run_line
from gklint.reporters.terminal import paint
from gklint.reporters.wording import has_lines
from gklint.support.printable import shown


class Reporter:
    """Writes a line for each finding, for what was not checked in a report, and for the run."""

    def __init__(self, run: Run, write: Write, options: Options) -> None:
        self.write = write
        self.options = options

    def begin(self) -> None:
        """Write nothing: the findings come first."""

    def add(self, record: Record) -> None:
        """Write the findings of a report and what was not checked of it."""
        for diagnostic in record.diagnostics:
            self.write(
                f"{headline(record, diagnostic, self.options)}{self._place(record, diagnostic)}\n"
            )
        path = paint(shown(record.path, self.options.encoding), "bold", self.options.colour)
        for line in not_evaluated(record, self.options):
            self.write(f"{path}: {paint(line, 'dim', self.options.colour)}\n")

    def end(self, totals: Totals) -> None:
        """Write what was not read, and the line that closes the run."""
        for line in lines(totals, self.options.language, self.options.encoding):
            self.write(f"{line}\n")
        self.write(f"{run_line(totals, self.options)}\n{table(totals, self.options)}")

    def _place(self, record: Record, diagnostic: Diagnostic) -> str:
        """Return where in a document a finding is, with the words that stand there."""
        if has_lines(record):
            return ""
        # Imported here: it loads the forms, which a run over texts that is in its cache needs not.
        from gklint.reporters.place_in_form import place_in_document

        place = place_in_document(record, diagnostic, self.options.language, quoting=True)
        if not place:
            return ""
        place = shown(place, self.options.encoding)
        return f" ({place})" if self.options.language == "en" else f"（{place}）"
