"""Numbers of which their sentence takes some off: 收到申请10件，其中2件申请人撤回，未计入统计."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from gklint.api import Statement, fold

from .._word_lists import load_data

if TYPE_CHECKING:
    from ._table_figures import Figure

#: So far behind the number it is said what is taken off, in characters.
_REACH = 80
_CLAUSE_ENDS = "[,;。()]"


def leaves(statement: Statement, found: Figure, agreeing: Iterable[Statement]) -> bool:
    """Say whether the number is the table's once those are off that are said to be in no table.

    They stand behind it in its sentence, with a word that says so in their clause. What is
    `agreeing` with a table of its own is in it.
    """
    lacking = {statement.value - value for value in found.values if statement.value > value}
    if not lacking or statement.denial:
        return False
    begin, paragraph = statement.span.end, statement.span.paragraph
    rest = paragraph.text[begin : begin + _REACH].partition("。")[0]
    text = fold(rest)
    words = load_data(__file__, "taken_off.yaml")["words"]
    if not any(word in text for word in words):
        return False
    lacking -= {
        other.value
        for other in agreeing
        if other.span.paragraph is paragraph and begin <= other.span.start < begin + len(rest)
    }
    unit = re.escape(statement.unit)
    return any(
        re.search(rf"(?<![\d.]){number}{unit}", clause) and any(word in clause for word in words)
        for clause in re.split(_CLAUSE_ENDS, text)
        for number in lacking
    )
