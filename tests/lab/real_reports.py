"""Real reports with the figures that were checked by hand, where a folder of them is there."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from gklint.forms.loading import load_forms
from gklint.model.report import CellKey
from gklint.testing.rendering import TrueCell

_ROOT = Path(__file__).resolve().parent.parent.parent
#: The folder of the reports, beside the project, and the file of their figures in its tests.
REPORTS = _ROOT.parent / "shared"
FIGURES = _ROOT / "tests" / "data" / "real_figures.json"


class RealReport(NamedTuple):
    """A file: its name, its text, the true cells; a line of 0 says that the place is not known."""

    name: str
    text: str
    cells: Mapping[CellKey, TrueCell]


def real_reports(folder: Path = REPORTS, figures: Path = FIGURES) -> Iterator[RealReport]:
    """Yield the reports whose files are there; none where the folder or the figures are not."""
    if not figures.exists():
        return
    for report in json.loads(figures.read_text("utf-8")).values():
        for file, lines in report["files"].items():
            path = folder / file
            if path.exists():
                yield RealReport(file, path.read_text("utf-8"), true_cells_of(report, lines))


def true_cells_of(
    report: Mapping[str, Any], lines: Mapping[str, Any] | None = None
) -> dict[CellKey, TrueCell]:
    """Return the cells of an entry of the figures; `lines` are those of one of its files."""
    return dict(_cells(report, lines or {}))


def _cells(
    report: Mapping[str, Any], lines: Mapping[str, Any]
) -> Iterator[tuple[CellKey, TrueCell]]:
    for table, rows in report["figures"].items():
        form = load_forms().by_key(report["formats"][table]).table[table]
        for row, texts in rows.items():
            on = lines.get(table, {}).get(row, 0)
            for index, (column, text) in enumerate(zip(form.columns, texts, strict=True)):
                line = on[index] if isinstance(on, list) else on
                yield CellKey(table, row, column.key), TrueCell(text, line, 0, _value(text))


def _value(text: str) -> int | Decimal | None:
    digits = text.partition(" ")[0]
    if not digits:
        return None
    return Decimal(digits) if "." in digits else int(digits)
