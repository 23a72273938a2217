"""Which indicators a number counts, by the words around it."""

from collections.abc import Sequence
from typing import NamedTuple

#: What is done with an application, whatever comes of it.
ACTIONS = frozenset({"received", "registered", "accepted", "new", "answered", "closed", "due"})
_CARRIED = ("carried_in", "carried_out", "carried")
APPLICANTS = frozenset(
    {
        "natural_person",
        "organisations",
        "commercial_enterprise",
        "research_institution",
        "public_interest_org",
        "legal_service_org",
        "other_org",
    }
)
#: What 其他 counts behind one of these: the rest of who applied, or of what came of it.
_REST = {
    **dict.fromkeys(APPLICANTS - {"natural_person", "organisations"}, "applications.other_org"),
    **dict.fromkeys(
        ("rejected", "unavailable", "denied", "partial_disclosure"), "applications.other"
    ),
}
#: What comes of an application, but for 其他处理.
_RESULTS = tuple(
    f"applications.{key}"
    for key in ("full_disclosure", "partial_disclosure", "denied", "unavailable", "rejected")
)
#: Who applies, but for 自然人 and 其他.
_ORGANISATIONS = tuple(
    f"applications.{key}"
    for key in (
        "commercial_enterprise",
        "research_institution",
        "public_interest_org",
        "legal_service_org",
    )
)
#: The column of 总计 but for what is pending.
_CONCLUDED = ("upheld", "corrected", "other")
_REVIEW_RESULTS = {
    "upheld": "upheld",
    "corrected": "corrected",
    "other_result": "other",
    "pending": "pending",
}
#: What is done with a document; of several words the first of these tells.
_DOCUMENTS = ("total_published", "repealed", "in_force", "made", "new", "published")
#: The kinds of units that a table's numbers can have.
_COUNTED = ("pieces", "items")
_KINDS = {
    "applications": (*_COUNTED, "entries", "letters"),
    "art20_1": (*_COUNTED, "documents"),
    **dict.fromkeys(("review", "art20_5", "art20_6"), _COUNTED),
    **dict.fromkeys(("art20_8", "art20_9"), (*_COUNTED, "money")),
}
_NO_RESULT = ACTIONS | frozenset({*_CARRIED, *_REVIEW_RESULTS, *_DOCUMENTS, "rest", "concluded"})


class Word(NamedTuple):
    """A word that says what is counted; `joined` to the one before it by 和, 及, 、."""

    key: str
    joined: bool


def has_result(words: Sequence[Word]) -> bool:
    """Say whether one of the words is of what came of an application: 无法提供."""
    return any(f"applications.{word.key.partition('.')[0]}" in _RESULTS for word in words)


class Meaning(NamedTuple):
    """The indicators whose sum is counted, none where no table counts it; `plain` says that the
    words leave nothing to be guessed."""

    indicators: tuple[str, ...] = ()
    plain: bool = True

    @property
    def is_decision(self) -> bool:
        """Whether decisions are counted, or things on a list."""
        return bool(self.indicators) and self.indicators[0].endswith((".decisions", "items"))


NOTHING = Meaning()


def meaning_of(topics: Sequence[str], counts: Sequence[Word], kind: str) -> Meaning:
    """Return what a number with a unit of this kind counts.

    `topics` are keys of the vocabulary, several where they are joined, `counts` the words said of
    them, in their order.
    """
    tables = {topic.partition(".")[0] for topic in topics}
    if len(tables) != 1:
        return NOTHING
    (table,) = tables
    if kind not in _KINDS.get(table, ()):
        return NOTHING
    if table == "applications":
        return _applications(counts)
    if table == "review":
        return _review(topics, counts)
    if table == "art20_1":
        return _documents(topics, counts)
    return _decisions(topics, counts, kind)


def _applications(counts: Sequence[Word]) -> Meaning:
    keys = {word.key for word in counts}
    if "rest" in keys and keys & APPLICANTS:
        # 科研机构和其他组织: which of them, is not told.
        return NOTHING
    for carried in _CARRIED:
        if carried in keys:
            return Meaning((f"applications.{carried}",))
    named = _narrowed([word for word in counts if word.key not in _NO_RESULT])
    if named:
        mixed = len({key in APPLICANTS for key in named}) > 1
        return NOTHING if mixed else Meaning(tuple(f"applications.{key}" for key in named))
    if keys == {"published"}:
        # 公开5件: of those that were answered, or of posts?
        return Meaning(("applications.published",), False)
    if keys - ACTIONS:
        return NOTHING
    return Meaning((f"applications.{_action(keys)}",), bool(keys))


