"""Reading and checking documents, against the libraries that most programs read tables with."""

from __future__ import annotations

from functools import partial
from importlib.util import find_spec
from io import BytesIO
from statistics import median
from typing import Any

from measuring import Figure, interleaved

_ROUNDS = 15
#: The most that reading may take of what the library takes for the tables alone, and checking too.
_MOST = {"docx": (0.2, 0.4), "pdf": (0.2, 0.2)}
#: What writes the document and what is measured against, by kind.
_LIBRARIES = {"docx": ("docx",), "pdf": ("reportlab", "pdfplumber", "pypdfium2")}


def figures() -> list[Figure]:
    """Return two figures for each kind of document whose libraries are installed."""
    found: list[Figure] = []
    for kind, libraries in _LIBRARIES.items():
        missing = [name for name in libraries if find_spec(name) is None]
        if missing:
            print(f"{kind}: not measured, {', '.join(missing)} is not installed")
        else:
            found += _figures(kind)
    return found


def _figures(kind: str) -> list[Figure]:
    from gklint.engine import lint_bytes
    from gklint.readers import read_bytes
    from gklint.testing import valid_draft
    from gklint.testing.documents import document

    raw = document(valid_draft(2023), kind).raw
    path = f"report.{kind}"
    theirs = {"docx": _python_docx, "pdf": _pdfplumber}[kind]
    grids = read_bytes(raw, path).grids
    # Both must see the whole of the tables, or the comparison is of nothing.
    assert sum(len(grid.cells) for grid in grids) > 200 and theirs(raw) > 200
    name = theirs.__name__.strip("_").replace("_", "-")
    found = []
    ours = (("reading", read_bytes), ("whole lint of", lint_bytes))
    for (what, run), most in zip(ours, _MOST[kind], strict=True):
        mine, others = interleaved(partial(run, raw, path), partial(theirs, raw), _ROUNDS)
        ratio = median(mine) / median(others)
        times = f"{median(mine) * 1000:.0f} ms over {median(others) * 1000:.0f} ms"
        told = f"{what} a .{kind} / {name} reading its tables ({times})"
        found.append(Figure(told, f"{ratio:.3f}", f"at most {most}", ratio <= most))
    return found


def _python_docx(raw: bytes) -> int:
    """Read the tables with python-docx; return how many cells are not empty."""
    import docx

    opened: Any = docx.Document(BytesIO(raw))
    return sum(
        bool(cell.text) for table in opened.tables for row in table.rows for cell in row.cells
    )


def _pdfplumber(raw: bytes) -> int:
    """Read the tables with pdfplumber; return how many cells are not empty."""
    import pdfplumber

    with pdfplumber.open(BytesIO(raw)) as opened:
        return sum(
            bool(cell)
            for page in opened.pages
            for table in page.extract_tables()
            for row in table
            for cell in row
        )
