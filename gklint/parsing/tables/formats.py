"""Which format's table the labels of rows and columns speak for."""

from __future__ import annotations

from functools import lru_cache

from gklint.forms.loading import load_forms
from gklint.forms.values import TableForm


@lru_cache(maxsize=1024)
def form_of(
    table: str,
    rows: frozenset[str],
    columns: frozenset[str],
    width: int,
    year: int | None,
    sparse: bool = False,
) -> TableForm:
    """Return the table of the format that these rows and columns speak for, else the year's.

    `width` is how many values most rows have; `sparse` says that there are rows without any, so
    that others may have fewer values than there are columns.
    """
    forms = load_forms()
    expected = forms.for_year(year)

    def score(form: TableForm) -> tuple[int, int, int, bool, str]:
        foreign = len(_sub_rows(rows, form) - form.row.keys())
        known = len(columns & form.column.keys()) - 2 * len(columns - form.column.keys())
        lacking = len(form.columns) - width
        fits = -abs(lacking) if width and not (sparse and lacking > 0) else 0
        in_force = expected is not None and expected.key == form.format
        return -foreign, known, fits, in_force, form.format

    return max((form.table[table] for form in forms.forms if table in form.table), key=score)


def _sub_rows(rows: frozenset[str], form: TableForm) -> set[str]:
    """Leave out a row whose parts are there: in 2021 （六）其他处理 is a group, not a row."""
    return {
        row
        for row in rows
        if not (
            row not in form.row
            and any(key.startswith(f"{row}.") and key in rows for key in form.row)
        )
    }
