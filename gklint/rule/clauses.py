"""What a rule rests on, resolved: "regulation: article" becomes a clause that can be quoted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gklint.forms.values import Form, Forms
from gklint.model.diagnostics import Clause
from gklint.model.report import Report


def basis(clauses: Sequence[str], report: Report | None, forms: Forms) -> tuple[Clause, ...]:
    """Resolve "regulation: article"; "format" is the form in force for the report.

    Without a report, or a report year, "format" stands for every form. What is not about reports of
    the year is left out: a report of 2017 owes nothing to a law of 2019. Raises KeyError for a
    regulation that `grammars/regulations.yaml` does not have.
    """
    known = (report.year, report.form) if report else (None, None)
    return basis_in(clauses, *known, forms)


def basis_in(
    clauses: Sequence[str], year: int | None, form: Form | None, forms: Forms
) -> tuple[Clause, ...]:
    """Resolve clauses as `basis` does, for a report year and the form in force."""
    return tuple(
        clause
        for written in clauses
        for clause in _resolve(written, form, forms)
        if year is None or forms.regulations[clause.regulation].covers(year)
    )


def _resolve(written: str, form: Form | None, forms: Forms) -> Iterator[Clause]:
    key, _, article = written.partition(": ")
    keys = [key]
    if key == "format":
        keys = [form.regulation] if form else [form.regulation for form in forms.forms]
    for regulation in (forms.regulations[key] for key in keys):
        yield Clause(regulation.key, regulation.number, article)
