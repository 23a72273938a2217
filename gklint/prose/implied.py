"""What a sentence is about that does not say it, and in which words it leaves units out."""

from __future__ import annotations

from collections.abc import Sequence

from gklint.prose.clause import Clause
from gklint.prose.indicators import APPLICANTS, NOTHING, Meaning
from gklint.prose.quick import has
from gklint.prose.scanning import Token
from gklint.support.patterns import lazily

#: Nothing but applications has one of these.
_RESULTS = frozenset({"partial_disclosure", "denied", "unavailable", "rejected"})
_ANY_RESULT = _RESULTS | {"full_disclosure", "other"}
_COUNTED = r"\"?(?:的|类|属性|文件|公文)*(?:共|有|为)?\d+"
_ATTRIBUTES = lazily(
    rf"主动公开{_COUNTED}.(?:文件|公文)?[,、;]\"?(?:依申请公开|不予公开){_COUNTED}"
    rf"|依申请公开{_COUNTED}.(?:文件|公文)?[,、;]\"?主动公开{_COUNTED}"
)
#: Words for what is done with an application.
_TAKEN = ("received", "registered", "new", "accepted", "closed", "answered", "carried_in")
#: 均 and its like.
_ALL = ("均", "都", "皆", "全部", "均为", "均系", "都是")
_GROUPS = ("review.litigation_direct", "review.litigation_after_reconsideration")
#: Behind these a number is that of all, whatever is counted: 全年共5件.
_IN_ALL = ("共", "共有")
#: So many of them are a list.
_SEVERAL = 2
_LISTED = 3
#: Words that a number without a unit may stand right behind: 维持1、纠正3.
_NAMING = ("counts", "topic", "applicants", "short_counts")
#: What is counted in a sentence without any unit.
_PIECE = "件"
_UNIT_NOTES = ("(单位:件)", "(件)")
_OF_DOCUMENTS = frozenset({"made", "repealed", "in_force"})


def implied_topics(text: str, tokens: Sequence[Token]) -> tuple[str, ...]:
    """Return ("applications",) for a sentence that lists what came of them, or who applied, and
    names no subject: 从办理结果看，予以公开3件，不予公开2件."""
    results: set[str] = set()
    applicants: set[str] = set()
    for token in tokens:
        if token.kind in ("topic", "elsewhere", "channels") and not results:
            return ()
        if token.kind == "counts":
            group = token.key.partition(".")[0]
            if group in _ANY_RESULT:
                results.add(token.key)
            elif token.key in APPLICANTS:
                applicants.add(token.key)
    listed = len(results) >= _SEVERAL and any(key.partition(".")[0] in _RESULTS for key in results)
    if listed or ("申请" in text and len(applicants) >= _SEVERAL):
        return ("applications",)
    return ()


def says_received(tokens: Sequence[Token]) -> bool:
    """Say whether a sentence that names no subject says 收到申请9件, 新收9件申请: in a report on
    disclosure these are most likely applications for it. What else is spoken of is so up to the
    next semicolon."""
    foreign = False
    for index, token in enumerate(tokens):
        foreign = (foreign or token.kind in ("topic", "elsewhere", "channels")) and (
            token.key != "strong"
        )
        if not foreign and token.kind == "same" and says_application(tokens, index):
            return True
    return False


def says_application(tokens: Sequence[Token], index: int) -> bool:
    """Say whether 申请 at an index is something received, closed or carried over: 收到申请,
    新收9件申请."""
    token = tokens[index]
    if not index or token.gap:
        return False
    before = tokens[index - 1]
    if before.kind in ("number", "limits") and index > 1:
        # 新收9件申请, 收到书面申请.
        before = tokens[index - 2]
    return before.kind == "counts" and before.key in _TAKEN


def is_all_about_disclosure(text: str, tokens: Sequence[Token]) -> bool:
    """Say whether a sentence ends so: 行政复议3件，均与政府信息公开有关."""
    return has(text, _ALL) and any(
        token.kind == "about_disclosure" and text.endswith(_ALL, 0, token.start) for token in tokens
    )


