"""One line a report: path, body, year, verdict, and how much was found and not evaluated."""

from __future__ import annotations

from gklint.checking.results import Record
from gklint.checking.runs import Run, Totals
from gklint.checking.scores import score_of
from gklint.model.diagnostics import Severity
from gklint.reporters import Options, Write
from gklint.reporters.not_read import section
from gklint.reporters.statistics import table
from gklint.reporters.summary import run_line
from gklint.reporters.terminal import paint, width
from gklint.support.bilingual import Text
from gklint.support.printable import shown

PASSED = Text("通过", "passed")
FAILED = Text("不通过", "failed")
UNDECIDED = Text("无法判定", "undecided")
UNREADABLE = Text("无法读取", "unreadable")

_COLOURS = {PASSED: "green", FAILED: "red", UNDECIDED: "yellow", UNREADABLE: "red"}
_HEAD = (
    Text("文件", "file"),
    Text("机关", "body"),
    Text("年度", "year"),
    Text("结论", "verdict"),
    Text("错误", "errors"),
    Text("警告", "warnings"),
    Text("提示", "infos"),
    Text("未评定", "not evaluated"),
)
#: The columns of a terminal that each takes at least: lines are written as reports come, so that a
#: long run takes no more memory than a short one.
_WIDTHS = (24, 32, 4, 10, 6, 8, 5, 13, 0)


def verdict(record: Record, failing: Severity) -> Text:
    """Return what a report comes to; where a rule could not be evaluated it has not passed."""
    if record.unreadable:
        return UNREADABLE
    if record.worst is not None and record.worst >= failing:
        return FAILED
    if any(outcome.reasons for outcome in record.outcomes):
        return UNDECIDED
    return PASSED if any(outcome.checked for outcome in record.outcomes) else UNDECIDED


class Reporter:
    """Writes a line for each report, and one for the run."""

    def __init__(self, run: Run, write: Write, options: Options) -> None:
        self.write = write
        self.options = options

    def begin(self) -> None:
        """Write what the columns are."""
        self.write(head_line(self.options))

    def add(self, record: Record) -> None:
        """Write the line of a report; a file of waivers is none."""
        if record.is_report:
            self.write(report_line(record, self.options))

    def end(self, totals: Totals) -> None:
        """Write what was not read, and the line that closes the run."""
        said = section(totals, self.options)
        self.write(f"{said}\n{run_line(totals, self.options)}\n{table(totals, self.options)}")


def head_line(options: Options) -> str:
    """Return the line that says what the columns are."""
    heads = [head.say(options.language) for head in _HEAD]
    if options.score is not None:
        heads.append(options.score.title.say(options.language))
    return paint(_line(heads), "bold", options.colour) + "\n"


def report_line(record: Record, options: Options) -> str:
    """Return the line of a report."""
    about = record.about
    found = [diagnostic.severity for diagnostic in record.diagnostics]
    came = verdict(record, options.failing)
    texts = [
        shown(record.path, options.encoding),
        shown(about.agency or "—", options.encoding) if about else "—",
        str(about.year or "—") if about else "—",
        came.say(options.language),
        *(str(found.count(of)) for of in sorted(Severity, reverse=True)),
        "—" if record.unreadable else str(sum(bool(of.reasons) for of in record.outcomes)),
    ]
    if options.score is not None:
        score = score_of(record, options.score)
        texts.append(score.say(options.language) if score else "—")
    return _painted(_line(texts), texts[3], _COLOURS[came], options.colour) + "\n"


def _line(texts: list[str]) -> str:
    padded = (
        text + " " * (least - width(text)) for text, least in zip(texts, _WIDTHS, strict=False)
    )
    return "  ".join(padded).rstrip()


def _painted(line: str, word: str, colour: str, coloured: bool | None) -> str:
    before, found, after = line.partition(f"  {word}  ")
    return f"{before}  {paint(word, colour, coloured)}  {after}" if found else line
