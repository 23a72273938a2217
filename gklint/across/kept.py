"""What came of comparing, kept between runs: the same files by the same rules are not compared
again."""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from typing import Protocol

from gklint.across.additions import Additions
from gklint.checking.results import Outcome, RuleName
from gklint.collection.roster import Roster
from gklint.model.report import CellKey
from gklint.model.source import Origin, Place
from gklint.support.json_values import JsonType

#: No more than this is unpacked; a file made to fill the memory would be.
_LARGEST = 512 * 1024 * 1024


class Kept(Protocol):
    """Where it is kept: a cache."""

    def compared(self, key: bytes) -> bytes | None:
        """Return what came of it in an earlier run."""

    def keep_compared(self, key: bytes, data: bytes) -> None:
        """Keep what came of it."""


def key_of(names: Sequence[tuple[str, object]], roster: Roster | None) -> bytes | None:
    """Return what stands for files, all that they were checked by, and the roster; None where
    nothing stands for one of them."""
    if any(name is None for _, name in names):
        return None
    found = sha256(repr(names).encode("utf-8", "surrogatepass"))
    if roster is not None:
        found.update(repr((roster.path, roster.raw)).encode("utf-8", "surrogatepass"))
    return found.digest()


def stamps_of(additions: Mapping[str, Additions]) -> dict[str, str]:
    """Return by path what stands for what comparing adds to a record, and for nothing else."""
    # Most reports have the same outcomes.
    outcomes: dict[tuple[Outcome, ...], str] = {}
    stamps = {}
    for path, added in additions.items():
        try:
            if added.outcomes not in outcomes:
                outcomes[added.outcomes] = json.dumps(_outcomes().write(added.outcomes))
            rest = added._replace(outcomes=())
            written = "" if rest == Additions() else json.dumps(_additions().write(rest))
            text = f"{outcomes[added.outcomes]}\n{written}"
            stamps[path] = sha256(text.encode()).hexdigest()[:16]
        except (ValueError, TypeError, RecursionError):
            # What a plugin's rule says may be no data: nothing stands for it but itself.
            stamps[path] = os.urandom(8).hex()
    return stamps


def packed(additions: Mapping[str, tuple[Additions, str]]) -> bytes:
    """Return what came of it as bytes; raises ValueError, TypeError where it is no data."""
    # Most reports have the same outcomes.
    outcomes: dict[tuple[Outcome, ...], int] = {}
    reports = {}
    for path, (added, stamp) in additions.items():
        number = outcomes.setdefault(added.outcomes, len(outcomes))
        rest = added._replace(outcomes=())
        other = None if rest == Additions() else _additions().write(rest)
        reports[path] = (number, stamp, other)
    written = [_outcomes().write(several) for several in outcomes]
    return zlib.compress(json.dumps([written, reports]).encode(), 1)


def unpacked(data: bytes) -> dict[str, tuple[Additions, str]] | None:
    """Return what came of it; None for anything else."""
    try:
        unpacking = zlib.decompressobj()
        written, reports = json.loads(unpacking.decompress(data, _LARGEST))
        plain = [Additions(outcomes=_outcomes().read(several)) for several in written]
        found = {}
        for path, (number, stamp, other) in reports.items():
            added = plain[number]
            if other is not None:
                added = _additions().read(other)._replace(outcomes=added.outcomes)
            found[path] = added, str(stamp)
        return found
    except (ValueError, TypeError, IndexError, RecursionError, zlib.error):
        return None


_NAMES = {"Place": Place, "Origin": Origin, "CellKey": CellKey, "Named": RuleName}


@lru_cache(maxsize=1)
def _additions() -> JsonType[Additions]:
    return JsonType(Additions, _NAMES)


@lru_cache(maxsize=1)
def _outcomes() -> JsonType[tuple[Outcome, ...]]:
    return JsonType(tuple[Outcome, ...], _NAMES)
