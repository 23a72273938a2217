"""Where the rules of this folder point when they speak of a whole file."""

from gklint.api import Place, Report


def first_words(report: Report) -> Place:
    """Return the place of the title, or of the first line that is not blank."""
    if report.title:
        return report.title.place
    lines = report.source.lines
    first = next((number for number, line in enumerate(lines, 1) if line.strip()), 1)
    return report.source.line_place(first)
