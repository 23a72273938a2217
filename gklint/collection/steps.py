"""From one year to the next: each report beside those that it continues, or why there are none."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from gklint.collection.reports import Collection, Member, alike
from gklint.collection.roster import VERTICAL, RosterRow
from gklint.model.reasons import Reason
from gklint.rule.definition import (
    Finding,
    NotApplicable,
    NotEvaluated,
    ReportVerdicts,
    not_evaluated,
)
from gklint.rule.reasons import BODY_UNKNOWN
from gklint.support.bilingual import Text
from gklint.support.folding import fold

#: What a comparison of one step comes to.
Compared = Iterator[Finding | NotEvaluated | NotApplicable]

_YEAR_UNKNOWN = Reason("year-unknown", Text("报告年度未知", "the report year is unknown"))
_OTHER_PARTS = Reason(
    "other-parts", Text("下级单位与上一年的不同", "its parts are not those of the year before")
)
_NO_REPORT = Reason(
    "no-report", Text("没有“{body}”{year} 年的报告", "there is no report of “{body}” on {year}")
)
_MAYBE_ANOTHER = Reason(
    "maybe-another-body",
    Text(
        "{year} 年没有“{body}”的报告，有“{near}”的：不能确定是不是同一单位，可在名册的“别名”中写明",
        "there is no report of “{body}” on {year}, but one of “{near}”: whether"
        " they are one body cannot be told; the roster can say so (别名)",
    ),
)
_ANOTHER_COUNTS = Reason(
    "another-counts",
    Text(
        "该单位 {year} 年的报告以 {path} 为准",
        "of the reports of this body on {year} another counts: {path}",
    ),
)
_NONE_COUNTS = Reason(
    "none-counts",
    Text(
        "该单位 {year} 年的报告不止一份，数字不同，不能确定以哪份为准",
        "there are several reports of this body on {year} with different numbers, and nothing"
        " tells which one counts",
    ),
)
_NONE_OF_LAST_YEAR_COUNTS = Reason(
    "none-of-last-year-counts",
    Text(
        "“{body}”{year} 年的报告有 {count} 份，数字不同，不能确定以哪份为准",
        "there are {count} reports of “{body}” on {year} with different numbers, and"
        " nothing tells which one counts",
    ),
)


class Step(NamedTuple):
    """A report and those of the year before that it continues.

    `earlier` is the body's own, or those of the bodies that were merged into it. `beside` are the
    reports of the others that were split off with it. `why` says why nothing can be compared;
    `why_no_numbers` why no number can: what a whole says follows from its parts, or other bodies
    are its parts than the year before.
    """

    later: Member
    earlier: tuple[Member, ...] = ()
    beside: tuple[Member, ...] = ()
    why: NotEvaluated | NotApplicable | None = None
    why_no_numbers: NotEvaluated | NotApplicable | None = None

    @property
    def one_to_one(self) -> bool:
        """Whether one body goes on as one body."""
        return len(self.earlier) == 1 and not self.beside


def compared(
    collection: Collection, compare: Callable[[Step], Compared], prose: bool = False
) -> ReportVerdicts:
    """Yield what `compare` says of each step, and why others cannot be compared.

    Without `prose` it compares numbers.
    """
    for step in steps(collection):
        why = step.why
        if why is None and not prose:
            why = step.why_no_numbers
        if why is not None:
            yield step.later.says(why)
            continue
        for verdict in compare(step):
            yield step.later.says(verdict)


def steps(collection: Collection) -> Sequence[Step]:
    """Return a step for each report, by path."""
    # Rules ask for the same, one after the other.
    if steps not in collection.known:
        collection.known[steps] = tuple(_steps(collection))
    found: Sequence[Step] = collection.known[steps]
    return found


def _steps(collection: Collection) -> Iterator[Step]:
    first = min(collection.years, default=None)
    for member in collection.members:
        year = member.year
        if year is None or not member.key:
            yield Step(member, why=_unknown(member))
        elif year == first:
            yield Step(member, why=NotApplicable())
        else:
            yield _step(collection, member, year)


def _unknown(member: Member) -> NotEvaluated:
    if member.year is None:
        return not_evaluated(_YEAR_UNKNOWN)
    return not_evaluated(BODY_UNKNOWN)


def _step(collection: Collection, member: Member, year: int) -> Step:
    versions = collection.versions[member.key, year]
    if versions.counting is not member:
        return Step(member, why=_another_counts(versions.counting, year))
    row = collection.roster.row(member.key, year) if collection.roster else None
    sources = [member.key, *_ended(collection, row, year)]
    earlier, beside = [], []
    for key in sources:
        before = collection.versions.get((key, year - 1))
        if before is None:
            continue
        if before.counting is None:
            return Step(member, why=_undecided(key, year - 1, before.members))
        earlier.append(before.counting)
    gone = _missing_predecessor(collection, row, year)
    if gone:
        return Step(member, why=_no_report(gone, year - 1))
    if not earlier:
        new = row is not None and row.first == year and not row.predecessors
        return Step(member, why=NotApplicable() if new else _no_year(collection, member, year))
    for other in _split_off(collection, sources[1:], member.key, year):
        counting = collection.counting(other.key, year)
        if counting is None:
            return Step(member, why=_no_report(other.name, year))
        beside.append(counting)
    return Step(member, tuple(earlier), tuple(beside), None, _of_parts(collection, row, year))


def _of_parts(
    collection: Collection, row: RosterRow | None, year: int
) -> NotEvaluated | NotApplicable | None:
    """Return why the numbers of a whole are not compared with those of the year before.

    Where its parts are there for both years, each is compared itself, and the whole with their sum.
    """
    roster = collection.roster
    if row is None or roster is None or not row.consolidated:
        return None
    before, now = (
        {child.key for child in roster.children(row.key, when) if child.kind != VERTICAL}
        for when in (year - 1, year)
    )
    there = all(collection.counting(key, year - 1) for key in before) and all(
        collection.counting(key, year) for key in now
    )
    if now and there:
        return NotApplicable()
    if before != now:
        return not_evaluated(_OTHER_PARTS)
    return None


def _ended(collection: Collection, row: RosterRow | None, year: int) -> list[str]:
    """Return the keys of predecessors that reported last year and do so no more."""
    roster = collection.roster
    found = []
    for name in row.predecessors if row and roster else ():
        key = roster.keys.get(fold(name), fold(name)) if roster else ""
        goes_on = roster.row(key, year) if roster else None
        if (key, year - 1) in collection.versions and not (
            goes_on or (key, year) in collection.versions
        ):
            found.append(key)
    return found


def _missing_predecessor(collection: Collection, row: RosterRow | None, year: int) -> str:
    """Return the name of a predecessor of a body that begins this year, of which there is no report
    on the last; "" where there is none such."""
    roster = collection.roster
    if row is None or roster is None or row.first != year:
        return ""
    for name in row.predecessors:
        key = roster.keys.get(fold(name), fold(name))
        if (key, year - 1) not in collection.versions:
            return name
    return ""


def _split_off(
    collection: Collection, sources: list[str], key: str, year: int
) -> Iterator[RosterRow]:
    """Yield the rows of the other bodies that continue one of the same predecessors."""
    roster = collection.roster
    following = [row for source in sources if roster for row in roster.following.get(source, ())]
    for row in dict.fromkeys(following):
        if row.key != key and row.covers(year):
            yield row


def _no_year(collection: Collection, member: Member, year: int) -> NotEvaluated:
    near = sorted(
        key for key, when in collection.versions if when == year - 1 and alike(key, member.key)
    )
    if near:
        name = collection.versions[near[0], year - 1].members[0].name
        return not_evaluated(_MAYBE_ANOTHER, body=member.name, year=year - 1, near=name)
    return _no_report(member.name, year - 1)


def _no_report(name: str, year: int) -> NotEvaluated:
    return not_evaluated(_NO_REPORT, body=name, year=year)


def _another_counts(counting: Member | None, year: int) -> NotEvaluated:
    if counting is None:
        return not_evaluated(_NONE_COUNTS, year=year)
    return not_evaluated(_ANOTHER_COUNTS, year=year, path=counting.path)


def _undecided(key: str, year: int, members: tuple[Member, ...]) -> NotEvaluated:
    name = members[0].name or key
    return not_evaluated(_NONE_OF_LAST_YEAR_COUNTS, body=name, year=year, count=len(members))
