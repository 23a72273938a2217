"""What a number counts, by the words before it and behind it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from gklint.prose.clause import NO_TABLE, Clause, Stated, Unplaced
from gklint.prose.implied import as_received
from gklint.prose.indicators import NOTHING, Meaning, meaning, rest_of
from gklint.prose.scanning import Token

#: A number of one of these that is not placed is told.
_COUNTED = ("pieces", "items", "documents", "letters")


class Before(NamedTuple):
    """What stands before a clause: the sentence's text, what was last spoken of, whether in an
    earlier sentence, what its numbers stated, and whether a quotation is open."""

    text: str
    topics: tuple[str, ...]
    topics_are_old: bool
    stated: Sequence[Stated]
    quoted: bool


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
        if year is not None and after.kind == "year" and after.value == year + 1:
            return "carried_out"
    return token.key


def told_of(number: Token, clause: Clause, behind: Clause, before: Before) -> Meaning:
    """Return what a number counts by the words before it, else by those behind it."""
    clause.widen()
    topics = clause.topics or (not clause.same and behind.topics) or before.topics
    counts = clause.counts or behind.counts
    unsaid = not (clause.topics or behind.topics or counts)
    if before.quoted or (unsaid and topics != ("applications",)):
        return NOTHING
    if [word.key for word in counts] == ["rest"]:
        named = [key for stated in before.stated for key in stated.indicators]
        return rest_of(before.stated[-1].indicators, named) if before.stated else NOTHING
    if before.topics_are_old and not clause.topics and are_other_things(clause, topics):
        return NOTHING
    told = meaning(topics, counts, number.key)
    if clause.done_after and told.is_decision:
        # 行政许可公示3件.
        return NOTHING
    if not told.plain and not counts and not clause.topics:
        return as_received(before.text[: number.start], clause, behind)
    return told


def are_other_things(clause: Clause, topics: Sequence[str]) -> bool:
    """Say whether a number is none of documents that an earlier sentence spoke of: 公开专栏18个."""
    return bool(clause.trailing and topics and topics[0].startswith("art20_1."))


def left_over(
    number: Token, clause: Clause, behind: Clause, topics: tuple[str, ...]
) -> Unplaced | None:
    """Return a number that speaks of what a table counts, though not of which of its numbers;
    `topics` are what it may speak of that its own words do not say."""
    topics = clause.topics or behind.topics or topics
    tables = {topic.partition(".")[0] for topic in topics} - {NO_TABLE}
    if not tables or number.key not in _COUNTED:
        return None
    start, end = number.start, number.end
    return Unplaced(tables.pop(), number.value, number.unit, start, start, end)
