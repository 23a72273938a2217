"""One language for sums of cells: rules without code, forms and indicators are read by it."""

from __future__ import annotations

import pytest

from gklint.declarative.formula import FormulaError, parse_formula
from gklint.forms.building import build_forms
from gklint.prose import vocabulary_building
from gklint.support.built import grammar_files
from gklint.support.formulas import FormulaSyntaxError, Term, parse_relation, parse_sum
from gklint.support.problems import ConfigurationError


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("new@total - new@natural_person", [(1, "new@total"), (-1, "new@natural_person")]),
        ("*@prior_items + *@change", [(1, "*@prior_items"), (1, "*@change")]),
        ("-2 * applications.new.total + 3", [(-2, "applications.new.total"), (3, "")]),
        ("{count} + new@{count}", [(1, "{count}"), (1, "new@{count}")]),
        ("denied.* + other.x", [(1, "denied.*"), (1, "other.x")]),
    ],
)
def test_a_sum_is_read_as_factors_and_names(text: str, terms: list[tuple[int, str]]) -> None:
    assert parse_sum(text) == tuple(Term(*term) for term in terms)


@pytest.mark.parametrize(
    ("text", "rest"), [("a =", ""), ("a b = c", "b = c"), ("a = = b", "= b"), ("a + = b", "= b")]
)
def test_what_cannot_be_read_is_named(text: str, rest: str) -> None:
    with pytest.raises(FormulaSyntaxError) as caught:
        parse_relation(text)
    assert caught.value.rest == rest


def test_all_three_refuse_what_the_grammar_refuses() -> None:
    # Before, forms and indicators read over what stood between two names.
    with pytest.raises(FormulaError):
        parse_formula("applications.new.total ? applications.new.total = 1")
    forms = grammar_files("formats", ".yaml")
    wrong = forms["2021.yaml"].replace("issued - repealed", "issued ? repealed")
    assert wrong != forms["2021.yaml"]
    with pytest.raises(ConfigurationError):
        build_forms(
            forms | {"2021.yaml": wrong}, grammar_files("", "regulations.yaml")["regulations.yaml"]
        )
    with pytest.raises(ConfigurationError):
        vocabulary_building._reading("new@total ? new@other", "")


def test_the_readings_of_the_indicators_are_all_read() -> None:
    texts = [grammar_files("", name)[name] for name in vocabulary_building.FILES]
    assert vocabulary_building.build_vocabulary(*texts)