def names_groups(tokens: Sequence[Token]) -> bool:
    """Say whether a sentence has the form's own words for lawsuits: 复议后起诉."""
    return any(token.kind == "topic" and token.key in _GROUPS for token in tokens)


def is_of_attributes(text: str) -> bool:
    """Say whether a sentence counts documents by who may read them: 主动公开60件，依申请公开50件，
    不予公开120件 are no applications."""
    if "主动公开" not in text or "依申请公开" not in text:
        return False
    return _ATTRIBUTES.search(text) is not None


def as_received(text: str, clause: Clause, behind: Clause) -> Meaning:
    """Return what a number of applications counts of which nothing is said: 申请5件, 共5件申请,
    全年共5件 are all there were; in 对5件申请收取费用 that is not told."""
    has_noun = clause.same or behind.same or behind.topics or text.endswith(_IN_ALL)
    some = clause.limited or behind.limited or clause.of_parts or clause.change or behind.counts
    if not has_noun or some or clause.unknown or behind.unknown:
        return NOTHING
    return Meaning(("applications.accepted",))


def with_units(text: str, tokens: list[Token]) -> list[Token]:
    """Return the tokens, numbers without a unit with that of the number before them where a word
    that is counted stands right before them: 复议6件（维持1、纠正3）. In brackets or behind a colon
    right behind a number any words will do: 60条（微信9，网站51）."""
    read = list(tokens)
    unit: Token | None = None
    if any(note in text for note in _UNIT_NOTES) or _lists_without_units(text, tokens):
        unit = Token("number", "pieces", 0, 0, 0, 0, _PIECE)
    listed_to = -1
    for index, token in enumerate(read):
        if token.kind == "number":
            unit = token
            if read[index + 1].key == "open" or text.startswith(":", read[index + 1].start):
                listed_to = _listed_to(text, read, index + 1)
        elif token.kind == "bare" and index < len(read) - 1:
            named = _is_named(text, read, index)
            if not (named or index < listed_to) or not _ends_item(text, token, read[index + 1]):
                continue
            if unit is not None:
                read[index] = token._replace(kind="number", key=unit.key, unit=unit.unit)
            elif named and read[index - 1].key in _OF_DOCUMENTS:
                read[index] = token._replace(kind="number", key="pieces", unit=_PIECE)
    return read


def _is_named(text: str, tokens: Sequence[Token], index: int) -> bool:
    """Say whether a word that is counted stands right before a number: 新收9, 新收：9."""
    if not index or tokens[index].gap:
        return False
    before = tokens[index - 1]
    if index > 1 and text.startswith(":", before.start) and not before.gap:
        before = tokens[index - 2]
    return before.kind in _NAMING


def _lists_without_units(text: str, tokens: Sequence[Token]) -> bool:
    """Say whether a list of what was done with applications, or came of them, has no unit at all:
    新收9，办结8，结转1."""
    named = 0
    for index, token in enumerate(tokens):
        if token.kind == "number" and token.key != "money":
            return False
        if token.kind == "bare" and _is_named(text, tokens, index):
            named += _ends_item(text, token, tokens[index + 1])
    return named >= _LISTED


def _ends_item(text: str, token: Token, after: Token) -> bool:
    return text.startswith("、", token.end) or (after.kind in ("mark", "end") and not after.gap)


def _listed_to(text: str, tokens: Sequence[Token], opening: int) -> int:
    """Return the index of what closes a list of words with numbers, -1 for another list."""
    found = 0
    closing = ("close",) if tokens[opening].key == "open" else ("strong", "")
    for index in range(opening + 1, len(tokens)):
        token = tokens[index]
        if token.kind in ("mark", "end") and token.key in closing:
            return index if found >= _SEVERAL else -1
        if token.kind == "bare":
            if token.start == tokens[index - 1].end and tokens[index - 1].kind in ("mark", "joins"):
                return -1
            found += 1
        elif token.kind == "number" or not _is_plain(token):
            return -1
    return -1


def _is_plain(token: Token) -> bool:
    return token.kind not in ("percent", "year", "date", "open")