def _narrowed(words: Sequence[Word]) -> list[str]:
    """Return the keys that are counted: 因重复申请不予处理 is the reason, not all of its group."""
    named = last_joined(words)
    reasons = [word.key for word in words if "." in word.key]
    groups = {reason.partition(".")[0] for reason in reasons}
    if not groups.intersection(named):
        return named
    return [key for key in dict.fromkeys((*reasons, *named)) if key not in groups]


def rest_of(indicators: Sequence[str], named: Sequence[str] = ()) -> Meaning:
    """Return what 其他 counts behind a number that counts `indicators`.

    `named` are the indicators of the numbers before it in the sentence. Where a list of results
    passes over some, 其他 counts these, too, or 其他处理 alone: that is not told.
    """
    if len(indicators) != 1:
        return NOTHING
    if "applications.published" in named:
        # 公开9件，部分公开3件，其他1件.
        named = (*named, "applications.full_disclosure")
    passed_over = [key for key in _RESULTS if key not in named]
    if indicators[0] in _RESULTS and passed_over:
        return Meaning((*passed_over, "applications.other"), False)
    others = [key for key in _ORGANISATIONS if key not in named]
    if indicators[0] in _ORGANISATIONS and others:
        return Meaning((*others, "applications.other_org"), False)
    table, *path = indicators[0].split(".")
    if table == "review" and path[-1] in _REVIEW_RESULTS.values():
        return Meaning((".".join([table, *path[:-1], "other"]),))
    rest = _REST.get(path[0]) if table == "applications" and len(path) == 1 else None
    return Meaning((rest,)) if rest else NOTHING


def _action(keys: set[str]) -> str:
    ended = keys & {"answered", "closed"}
    if ended:
        return ended.pop() if len(keys) == 1 else "handled"
    for action in ("due", "new", "registered", "accepted", "received"):
        if action in keys:
            return action
    return "accepted"


def _review(topics: Sequence[str], counts: Sequence[Word]) -> Meaning:
    keys = {word.key for word in counts}
    if keys - {"received", "new", "concluded"} - set(_REVIEW_RESULTS):
        # A body that decides on 复议 itself takes up and closes such cases too.
        return NOTHING
    results = last_joined([word for word in counts if word.key in _REVIEW_RESULTS])
    columns = [_REVIEW_RESULTS[key] for key in results] or ["total"]
    if "concluded" in keys:
        columns = [*_CONCLUDED] if not results else []
    indicators = tuple(f"{topic}.{column}" for topic in topics for column in columns)
    return Meaning(indicators, not keys & ACTIONS) if indicators else NOTHING


def _documents(topics: Sequence[str], counts: Sequence[Word]) -> Meaning:
    keys = {word.key for word in counts}
    for count in _DOCUMENTS:
        if count in keys:
            count = "made" if count == "new" else count
            return Meaning(tuple(f"{topic}.{count}" for topic in topics))
    return NOTHING


def _decisions(topics: Sequence[str], counts: Sequence[Word], kind: str) -> Meaning:
    keys = {word.key for word in counts}
    if len(topics) != 1 or keys & {"received", "registered"}:
        return NOTHING
    (topic,) = topics
    table, row, *items = topic.split(".")
    if kind == "money":
        if "purchases" in keys and table != "art20_9":
            return NOTHING
        return Meaning((f"{table}.{row}.amount",))
    listed = bool(items) or table in ("art20_8", "art20_9")
    if listed:
        return Meaning((f"{table}.{row}.items",))
    # 行政处罚9项: the form of 2019 counts things on a list, too.
    return Meaning((f"{table}.{row}.{'decisions' if kind == 'pieces' else 'decisions_or_items'}",))


def last_joined(words: Sequence[Word]) -> list[str]:
    """Return the key of the last word with those joined to it: what stands before says of what."""
    found: list[str] = []
    for word in reversed(words):
        found.insert(0, word.key)
        if not word.joined:
            break
    return found
