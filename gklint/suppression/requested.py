"""What a run accepts from outside of its reports, by what was asked for and what is there."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from gklint.rule.definition import Rule
from gklint.suppression import Accepting
from gklint.suppression.baseline import Baseline, NewBaseline, Note
from gklint.suppression.places import shown_beside
from gklint.suppression.waivers import load_waivers
from gklint.suppression.waiving import NearestWaivers, Say, Waiving


class Requested(NamedTuple):
    """What a user asked for: paths of files, None for those that were not.

    `waivers` replaces what is found beside the reports. Of `write_baseline` and `baseline` the
    first counts; without `shrinks` a baseline stays as it is.
    """

    waivers: str | None = None
    baseline: str | None = None
    write_baseline: str | None = None
    shrinks: bool = True


def accepting_for(
    paths: Sequence[str],
    requested: Requested,
    found: Mapping[str, str],
    say: Say,
    rules: Callable[[], Sequence[Rule]],
    note: Note,
    today: Callable[[], date] = date.today,
) -> list[Accepting]:
    """Return what accepts findings in the reports at `paths`, in the order in which it is asked.

    `found` are the files of waivers by folder (`gklint.suppression.found_waivers`). Raises
    ConfigurationError for files that cannot be used: all are read before anything is checked.
    """
    accepting: list[Accepting] = []

    def waiving(path: str) -> Waiving:
        return Waiving(load_waivers(path), today, say, rules)

    if requested.waivers is not None:
        accepting.append(waiving(requested.waivers))
    elif found:
        accepting.append(NearestWaivers(_by_folder(found, waiving)))
    if requested.write_baseline is not None:
        accepting.append(NewBaseline(requested.write_baseline, note))
    elif requested.baseline is not None:
        accepting.append(Baseline(requested.baseline, requested.shrinks, note))
    return accepting


def _by_folder(
    found: Mapping[str, str], waiving: Callable[[str], Waiving]
) -> Mapping[str, Waiving]:
    """Load each file of waivers once; name it in messages as the reports below it are named."""
    loaded: dict[str, Waiving] = {}
    for folder, path in found.items():
        if path not in loaded:
            loaded[path] = waiving(shown_beside(path, folder))
    return {folder: loaded[path] for folder, path in found.items()}
