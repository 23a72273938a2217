"""For people with many findings: file by file, in columns."""

from __future__ import annotations

from collections.abc import Iterator

from gklint.checking.results import Record
from gklint.checking.runs import Run, Totals
from gklint.model.diagnostics import SEVERITIES, Diagnostic
from gklint.reporters import Options, Write
from gklint.reporters.headline import COLOURS
from gklint.reporters.statistics import table
from gklint.reporters.summary import not_evaluated, of_record, of_run, verdict
from gklint.reporters.terminal import paint, width
from gklint.reporters.wording import has_lines
from gklint.support.printable import shown


class Reporter:
    """Writes the path of each report, its findings below it, then what was checked of it."""

    def __init__(self, run: Run, write: Write, options: Options) -> None:
        self.write = write
        self.options = options
        #: How many lines the report before took.
        self.before = 0

    def begin(self) -> None:
        """Write nothing: the findings come first."""

    def add(self, record: Record) -> None:
        """Write the findings of a report and what was checked of it."""
        options = self.options
        if record.diagnostics:
            path = paint(shown(record.path, options.encoding), "bold", options.colour)
            lines = [path, *self._rows(record), f"  {verdict(record, options)}"]
            lines += [
                paint(f"  {line}", "dim", options.colour) for line in not_evaluated(record, options)
            ]
            block = "".join(f"{line}\n" for line in lines)
        else:
            block = of_record(record, options)
        lines_taken = block.count("\n")
        # Reports of one line stand close together, as a list; others apart.
        apart = self.before and max(self.before, lines_taken) > 1
        self.write("\n" + block if apart else block)
        self.before = lines_taken

    def end(self, totals: Totals) -> None:
        """Write the line that closes a run of several reports."""
        self.write(of_run(totals, self.options) + table(totals, self.options))

    def _rows(self, record: Record) -> Iterator[str]:
        language, diagnostics = self.options.language, record.diagnostics
        by_lines = has_lines(record)
        cells = [
            (
                f"{diagnostic.place.line}:{diagnostic.place.column}"
                if by_lines
                else self._place(record, diagnostic),
                SEVERITIES[diagnostic.severity].say(language),
                diagnostic.code,
                diagnostic.rule,
            )
            for diagnostic in diagnostics
        ]
        widest = [max(map(width, column)) for column in zip(*cells, strict=True)]
        for diagnostic, (place, severity, code, name) in zip(diagnostics, cells, strict=True):
            colour = self.options.colour
            parts = [
                place.rjust(widest[0]) if by_lines else _filled(place, widest[0]),
                paint(_filled(severity, widest[1]), COLOURS[diagnostic.severity], colour),
                paint(_filled(code, widest[2]), COLOURS[diagnostic.severity], colour),
                paint(_filled(name, widest[3]), "dim", colour),
            ]
            message = shown(diagnostic.text(language), self.options.encoding)
            yield f"  {'  '.join(filter(None, [*parts, message]))}"

    def _place(self, record: Record, diagnostic: Diagnostic) -> str:
        # Imported here: it loads the forms, which a run over texts that is in its cache needs not.
        from gklint.reporters.place_in_form import place_in_document

        place = place_in_document(record, diagnostic, self.options.language)
        return shown(place, self.options.encoding)


def _filled(text: str, columns: int) -> str:
    return text + " " * (columns - width(text))
