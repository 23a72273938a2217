"""Rows of sums that are not named as the form names them: 合计, 小计, 办理结果合计.

Most are rows that a report adds. One of them is （七）总计 where no row has that name and it stands
in its place: behind all results, and before what is carried into the next year.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gklint.forms.values import TableForm
from gklint.parsing.lexicon import RowName

if TYPE_CHECKING:
    from gklint.parsing.tables.parts import Part

#: What names of sums have in them, and how long such a name is at most.
_WORDS = ("总计", "合计", "小计", "共计")
_LONGEST = 12
#: The row that is the sum of all results in table three.
_TABLE, _TOTAL = "applications", "total_processed"


def names_sum(label: str) -> bool:
    """Say whether a label, as labels are compared, is a name of a sum."""
    return label == "计" or (len(label) <= _LONGEST and any(word in label for word in _WORDS))


def name_total(part: Part, form: TableForm) -> None:
    """Name the one row of a sum that stands where （七）总计 is due, if no row has that name."""
    at = form.order.get(_TOTAL)
    if part.key != _TABLE or at is None or not _may_be_total(part, form, at):
        return
    unnamed = (draft for draft in part.drafts if draft.name is None and draft.label)
    sums = [draft for draft in unnamed if names_sum(draft.label[-1].core)]
    if len(sums) != 1:
        # Where each group has its own sum, the last one need not be that of all.
        return
    index = part.drafts.index(sums[0])
    names = [draft.name.row if draft.name else "" for draft in part.drafts]
    before = [form.order.get(name, 0) for name in names[:index]]
    after = [form.order[name] for name in names[index + 1 :] if name in form.order]
    if max(before, default=at) < at and all(order > at for order in after):
        sums[0].name = RowName(_TABLE, _TOTAL, (form.format,), at)


def _may_be_total(part: Part, form: TableForm, at: int) -> bool:
    """Say whether the total is missing and the last group of results is there."""
    there = {draft.name.row for draft in part.drafts if draft.name}
    there |= {name.row for name, _ in part.bare}
    last = form.rows[at - 1].key.partition(".")[0]
    return _TOTAL not in there and any(row.partition(".")[0] == last for row in there)
