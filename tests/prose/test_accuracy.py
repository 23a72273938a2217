"""Wrong numbers in paragraphs that different clerks wrote are found or said not to be checked."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from lab.prose_accuracy import HARD_TEMPLATES, TEMPLATES, cases, outcome


@pytest.mark.parametrize(
    ("templates", "found", "silent"),
    [
        pytest.param(TEMPLATES, 90, 1, id="paragraphs of all kinds"),
        # Their words say less of what is counted.
        pytest.param(HARD_TEMPLATES, 85, 3, id="paragraphs that say less"),
    ],
)
def test_most_wrong_numbers_are_found_and_no_right_paragraph_has_a_finding(
    templates: Path, found: int, silent: int
) -> None:
    """Of a hundred wrong numbers at least so many are found, and no more passed over in silence."""
    outcomes = [outcome(case) for case in cases(1, templates)]
    said = Counter(one.said for one in outcomes)
    assert not [one.case.paragraph for one in outcomes if one.said == "false"]
    wrong = said["found"] + said["not checked"] + said["silent"]
    assert said["found"] * 100 >= found * wrong
    assert said["silent"] * 100 <= silent * wrong
