"""Numbers as texts write them, up to what a report can count.

What has more digits counts nothing: it is unreadable, and whoever reads it says so. Python
itself refuses integers of more than 4,300 digits, and sums of decimals are exact up to 28 only.
"""

from decimal import Decimal

#: What a report counts: pieces, or amounts of money.
Number = int | Decimal

#: A billion billions: ten thousand times what the country spends in a year, in 分.
MOST_DIGITS = 18


def whole_number(digits: str) -> int | None:
    """Return the whole number that a sign, if any, and decimal digits write.

    None where it has more than `MOST_DIGITS`.
    """
    return int(digits) if len(digits.lstrip("+-")) <= MOST_DIGITS else None


def exact_number(written: str) -> Number | None:
    """Return the number that digits with or without a fraction write: 12, -0.50.

    None where both together have more than `MOST_DIGITS` digits.
    """
    if "." not in written:
        return whole_number(written)
    if len(written.lstrip("+-")) > MOST_DIGITS + 1:
        return None
    return Decimal(written)
