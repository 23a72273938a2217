"""The comment in a report's text by which a finding is suppressed, and where it is to stand."""

from __future__ import annotations

from gklint.lsp.positions import Position
from gklint.model.diagnostics import Diagnostic
from gklint.model.report import Report


def suppression(report: Report, found: Diagnostic, path: str) -> tuple[Position, str]:
    """Return where a comment is to be inserted that suppresses a finding, and the comment.

    It ends where the reason is to be written; until then GK905 asks for it. It stands on a line of
    its own above the row or paragraph of the finding, for between two lines of a paragraph it would
    part them; in a table of Markdown it stands behind the row.
    """
    comment = f"gklint: ignore {found.code} -- 理由："
    line = min(_first_line(report, found.line), len(report.source.lines))
    written = report.source.written_line(line)
    if not path.lower().endswith(".md"):
        return (line, 1), f"# {comment}\n"
    if written.lstrip().startswith("|"):
        return (line, len(written.rstrip()) + 1), f" <!-- {comment} -->"
    return (line, 1), f"<!-- {comment} -->\n"


def _first_line(report: Report, line: int) -> int:
    """Return the first line of the row or paragraph that a line belongs to."""
    for table in report.tables:
        for row in table.rows:
            lines = {row.place.line, *(cell.line for cell in row.cells)}
            if line in lines or row.place.line <= line <= row.place.end_line:
                return min(lines)
    for paragraph in (*(paragraph for _, paragraph in report.paragraphs()), *report.ending):
        lines = {piece.line for piece in paragraph.pieces}
        if line in lines:
            return min(lines)
    return line
