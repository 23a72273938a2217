"""Faults put into valid reports one at a time, each with the findings that are due for it.

`put_into(fault, chance)` draws a report that can have the fault; `lines_of` says in which lines of
the rendered text a finding must stand. How many are found measures `lab.accuracy`.
"""

from __future__ import annotations

from lab.faults import arithmetic, identity, prose, structure, substance, tables
from lab.faults.fault import (
    Due,
    Fault,
    Faulty,
    Location,
    Part,
    Rows,
    Words,
    lines_of,
)

#: All kinds of faults, by the code of the rule that each is for.
FAULTS: tuple[Fault, ...] = tuple(
    sorted(
        (
            *structure.FAULTS,
            *tables.FAULTS,
            *arithmetic.FAULTS,
            *prose.FAULTS,
            *identity.FAULTS,
            *substance.FAULTS,
        ),
        key=lambda fault: fault.code,
    )
)

__all__ = ["FAULTS", "Due", "Fault", "Faulty", "Location", "Part", "Rows", "Words", "lines_of"]
