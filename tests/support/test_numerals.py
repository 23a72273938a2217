"""Numbers as texts write them are exact up to a bound, and beyond it none, however long."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gklint.support.numerals import MOST_DIGITS, exact_number, whole_number


@pytest.mark.parametrize(
    ("written", "value"),
    [("0", 0), ("007", 7), ("-12", -12), ("0.50", Decimal("0.5")), ("9" * 18, 10**18 - 1)],
)
def test_what_can_be_counted_is_read(written: str, value: int | Decimal) -> None:
    assert exact_number(written) == value


@pytest.mark.parametrize("digits", [MOST_DIGITS + 1, 4_300, 4_301, 100_000])
def test_more_digits_are_no_number(digits: int) -> None:
    assert whole_number("7" * digits) is None
    assert exact_number("-" + "7" * digits) is None
    assert exact_number("7" * (digits - 1) + ".5") is None
    assert exact_number("0." + "7" * digits) is None
