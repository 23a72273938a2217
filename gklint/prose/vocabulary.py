"""The words of `grammars/prose.yaml` and the readings of `grammars/indicators.yaml`, as values."""

from collections.abc import Mapping
from typing import NamedTuple

#: One way to count: (sign, row, column) each; the row may stand for its sub-rows.
Reading = tuple[tuple[int, str, str], ...]

#: The files of `grammars/` that the vocabulary is made of.
FILES = ("prose.yaml", "indicators.yaml")
#: Words that say one thing each.
SINGLE = (
    "parts",
    "not_all",
    "share",
    "none",
    "limits",
    "unlimited",
    "doubts",
    "respectively",
    "fillers",
    "joins",
)
#: Kinds of topics that no table's rows are.
OTHER_TOPICS = ("same", "about_disclosure", "information", "elsewhere", "channels")
#: The kinds whose words stand by what they mean.
MEANT_BY_KEY = (
    "counts",
    "times",
    "applicants",
    "short_topics",
    "short_counts",
    "changes",
    "halves",
)
#: What a number begins with.
NUMERALS = "0123456789零〇一二两三四五六七八九十"


class Readings(NamedTuple):
    """What a number counts, what the words allow besides, and what it counts by another rule (see
    `grammars/indicators.yaml`)."""

    exact: tuple[Reading, ...]
    allowed: tuple[Reading, ...] = ()
    near: tuple[Reading, ...] = ()


class Vocabulary(NamedTuple):
    """The words, folded.

    `words` gives kind and key of each, the kinds being those of `grammars/prose.yaml`; `lengths`
    gives, by the first two characters, how long such words are, `first` all that a word, a mark or
    a number begins with. `units` gives (unit, kind) and `about_after` words that make the number
    before them inexact, by their first character; `about_before` are those that stand before it.
    `money` is how many yuan a unit of money is, `share_of` (word, base) what may stand between 占
    and a percentage, `readings` are by indicator. Where several words fit, the longest comes first.
    """

    words: Mapping[str, tuple[str, str]]
    lengths: Mapping[str, tuple[int, ...]]
    first: frozenset[str]
    units: Mapping[str, tuple[tuple[str, str], ...]]
    money: Mapping[str, int]
    about_before: frozenset[str]
    about_after: Mapping[str, tuple[str, ...]]
    share_of: tuple[tuple[str, str], ...]
    readings: Mapping[str, Readings]

    def readings_of(self, indicator: str) -> Readings:
        """Return the readings of an indicator: "applications.denied", "review.litigation.total".

        Raises KeyError.
        """
        table, *path = indicator.split(".")
        row = ".".join(path[:-1]) if table != "applications" else ""
        count = path[-1] if row else ".".join(path)
        for key in (f"{table}.{row}.default", f"{table}.{count}", f"{table}.default"):
            if key in self.readings:
                found = self.readings[key]
                return Readings(
                    *(
                        tuple(_filled(reading, row, count) for reading in readings)
                        for readings in found
                    )
                )
        raise KeyError(indicator)


def _filled(reading: Reading, row: str, count: str) -> Reading:
    return tuple(
        (sign, row if term == "*" else term.replace("{count}", count), of.replace("{count}", count))
        for sign, term, of in reading
    )
