"""What a number counts, by the words before it and behind it."""

from collections.abc import Sequence

from gklint.prose.clause import NO_TABLE, NO_TOPIC, Clause, SpokenOf, Stated, Unplaced
from gklint.prose.implied import as_received
from gklint.prose.indicators import (
    ACTIONS,
    APPLICANTS,
    NOTHING,
    Meaning,
    meaning_of,
    rest_of,
)
from gklint.prose.scanning import Token

#: So many numbers before one are looked at: no report lists more results.
_FEW = 100
#: Behind a number of these 剩余 is what was carried over.
_ENDED = ("applications.answered", "applications.closed", "applications.handled")
_NO_RESULTS = ACTIONS | APPLICANTS | {"accepted", "handled", "carried_in", "carried"}
_LEFT = ("剩", "剩余", "还剩", "尚余", "余下", "剩下")
_LAST_GROUP = "review.litigation_after_reconsideration"
_BOTH_GROUPS = (("review.litigation_direct.total",), (f"{_LAST_GROUP}.total",))
#: So are these right behind who applied or what was decided: 自然人9人次, 行政许可9户次.
_PERSONS = ("人次", "人", "家次", "家", "户次", "户")
#: Before a number that each of what was named has.
EACH = ("各", "各有", "各为", "均", "均为", "都是", "都为")
#: Before the sum of what was listed.
_IN_ALL = ("共", "共计", "合计", "总计", "总共", "一共")
_LOTS = ("批", "批次")
#: A number of one of these that is not placed is reported as such (`Unplaced`).
_COUNTED = ("pieces", "items", "documents", "letters")


class Before:
    """What stands before a clause: the sentence's text, what it speaks of, and what its numbers
    stated; `mentioned` are the words for what came of an application or who applied."""

    def __init__(self, text: str, spoken: SpokenOf, stated: Sequence[Stated]) -> None:
        self.text = text
        self.spoken = spoken
        self.stated = stated
        self.mentioned: list[str] = []


def count_key(tokens: Sequence[Token], index: int, year: int | None) -> str:
    """Return what a word says; 结转 tells by the year beside it which one it is, and 转 says
    nothing without one."""
    token = tokens[index]
    if token.key == "carried":
        before, after = tokens[index - 1], tokens[index + 1]
        if token.end - token.start == 1 and after.kind != "year":
            return ""
        if year is not None and before.kind == "year" and before.value == year - 1:
            return "carried_in"
        if year is not None and after.kind == "year" and after.value in (year + 1, year - 1):
            return "carried_out" if after.value > year else "carried_in"
    return token.key


def meaning_at(number: Token, clause: Clause, behind: Clause, before: Before) -> Meaning:
    """Return what a number counts by the words before it, else by those behind it."""
    clause.widen()
    clause.leave_to(behind, before.text, number.start)
    topics = clause.topics or (not clause.same and behind.topics) or before.spoken.topics
    counts = clause.counts or behind.counts
    names_nothing = not (clause.topics or behind.topics or counts)
    if names_nothing and topics != ("applications",):
        return NOTHING
    if names_nothing and _is_left_over(before, number, clause, behind):
        return Meaning(("applications.carried_out",))
    if not clause.topics and not behind.topics:
        topics = _of_both_groups(topics, clause, before.stated)
    if len(counts) == 1 and counts[0].key == "rest":
        # 自然人最多，为9件；企业3件，其他1件: named, though nobody knows how many.
        named = [key for stated in before.stated for key in stated.indicators]
        named += [f"applications.{key}" for key in before.mentioned]
        return rest_of(before.stated[-1].indicators, named) if before.stated else NOTHING
    if before.spoken.old and not clause.topics and are_other_things(clause, topics):
        return NOTHING
    meaning = meaning_of(topics, counts, number.key)
    if clause.done_after and meaning.is_decision:
        # 行政许可公示3件.
        return NOTHING
    if not meaning.plain and not counts and not clause.topics:
        if not clause.same and not behind.same and not behind.topics and _lists_results(before):
            # 不掌握的9件，没有现成信息的3件，共12件: of those.
            return NOTHING
        return as_received(before.text[: number.start], clause, behind)
    return meaning


def _lists_results(before: Before) -> bool:
    """Say whether a number before it in the sentence is of what came of applications."""
    return any(
        stated.indicators[0].removeprefix("applications.") not in _NO_RESULTS
        for stated in before.stated[-_FEW:]
    )


def _is_listed_result(number: Token, before: Before) -> bool:
    """Say whether a number follows one of what came of applications, and counts the same things:
    予以公开5件，…引导3件 is of one result more."""
    unit = before.stated[-1].unit if before.stated else ""
    if number.unit != unit or number.key != "pieces":
        return False
    return not before.text.endswith(_IN_ALL, 0, number.start) and _lists_results(before)


def _is_left_over(before: Before, number: Token, clause: Clause, behind: Clause) -> bool:
    """Say whether a number is what is left of those that were answered: 答复9件，剩余2件."""
    if not before.stated or clause.unknown or behind.start >= 0 or behind.unknown:
        return False
    ended = before.stated[-1].indicators[0] in _ENDED
    return ended and before.text.endswith(_LEFT, 0, number.start)


def _of_both_groups(
    topics: tuple[str, ...], clause: Clause, stated: Sequence[Stated]
) -> tuple[str, ...]:
    """直接起诉9件、复议后起诉5件，尚未审结3件: of both, or of the last."""
    if topics != (_LAST_GROUP,) or clause.of_parts:
        return topics
    totals = tuple(one.indicators for one in stated[-2:])
    return ("review.litigation_groups",) if totals == _BOTH_GROUPS else topics


def are_other_things(clause: Clause, topics: Sequence[str]) -> bool:
    """Say whether a number is none of documents that an earlier sentence spoke of: 公开专栏18个."""
    return bool(clause.trailing and topics and topics[0].startswith("art20_1."))


def unplaced_at(number: Token, clause: Clause, behind: Clause, before: Before) -> Unplaced | None:
    """Return a number that speaks of what a table counts, though not of which of its numbers."""
    spoken = before.spoken
    topics = spoken.topics if clause.counts or clause.same or not spoken.old else ()
    if spoken.old and are_other_things(clause, topics):
        topics = ()
    if not topics and _is_listed_result(number, before):
        topics = ("applications",)
    topics = clause.topics or behind.topics or topics
    named = clause.names_result or behind.names_result
    if topics == NO_TOPIC and (named or _is_listed_result(number, before)):
        # 信访转来的不予处理3件, 按信访渠道引导1件.
        topics = ("applications",)
    persons = number.unit in _PERSONS and (clause.counts or clause.topics) and not clause.trailing
    # Of several the first named.
    table = next((topic.partition(".")[0] for topic in topics if topic != NO_TABLE), "")
    amount = number.key == "money" and table in ("art20_8", "art20_9")
    # 集中采购9批: projects, or what they were put together in.
    amount = amount or (table == "art20_9" and number.unit in _LOTS and not clause.trailing)
    if number.key not in _COUNTED and not (persons or amount):
        return None
    start, end = number.start, number.end
    return Unplaced(table, number.value, number.unit, start, start, end) if table else None
