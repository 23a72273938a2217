"""Wrong numbers in paragraphs that different clerks wrote are found or said not to be checked."""

from __future__ import annotations

from collections import Counter

from lab.prose_accuracy import cases, outcome

#: Of all wrong numbers at least so many in a hundred are found.
_FOUND = 90


def test_nine_of_ten_wrong_numbers_are_found_and_no_right_paragraph_has_a_finding() -> None:
    outcomes = [outcome(case) for case in cases(1)]
    said = Counter(found.said for found in outcomes)
    assert not [found.case.paragraph for found in outcomes if found.said == "false"]
    wrong = said["found"] + said["not checked"] + said["silent"]
    assert said["found"] * 100 >= _FOUND * wrong
    assert said["silent"] * 100 <= wrong
