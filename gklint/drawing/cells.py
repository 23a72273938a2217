"""The cells of a report as the drawing takes them."""

from __future__ import annotations

from typing import Any

from gklint.model.facts import Facts


def packed_tables(facts: Facts) -> list[dict[str, Any]]:
    """Return the tables of a report, packed: `tables` of a report in form.js."""
    packed: list[dict[str, Any]] = []
    for table in facts.tables:
        if table.problem is not None:
            packed.append({"key": table.key, "problem": table.problem._asdict()})
            continue
        packed.append(
            {
                "key": table.key,
                "rows": table.rows,
                "columns": table.columns,
                "values": table.values,
                "texts": [list(text) for text in table.texts],
                "unread": [[row, reason._asdict()] for row, reason in table.unread],
            }
        )
    return packed
