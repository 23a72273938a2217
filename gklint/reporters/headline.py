"""A finding in one line, as editors know it: path:line:column: what it is; of a document, whose
author sees no lines, path: what it is."""

from __future__ import annotations

from gklint.checking.results import Record
from gklint.model.diagnostics import SEVERITIES, Diagnostic, Severity
from gklint.reporters import Options
from gklint.reporters.terminal import paint
from gklint.reporters.wording import has_lines
from gklint.support.printable import shown

COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}


def headline(record: Record, diagnostic: Diagnostic, options: Options) -> str:
    """Return path, place, severity, code, name and message of a finding, without a line end; the
    place in a document is left to what stands below or behind."""
    place, severity = diagnostic.place, diagnostic.severity
    path = paint(shown(record.path, options.encoding), "bold", options.colour)
    word = SEVERITIES[severity].say(options.language)
    kind = paint(f"{word} {diagnostic.code}", COLOURS[severity], options.colour)
    name = paint(diagnostic.rule, "dim", options.colour)
    message = shown(diagnostic.text(options.language), options.encoding)
    if has_lines(record):
        path += f":{place.line}:{place.column}"
    return f"{path}: {kind} {name} {message}"
