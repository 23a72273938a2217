"""Which indicator a number counts, by what is spoken of and the words that say what was done."""

from __future__ import annotations

import pytest

from gklint.prose.indicators import NOTHING, Word, last_joined, meaning_of, rest_of

APPLICATIONS = ("applications",)


def words(text: str) -> list[Word]:
    """Return the words of a text; + before one joins it to the one before."""
    return [Word(word.lstrip("+"), word.startswith("+")) for word in text.split()]


@pytest.mark.parametrize(
    ("counts", "indicators", "plain"),
    [
        # What is done with applications.
        ("received", "received", True),
        ("new", "new", True),
        ("registered", "registered", True),
        ("answered", "answered", True),
        ("closed", "closed", True),
        ("answered closed", "handled", True),
        ("received answered", "handled", True),
        ("received accepted", "accepted", True),
        ("received registered", "registered", True),
        ("new registered", "new", True),
        ("due received", "due", True),
        # Nothing but the noun leaves open what was done.
        ("", "accepted", False),
        # What is carried over, whatever else is said.
        ("carried_in answered", "carried_in", True),
        ("received carried_out", "carried_out", True),
        # What came of them.
        ("full_disclosure", "full_disclosure", True),
        ("answered full_disclosure", "full_disclosure", True),
        ("denied +unavailable", "denied unavailable", True),
        ("denied unavailable", "unavailable", True),
        ("denied denied.state_secret", "denied.state_secret", True),
        ("denied.state_secret denied", "denied.state_secret", True),
        ("denied.state_secret unavailable", "unavailable", True),
        # Of those that were answered, or of posts?
        ("published", "published", False),
        # Who applied.
        ("natural_person", "natural_person", True),
        (
            "commercial_enterprise +research_institution",
            "commercial_enterprise research_institution",
            True,
        ),
        # A result and an applicant are of two ways to count.
        ("denied +natural_person", None, True),
        ("commercial_enterprise +rest", None, True),
        ("rest", None, True),
        ("repealed", None, True),
        ("upheld", None, True),
    ],
)
def test_a_number_of_applications(counts: str, indicators: str | None, plain: bool) -> None:
    found = meaning_of(APPLICATIONS, words(counts), "pieces")
    keys = () if indicators is None else tuple(f"applications.{k}" for k in indicators.split())
    assert found.indicators == keys
    assert found.plain is plain


@pytest.mark.parametrize(
    ("topics", "counts", "indicators", "plain"),
    [
        (("review.direct",), "", ("review.direct.total",), True),
        (("review.direct",), "received", ("review.direct.total",), False),
        (("review.direct",), "upheld", ("review.direct.upheld",), True),
        (("review.direct",), "other_result", ("review.direct.other",), True),
        (
            ("review.direct",),
            "upheld +pending",
            ("review.direct.upheld", "review.direct.pending"),
            True,
        ),
        (("review.direct",), "upheld pending", ("review.direct.pending",), True),
        (
            ("review.direct",),
            "concluded",
            ("review.direct.upheld", "review.direct.corrected", "review.direct.other"),
            True,
        ),
        (("review.a", "review.b"), "", ("review.a.total", "review.b.total"), True),
        # Concluded, and with which result: which of the two is counted?
        (("review.direct",), "concluded upheld", (), True),
        # A body that decides on cases itself.
        (("review.direct",), "accepted", (), True),
        (("review.direct",), "closed", (), True),
    ],
)
def test_a_number_of_cases(
    topics: tuple[str, ...], counts: str, indicators: tuple[str, ...], plain: bool
) -> None:
    found = meaning_of(topics, words(counts), "pieces")
    assert (found.indicators, found.plain) == (indicators, plain)


