"""The vocabulary is complete, and a mistake in it is told with its place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gklint.prose.scanning import scan
from gklint.prose.vocabulary_building import build_vocabulary
from gklint.prose.vocabulary_loading import load_vocabulary
from gklint.support.problems import ConfigurationError

TESTS = Path(__file__).resolve().parent.parent


def test_a_word_of_the_form_is_longer_than_what_it_is_made_of() -> None:
    tokens = scan("无法提供", load_vocabulary())
    assert [(token.kind, token.key) for token in tokens] == [("counts", "unavailable"), ("end", "")]


def test_every_indicator_of_the_vocabulary_has_a_reading() -> None:
    vocabulary = load_vocabulary()
    counts = {key for kind, key in vocabulary.words.values() if kind == "counts"}
    not_of_table_three = {
        "upheld",
        "corrected",
        "other_result",
        "pending",
        "made",
        "published",
        "total_published",
        "repealed",
        "in_force",
        "carried",
    }
    for count in counts - not_of_table_three:
        assert vocabulary.readings_of(f"applications.{count}").exact
    with pytest.raises(KeyError):
        vocabulary.readings_of("art20_9.procurement.decisions")


WORDS = (TESTS.parent / "grammars" / "prose.yaml").read_text("utf-8")
INDICATORS = (TESTS.parent / "grammars" / "indicators.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "indicators", "message"),
    [
        (WORDS.replace("  registered: [", "  registered: [答复, "), INDICATORS, "答复"),
        (WORDS.replace("\nbodies:", "\nbodys:"), INDICATORS, "bodies is missing"),
        (WORDS.replace("元: 1,", "元: one,"), INDICATORS, "units.money"),
        (WORDS.replace("  - 尚有\n", "  - 尚(有|存\n"), INDICATORS, "尚(有|存"),
        (WORDS, INDICATORS + "\nart20_7:\n  items: {is: [prior_items]}\n", "row@column"),
        (WORDS, INDICATORS + "\nart20_7:\n  items: {is: ['*@items'], about: []}\n", "about"),
    ],
)
def test_a_vocabulary_that_is_not_well_written_says_where(words, indicators, message) -> None:
    with pytest.raises(ConfigurationError, match=re.escape(message)):
        build_vocabulary(words, indicators)
