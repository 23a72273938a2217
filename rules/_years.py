"""Whether the report year can be relied on."""

from __future__ import annotations

from gklint.model.report import Report


def years_differ(report: Report) -> bool:
    """Say whether title and statistics period name different years: GK503 speaks of that."""
    title, period = report.title, report.period
    if title is None or title.year is None or period is None or report.year_from == "given":
        return False
    return title.year not in (period.first[0], period.last[0])
