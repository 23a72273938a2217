"""Reports that are checked again after somebody has worked on them: which was which before."""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import Any, NamedTuple

Report = dict[str, Any]


class Before(NamedTuple):
    """Results before and now, of those reports alone that were checked before in another state;
    `called` is what each was called then, by its path now."""

    before: Any
    now: Any
    called: Mapping[str, str]


class Drafts:
    """Remembers what was last found in each report, as JSON of `gklint check` has it."""

    def __init__(self) -> None:
        #: The last two states of each report, by path; that which was checked last stands last.
        self._states: dict[str, list[Report]] = {}

    def since(self, results: Any) -> Before:
        """Return what these results are to be compared with, and remember them."""
        present = {report["path"] for report in results["reports"]}
        pairs = [(self._before(report, present), report) for report in results["reports"]]
        for report in results["reports"]:
            self._remember(report)
        known = [(before, now) for before, now in pairs if before is not None]
        # Both by the path of now: a draft may have another name.
        old = [{**before, "path": now["path"]} for before, now in known]
        return Before(
            {**results, "reports": old},
            {**results, "reports": [now for _, now in known]},
            {now["path"]: before["path"] for before, now in known},
        )

    def _before(self, report: Report, present: Container[str]) -> Report | None:
        """Return the state before this one of the same file, else of the same body and year."""
        if report["sha256"] is None:
            return None
        others = [
            states[-1]
            for path, states in reversed(self._states.items())
            if path not in present and _is_same_report(states[-1], report)
        ]
        own = [one for one in self._states.get(report["path"], ()) if _is_same_file(one, report)]
        candidates = [*reversed(own), *others]
        return next((one for one in candidates if one["sha256"] != report["sha256"]), None)

    def _remember(self, report: Report) -> None:
        if report["sha256"] is None:
            return
        states = self._states.pop(report["path"], [])
        # In another language it is the same state.
        kept = [one for one in states if one["sha256"] != report["sha256"]][-1:]
        self._states[report["path"]] = [*kept, report]


def _is_same_file(one: Report, other: Report) -> bool:
    """Files of one name may be of two bodies: 年报.docx."""
    known = None not in (one["agency"], other["agency"])
    return one["path"] == other["path"] and not (known and one["agency"] != other["agency"])


def _is_same_report(one: Report, other: Report) -> bool:
    return None not in (one["agency"], one["year"]) and (one["agency"], one["year"]) == (
        other["agency"],
        other["year"],
    )
