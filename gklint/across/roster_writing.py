"""A first roster written from the reports that there are."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence

from gklint.across.facts import facts_of
from gklint.across.roster_rows import COLUMNS
from gklint.checking.settings import Settings
from gklint.collection.reports import Collection, Member
from gklint.collection.roster import KINDS
from gklint.engine import lint_file
from gklint.forms.loading import load_forms
from gklint.support.bilingual import Text

_NO_BODY = Text(
    "读不出是哪个单位、哪一年度的报告，没有写入名册",
    "it does not say whose it is or on which year, and is not in the roster",
)
#: A rule that is quickly asked: facts need the report, and no rule's word on it.
_QUICK = ("GK901",)


def roster_text(
    paths: Iterable[str], settings_for: Callable[[str], Settings]
) -> tuple[str, list[tuple[str, Text]]]:
    """Return a roster as .csv, and the files of which nothing could be told, with why."""
    reports, unknown = [], []
    for path in paths:
        settings = settings_for(path)._replace(select=_QUICK, extend_select=(), rules=())
        facts = facts_of(lint_file(path, settings), "")
        if facts is None or not facts.body or facts.year is None:
            unknown.append((path, _NO_BODY))
        else:
            reports.append((path, facts))
    collection = Collection(reports, load_forms())
    bodies: dict[str, list[Member]] = {}
    for member in collection.members:
        bodies.setdefault(member.key, []).append(member)
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(COLUMNS.values())
    for members in sorted(bodies.values(), key=lambda members: members[0].name):
        rows.writerow(_row(members, collection.years))
    return out.getvalue(), unknown


def _row(members: Sequence[Member], years: Sequence[int]) -> list[str]:
    """Return what is known of a body; its years only where they are not those of all."""
    names = dict.fromkeys(member.facts.body for member in members)
    name = max(names, key=len)
    first = min(member.year or 0 for member in members)
    last = max(member.year or 0 for member in members)
    kind = KINDS.get(members[-1].facts.kind)
    values = {
        "name": name,
        "aliases": ";".join(alias for alias in names if alias != name),
        "kind": kind.zh if kind else "",
        "from": str(first) if first > years[0] else "",
        "to": str(last) if last < years[-1] else "",
    }
    return [values.get(key, "") for key in COLUMNS]
