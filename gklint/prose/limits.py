"""Which numbers of a sentence may be of some only: 网络申请5件，予以公开3件 is of those five."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from gklint.prose.scanning import Token
from gklint.support.numerals import MOST_DIGITS

if TYPE_CHECKING:
    from gklint.support.numerals import Number

#: What no part of the year's applications has: 网络申请5件，结转下年1件.
_OF_ALL = frozenset(
    f"applications.{key}" for key in ("new", "carried_in", "carried_out", "carried", "due")
)
#: No number of a report is more.
_MORE_THAN_ANY = 10**MOST_DIGITS


class Limits:
    """What was limited since the last strong mark.

    `numbers` are those of some only (通过网络5件), `hinted` says that words limited without a
    number, `in_parts` that 其中 stood before a number.
    """

    def __init__(self) -> None:
        self.numbers: list[Number] = []
        self.hinted = self.in_parts = False

    def limit_all(self) -> None:
        """Take all that follows, up to a strong mark, to be of some only."""
        self.numbers = [_MORE_THAN_ANY]

    def end(self) -> None:
        """Forget all: a strong mark."""
        self.numbers = []
        self.hinted = self.in_parts = False

    def add(self, number: Token, before: Sequence[Token]) -> None:
        """Take up a number of some only; where such numbers make one of those before, they are
        all there are: 收到9件，网络5件，信函4件."""
        self.numbers = [*self.numbers, number.value]
        if len(self.numbers) > 1:
            wholes = {token.value for token in before if token.unit == number.unit}
            if sum(self.numbers) in wholes:
                self.numbers = []

    def may_include(
        self, indicators: Sequence[str], number: Token, before: Sequence[Token]
    ) -> bool:
        """Say whether a number may be of those only: not if it is more than they are, unless with
        them it makes one of those before: 答复8件，其中延期答复2件、按时答复6件."""
        if not self.numbers:
            return False
        value, some = number.value, sum(self.numbers)
        if value > some and not any(
            token.value == value + some and token.unit == number.unit for token in before
        ):
            return False
        return not (len(indicators) == 1 and indicators[0] in _OF_ALL)
