"""未收到申请: that there was none of what a clause speaks of."""

from collections.abc import Sequence

from gklint.prose.clause import NO_TABLE, Clause, SpokenOf, Stated
from gklint.prose.indicators import Word, meaning_of
from gklint.prose.scanning import Token
from gklint.prose.scope import Scope
from gklint.prose.statement import ELSEWHERE, LIKELY, SURE, UNCLEAR

#: What can be said not to have been, besides the thing itself.
_DENIED = ("received", "registered", "new", "carried_in", "carried_out", "corrected", "made")
#: What a bare denial is of: 没有规范性文件: none was made; 无申请: none was received.
_IMPLIED = {"art20_1": "made", "applications": "received"}


class DenialContext:
    """What a denial stands among; `limited`, `doubted` and `scope` are those of a number there."""

    def __init__(self, spoken: SpokenOf, limited: bool, doubted: bool, scope: Scope) -> None:
        self.spoken = spoken
        self.limited = limited
        self.doubted = doubted
        self.scope = scope


def is_zero(number: Token, after: Token, clause: Clause) -> bool:
    """Say whether a number without a unit says that there was none: 复议为0, 0申请."""
    ends = after.kind in ("mark", "end") and clause.start >= 0
    begins = after.kind in ("topic", "same") and not after.gap and clause.start < 0
    return number.value == 0 and (ends or begins)


def denial(none: Token, clause: Clause, around: DenialContext) -> Stated | None:
    """Return that there was none of what the clause speaks of, None where no table counts it."""
    topics: Sequence[str] = tuple(topic for topic in clause.topics if topic != NO_TABLE)
    counts = tuple(w for w in clause.counts if w.key not in ("published", "accepted"))
    if not clause.topics and (clause.same or counts):
        topics = around.spoken.topics
    if topics and not counts:
        key = _IMPLIED.get(topics[0].partition(".")[0])
        counts = (Word(key, False),) if key else ()
    if not topics or (counts and counts[-1].key not in _DENIED):
        return None
    meaning = meaning_of(topics, counts, "pieces")
    if not meaning.indicators:
        return None
    start = none.start if clause.start < 0 else min(none.start, clause.start)
    end = max(none.end, clause.end)
    return Stated(
        meaning.indicators,
        0,
        "",
        True,
        _confidence(clause, around),
        around.scope.subject,
        around.doubted,
        start,
        end,
        start,
        end,
        clause.of_parts,
        True,
    )


def _confidence(clause: Clause, around: DenialContext) -> int:
    scope = around.scope
    if scope.subject == "other" or (scope.other_time and not scope.own_time):
        return ELSEWHERE
    if clause.unknown or clause.limited or clause.of_parts or around.limited:
        return UNCLEAR
    if around.spoken.unsure and not clause.topics:
        return UNCLEAR
    return SURE if around.spoken.disclosure and clause.topics else LIKELY
