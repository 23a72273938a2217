"""What stands in a cell beside its number and is no digit of it: hidden, struck out, raised."""

from __future__ import annotations

from random import Random
from typing import NamedTuple

from gklint.model.source import STRUCK_OUT
from gklint.readers.document import raised

#: The ways: text that is not shown, an earlier number that is struck out, the mark of a note.
MARKS = ("hidden", "struck", "raised")
#: So many of the numbers have one.
_SHARE = 0.4


class Run(NamedTuple):
    """A stretch of a cell's text and how it looks: one of MARKS, "" for the number itself.

    `variant` chooses among the ways in which a kind of file has that look.
    """

    text: str
    look: str
    variant: int = 0


def runs_of(text: str, marks: str) -> tuple[Run, ...]:
    """Return the runs of a number's cell where its document has these marks ("": none).

    What is no number, and 0, has none. The same number always has the same marks.
    """
    chance = Random(f"{marks} {text}")
    if not marks or not text.isdecimal() or text == "0" or chance.random() >= _SHARE:
        return (Run(text, ""),)
    variant, other = chance.randrange(100), str(chance.randint(1, 99))
    if marks == "raised":
        return Run(text, ""), Run(str(chance.randint(1, 3)), marks, variant)
    return Run(other, marks, variant), Run(text, "")


def shown(text: str, marks: str) -> str:
    """Return how a number's cell is read: without what is hidden, with the trace of the others."""
    pieces = {"hidden": "", "struck": STRUCK_OUT}
    return "".join(
        run.text if not run.look else pieces.get(run.look, raised(run.text))
        for run in runs_of(text, marks)
    )
