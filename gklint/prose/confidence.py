"""How far a statement can be relied on, by what stands around its number."""

from gklint.prose.clause import Clause, SpokenOf, Stated
from gklint.prose.indicators import ACTIONS, Meaning
from gklint.prose.limits import Limits
from gklint.prose.scanning import Token
from gklint.prose.statement import ELSEWHERE, LIKELY, LOOSE, SURE, UNCLEAR

#: So many unknown characters beside the words, and it may be something else that is counted.
_MANY_UNKNOWN = 6
#: So many unknown characters between a number and its noun, and they do not belong together.
NEAR = 2
#: Behind 其中 these count a part of themselves.
_WHOLES = ("received", "registered", "accepted", "handled")
#: What is done with whatever a body receives.
_DONE = (*ACTIONS, "published", "handled")
#: What nothing but applications has: what comes of them, but for reasons, and what is carried over.
_OF_APPLICATIONS = (
    *("full_disclosure", "partial_disclosure", "denied", "unavailable", "rejected", "other"),
    *("new", "due", "carried_in", "carried_out"),
)
#: Behind one of these stands how many are left: what is done with them is not done in all.
_LEFT = ("剩", "余", "剩余", "剩余的", "余下", "余下的", "其余的")
#: Words for a sum of money.
_AMOUNTS = ("amount", "purchases")
_OF_ALL = (*_WHOLES, "answered", "closed", "new")
#: How a noun for applications ends.
_APPLICATIONS = ("申请", "申请件", "申请案件", "申请事项", "申请数", "申请数量", "件数", "件数量")


class Surroundings:
    """What a number stands among.

    `clause` are the words before it, `behind` those behind it, `spoken` what is spoken of, `limits`
    what was limited since the last strong mark. `limited`: the number may be of some only
    (通过网络); `elsewhere`: of another year or body; `doubted`: 备案.
    """

    def __init__(
        self,
        meaning: Meaning,
        text: str,
        clause: Clause,
        behind: Clause,
        spoken: SpokenOf,
        limits: Limits,
    ) -> None:
        self.meaning = meaning
        self.text = text
        self.clause = clause
        self.behind = behind
        self.spoken = spoken
        self.limits = limits
        self.limited = self.elsewhere = self.doubted = False
        #: The table that counts the same, and what of it.
        self.table, _, self.count = meaning.indicators[0].partition(".")
        #: Whether the words beside the number say what is spoken of.
        self.own_topic = bool(clause.topics or behind.topics)
        #: How many characters beside the number are no known word.
        self.unknown = clause.unknown
        if not clause.counts and behind.counts:
            self.unknown += behind.unknown


def stated_among(around: Surroundings, number: Token, subject: str) -> Stated:
    """Return what a number states; `subject` is who counts."""
    clause, behind = around.clause, around.behind
    ends_so = not clause.counts and around.text.endswith(_LEFT, 0, number.start)
    if ends_so and around.count in _OF_ALL:
        # 办结13件，余1件在法定期限内办理.
        around.limited = True
    words = behind if clause.start < 0 or (behind.topics and not clause.topics) else clause
    return Stated(
        around.meaning.indicators,
        number.value,
        number.unit,
        number.exact,
        confidence(around),
        subject,
        is_open(around),
        words.start,
        words.end,
        number.start,
        number.end,
        clause.of_parts,
    )


def confidence(around: Surroundings) -> int:
    """Return SURE, LIKELY, UNCLEAR or ELSEWHERE."""
    if around.elsewhere or around.clause.change:
        return ELSEWHERE
    spoken = around.spoken
    part = around.limits.in_parts and around.count in _WHOLES
    if spoken.unsure and not around.own_topic:
        # What nothing but applications has, its neighbours can bear out.
        result = around.table == "applications" and around.count in _OF_APPLICATIONS
        # 专栏12个，其中新增3个.
        result = result and not (around.limits.in_parts and around.count == "new")
        return LOOSE if result and not (_is_limited(around) or around.unknown) else UNCLEAR
    if spoken.implied and not around.own_topic:
        doubtful = _is_limited(around) or part or around.unknown > _MANY_UNKNOWN
        return UNCLEAR if doubtful else LOOSE
    if _is_limited(around) or part:
        return UNCLEAR
    if around.clause.resumed:
        return LOOSE
    if around.unknown > _MANY_UNKNOWN or _is_doubtful(around):
        return LOOSE if _is_loose(around) else UNCLEAR
    old = spoken.old and not around.own_topic
    guessed = old or around.limits.hinted or not around.meaning.plain
    return LIKELY if around.unknown or guessed else SURE


def _is_loose(around: Surroundings) -> bool:
    """Say whether numbers beside a doubtful one can bear it out: it counts a 复议, of which it is
    not said that it is about 政府信息公开, or what nothing but applications has; or a noun for
    applications stands right before it, though not what was done."""
    if around.unknown > _MANY_UNKNOWN or around.limits.in_parts:
        return False
    if around.table == "review":
        return not around.unknown and around.own_topic
    if around.table == "applications":
        return around.count not in _DONE or (around.own_topic and not around.unknown)
    return False


def is_open(around: Surroundings) -> bool:
    """Say whether it is open that the number counts what the table counts, however likely."""
    if around.table == "review" and not around.spoken.names_disclosure:
        # Not every 复议 is about 政府信息公开.
        return True
    return around.doubted or (not around.own_topic and around.clause.unknown > 0)


def _is_amount(around: Surroundings) -> bool:
    """Say whether 金额 and nothing else stands before the number."""
    counts = around.clause.counts
    return bool(counts) and counts[0].key in _AMOUNTS and not around.unknown


def _is_limited(around: Surroundings) -> bool:
    behind = around.behind
    # 答复5件属于本机关职责的申请 counts some of them.
    counts_noun = behind.same or behind.topics or (behind.counts and not around.clause.counts)
    limited = around.limited or around.clause.partial
    return limited or bool(counts_noun and behind.limited)


def _is_doubtful(around: Surroundings) -> bool:
    """Say whether a number may count something that only looks like what the table counts."""
    clause = around.clause
    if around.table == "review":
        # 行政复议2件。全年新收申请8件: hardly of those.
        taken = around.count.endswith(".total") and around.spoken.old and not around.own_topic
        return not around.spoken.disclosure or (taken and bool(clause.counts))
    if around.table == "art20_1" and not clause.topics:
        # 制发规范性文件3件，废止2件.
        return around.spoken.old or around.unknown > 0
    if around.table != "applications":
        # 行政处罚立案3件, 行政许可36件，提前办结30件; but 集中采购3项，金额5万元.
        named = around.own_topic or (_is_amount(around) and not around.spoken.old)
        return not named or bool(clause.topics and clause.trailing)
    if not around.own_topic and (clause.trailing or (around.unknown and around.spoken.old)):
        # 答复8件。政务大厅办结9000件; 受理便民事项300件.
        return True
    if not around.meaning.plain and not around.text.endswith(_APPLICATIONS, 0, clause.end):
        # 依申请公开3件: received, or disclosed?
        return True
    return clause.trailing > NEAR
