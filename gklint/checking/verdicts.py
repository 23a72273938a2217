"""What a report comes to, by one definition for all outputs."""

from typing import NamedTuple

from gklint.checking.results import Record
from gklint.model.diagnostics import Severity
from gklint.support.bilingual import Text


class Verdict(NamedTuple):
    """What a report comes to: a key for programs, and in words."""

    key: str
    words: Text


PASSED = Verdict("passed", Text("通过", "passed"))
FAILED = Verdict("failed", Text("不通过", "failed"))
UNDECIDED = Verdict("undecided", Text("无法判定", "undecided"))
UNREADABLE = Verdict("unreadable", Text("无法读取", "unreadable"))

VERDICTS = (PASSED, FAILED, UNDECIDED, UNREADABLE)


def verdict(record: Record, failing: Severity) -> Verdict:
    """Return what a report comes to where findings fail from a severity on.

    It has passed only where all rules that speak of it alone were evaluated completely. A rule that
    compares it with others and lacks them (the year before is not in the run) says nothing of it.
    """
    return verdict_of(record.unreadable, record.worst, record.decided, failing)


def verdict_of(
    unreadable: bool, worst: Severity | None, decided: bool, failing: Severity
) -> Verdict:
    """Return the same for what is known of a report without its record."""
    if unreadable:
        return UNREADABLE
    if worst is not None and worst >= failing:
        return FAILED
    return PASSED if decided else UNDECIDED