@pytest.mark.parametrize(
    ("counts", "column"),
    [
        *(("made", "made"), ("new", "made"), ("published", "published"), ("repealed", "repealed")),
        *(("made in_force", "in_force"), ("total_published made", "total_published")),
        *(("published made", "made"), ("", None), ("received", None)),
    ],
)
def test_a_number_of_documents(counts: str, column: str | None) -> None:
    found = meaning_of(("art20_1.regulations",), words(counts), "documents")
    assert found.indicators == ((f"art20_1.regulations.{column}",) if column else ())


@pytest.mark.parametrize(
    ("topic", "kind", "indicator"),
    [
        ("art20_5.licensing", "pieces", "art20_5.licensing.decisions"),
        ("art20_5.licensing", "items", "art20_5.licensing.decisions_or_items"),
        ("art20_5.licensing.items", "items", "art20_5.licensing.items"),
        ("art20_8.fees", "money", "art20_8.fees.amount"),
        ("art20_8.fees", "items", "art20_8.fees.items"),
        ("art20_9.procurement", "pieces", "art20_9.procurement.items"),
        # Units that the table does not count in.
        ("art20_5.licensing", "money", None),
        ("art20_5.licensing", "entries", None),
    ],
)
def test_a_number_of_decisions_things_on_a_list_or_money(
    topic: str, kind: str, indicator: str | None
) -> None:
    found = meaning_of((topic,), [], kind)
    assert found.indicators == ((indicator,) if indicator else ())
    ends = (".decisions", ".items")
    assert found.is_decision is (
        indicator is not None and (indicator.endswith(ends) or "_items" in indicator)
    )


def test_what_is_received_is_no_decision_and_two_topics_share_no_number() -> None:
    assert meaning_of(("art20_5.licensing",), words("received"), "pieces") == NOTHING
    assert meaning_of(("art20_5.licensing", "art20_5.other"), [], "pieces") == NOTHING
    assert meaning_of(("applications", "review.direct"), [], "pieces") == NOTHING
    assert meaning_of((), [], "pieces") == NOTHING
    assert meaning_of(("unknown",), [], "pieces") == NOTHING


def test_the_last_word_counts_with_those_that_are_joined_to_it() -> None:
    assert last_joined(words("a b +c +d")) == ["b", "c", "d"]
    assert last_joined(words("a b")) == ["b"]
    assert last_joined([]) == []


RESULTS = [
    f"applications.{key}"
    for key in ("full_disclosure", "partial_disclosure", "denied", "unavailable", "rejected")
]
OTHERS = [
    f"applications.{key}"
    for key in (
        "commercial_enterprise",
        "research_institution",
        "public_interest_org",
        "legal_service_org",
    )
]


@pytest.mark.parametrize(
    ("before", "named", "others", "plain"),
    [
        # All results are named, or some are passed over and may be meant.
        ("rejected", RESULTS, ["applications.other"], True),
        ("rejected", RESULTS[1:], ["applications.full_disclosure", "applications.other"], False),
        ("rejected", ["applications.published", *RESULTS[1:]], ["applications.other"], True),
        # So with who applied.
        ("legal_service_org", OTHERS, ["applications.other_org"], True),
        (
            "legal_service_org",
            OTHERS[1:],
            ["applications.commercial_enterprise", "applications.other_org"],
            False,
        ),
        # Behind these nothing is the rest.
        ("natural_person", [], [], True),
        ("received", [], [], True),
        ("denied.state_secret", [], [], True),
    ],
)
def test_others_are_what_a_list_has_not_named(
    before: str, named: list[str], others: list[str], plain: bool
) -> None:
    found = rest_of([f"applications.{before}"], named)
    assert (list(found.indicators), found.plain) == (others, plain)


def test_others_behind_a_result_of_cases_are_other_results() -> None:
    assert rest_of(["review.direct.upheld"]).indicators == ("review.direct.other",)
    assert rest_of(["review.direct.total"]) == NOTHING
    assert rest_of(["review.direct.upheld", "review.direct.pending"]) == NOTHING
    assert rest_of(["art20_5.licensing.decisions"]) == NOTHING
