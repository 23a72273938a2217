"""How often each rule found something, as a table under the line that closes the run."""

from __future__ import annotations

from gklint.checking.runs import Totals
from gklint.model.diagnostics import SEVERITIES
from gklint.reporters import Options
from gklint.reporters.terminal import paint, width
from gklint.support.bilingual import Text

_HEADER = (
    Text("代码", "code"),
    Text("规则", "rule"),
    Text("级别", "severity"),
    Text("问题", "findings"),
    Text("报告", "reports"),
)
#: The columns that hold numbers, which stand to the right.
_NUMBERS = (3, 4)


def table(totals: Totals, options: Options) -> str:
    """Return the table with an empty line before it: code, name, severity, how many findings, in
    how many reports, the most frequent first. Empty where it is not asked for or nothing was found.
    """
    if not (options.statistics and totals.statistics):
        return ""
    rows = [tuple(words.say(options.language) for words in _HEADER)]
    rows += [
        (
            count.code,
            count.rule,
            SEVERITIES[count.severity].say(options.language),
            str(count.findings),
            str(count.files),
        )
        for count in totals.statistics
    ]
    widths = [max(width(row[column]) for row in rows) for column in range(len(_HEADER))]
    lines = [
        "  ".join(
            _filled(cell, widths[column], column in _NUMBERS) for column, cell in enumerate(row)
        ).rstrip()
        for row in rows
    ]
    lines[0] = paint(lines[0], "bold", options.colour)
    return "".join(f"{line}\n" for line in ["", *lines])


def _filled(cell: str, columns: int, right: bool) -> str:
    blanks = " " * (columns - width(cell))
    return blanks + cell if right else cell + blanks
