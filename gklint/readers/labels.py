"""What the forms call their tables, groups, rows and columns, as readers look for it."""

from __future__ import annotations

import re
from functools import lru_cache

from gklint.forms.loading import load_forms
from gklint.support.folding import fold

ENUMERATOR = re.compile(r"\(?([一二三四五六七八九十]{1,3}|\d{1,2})[)、.]")


def bare(label: str) -> str:
    """Return a label as labels are compared: folded, without enumerator and marks."""
    return "".join(re.findall(r"\w+", ENUMERATOR.sub("", fold(label), count=1)))


@lru_cache(maxsize=1)
def labels() -> frozenset[str]:
    """Return the labels of all forms, each `bare`."""
    found: set[str] = set()
    for form in load_forms().forms:
        for table in form.tables:
            found |= {table.label, *table.groups.values()}
            for row in table.rows:
                found.update(row.labels)
            for column in table.columns:
                found.update(column.labels)
    return frozenset(map(bare, found)) - {""}
