"""Where something stands in the lines of a file: in which part of the form."""

from __future__ import annotations

from gklint.api import Report


def section_at(report: Report, line: int) -> int | None:
    """Return the number of the part that a line stands in, None before the first one."""
    number = None
    for section in report.sections:
        if section.place.line > line:
            break
        number = section.form.number
    return number
