"""Reports whose first part says what a test wants, and what is read of it."""

from __future__ import annotations

from gklint.model.report import Report
from gklint.model.source import source_of_text
from gklint.parsing import parse
from gklint.prose import Statement, prose_of
from gklint.testing import render, valid_draft

STREET = "青禾市望溪区松林街道办事处"
DISTRICT = "青禾市望溪区人民政府"


def rendered(*body: str, agency: str = STREET) -> str:
    """Return a report whose first part has this body; the first line may be a heading."""
    draft = valid_draft(agency=agency)
    section = draft.sections[0]._replace(body=body)
    return render(draft.with_section(0, section)).text


def read(*body: str, agency: str = STREET) -> Report:
    return parse(source_of_text(rendered(*body, agency=agency)))


def statements(*body: str, agency: str = STREET) -> tuple[Statement, ...]:
    return prose_of(read(*body, agency=agency)).statements


def said(*body: str, agency: str = STREET) -> list[tuple[str, object]]:
    """Return what is stated, as (indicators joined by +, value), of whatever confidence."""
    return [("+".join(s.indicators), s.value) for s in statements(*body, agency=agency)]
