"""Real reports with what a careful reviewer found in them, where a folder of them is there.

`seeds/findings.md` names codes and lines, `corpus/*/findings.json` kinds of findings; both say what
may be reported as well without being asked for. Any other error or warning is a false alarm.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from lab.real_reports import REPORTS

from gklint.engine import lint_text
from gklint.model.diagnostics import Diagnostic, Severity
from gklint.plugins.loading import load_plugins

#: The codes of the kinds of findings that `findings.json` names.
_KINDS = {
    "review_sum": ("GK304",),
    "litigation_sum": ("GK304",),
    "outdated_format": ("GK202",),
    "label_deviation": ("GK212",),
    "prose_table_mismatch": ("GK401", "GK402"),
    "typo": ("GK707",),
    "artefact": ("GK705", "GK501", "GK212"),
}
#: What absent parts have no line for.
_WITHOUT_LINE = ("GK101",)


class DueFinding(NamedTuple):
    """A finding of the reviewer: its code, and its line where the reviewer names one."""

    code: str
    line: int | None = None


class ReviewedReport(NamedTuple):
    """A file, what a reviewer finds in it, and the codes that may come besides."""

    name: str
    text: str
    due: tuple[DueFinding, ...]
    allowed: frozenset[str]


class Review(NamedTuple):
    """What came of checking a reviewed report: findings that are missing, and those beside."""

    found: int
    missing: tuple[DueFinding, ...]
    beside: tuple[Diagnostic, ...]


def reviewed_reports(folder: Path = REPORTS) -> Iterator[ReviewedReport]:
    """Yield the reviewed reports of a folder, none where it is not there.

    Only what rules are there for is due.
    """
    codes = {module.RULE.code for module in load_plugins().rules}
    for report in (*_seeds(folder / "seeds"), *_corpus(folder / "corpus")):
        yield report._replace(due=tuple(due for due in report.due if due.code in codes))


def review(report: ReviewedReport) -> Review:
    """Check a report and hold the findings against the reviewer's."""
    left = list(lint_text(report.text).diagnostics)
    missing = []
    for due in report.due:
        taken = next(
            (each for each in left if each.code == due.code and due.line in (None, each.line)), None
        )
        if taken is None:
            missing.append(due)
        elif due.line is None:
            left.remove(taken)
        else:
            # What the reviewer says once of a line may be two findings in it.
            left = [each for each in left if (each.code, each.line) != due]
    beside = [
        each
        for each in left
        if each.severity >= Severity.WARNING and each.code not in report.allowed
    ]
    return Review(len(report.due) - len(missing), tuple(missing), tuple(beside))


def _seeds(folder: Path) -> Iterator[ReviewedReport]:
    file = folder / "findings.md"
    if not file.exists():
        return
    for block in re.split(r"(?m)^## ", file.read_text("utf-8"))[1:]:
        path = folder / block[: block.index(".txt") + len(".txt")]
        due, allowed = [], set()
        for line in block.splitlines():
            if entry := re.match(r"- (GK\d{3}) [EW]\b([^:]*):(.*)", line):
                # What stands in brackets is said of other lines.
                at = re.search(r"L(\d+)", re.sub(r"\([^)]*\)", "", entry[3]))
                without = entry[1] in _WITHOUT_LINE or at is None
                due.append(DueFinding(entry[1], None if without or not at else int(at[1])))
            elif line.startswith("- I:"):
                allowed |= set(re.findall(r"GK\d{3}", line))
        yield ReviewedReport(path.name, path.read_text("utf-8"), tuple(due), frozenset(allowed))


def _corpus(folder: Path) -> Iterator[ReviewedReport]:
    for file in sorted(folder.glob("*/findings.json")):
        told = json.loads(file.read_text("utf-8"))
        due = tuple(
            DueFinding(_KINDS[entry["kind"]][0])
            for entry in told["findings"]
            if entry["certainty"] == "sure"
        )
        arguable = [entry["kind"] for entry in told["findings"] if entry["certainty"] != "sure"]
        arguable += [entry["kind"] for entry in told["optional"]]
        allowed = frozenset(code for kind in arguable for code in _KINDS.get(kind, ()))
        for path in sorted(file.parent.iterdir()):
            if path.suffix in (".txt", ".md"):
                name = f"{file.parent.name}/{path.name}"
                yield ReviewedReport(name, path.read_text("utf-8"), due, allowed)
