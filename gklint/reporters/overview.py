"""One line a report: path, body, year, verdict, and how much was found and not evaluated."""

from __future__ import annotations

import json
from collections.abc import Sequence

from gklint.checking.results import Record
from gklint.checking.runs import Run, Totals
from gklint.checking.verdicts import FAILED, PASSED, UNDECIDED, UNREADABLE, verdict
from gklint.model.diagnostics import Severity
from gklint.reporters import Options, Write, shape_of
from gklint.reporters.not_read import section
from gklint.reporters.summary import run_line
from gklint.reporters.terminal import paint, width
from gklint.support.bilingual import Text
from gklint.support.printable import shown

_COLOURS = {
    PASSED.key: "green",
    FAILED.key: "red",
    UNDECIDED.key: "yellow",
    UNREADABLE.key: "red",
}
_HEAD = (
    Text("文件", "file"),
    Text("机关", "body"),
    Text("年度", "year"),
    Text("结论", "verdict"),
    Text("错误", "errors"),
    Text("警告", "warnings"),
    Text("提示", "infos"),
    Text("未评定", "not evaluated"),
    Text("未比较", "not compared"),
)
_VERDICT, _NOT_COMPARED = 3, 8
_NONE = "—"
#: The first lines wait until there are so many of them, which say how wide the columns are; the
#: others are written as reports come, so that a long run takes no more memory than a short one.
_WAITING = 200
#: No column is made wider than this for one long name.
_WIDEST = 72


class Reporter:
    """Writes a line for each report, and one for the run."""

    def __init__(self, run: Run, write: Write, options: Options) -> None:
        self.write = write
        self.options = options
        self.lines = Lines(write, options)

    def begin(self) -> None:
        """Write nothing: how wide the columns are, the reports say."""

    def add(self, record: Record) -> None:
        """Take a report; a file of waivers is none."""
        if record.tally.is_report:
            self.lines.add(record)

    def end(self, totals: Totals) -> None:
        """Write what is left of the lines, what was not read, and the line that closes the run."""
        self.lines.end()
        section_text = section(totals, self.options)
        self.write(f"{section_text}\n{run_line(totals, self.options)}\n")
        if self.options.statistics:
            # Imported here: few runs ask for it.
            from gklint.reporters.statistics import table

            self.write(table(totals, self.options))


class Lines:
    """Writes a line a report, in columns, and the line that says what they are before them."""

    def __init__(self, write: Write, options: Options) -> None:
        self.write = write
        self.options = options
        self.count = 0
        self._shape = shape_of(__name__, options)
        self._waiting: list[list[str]] = []
        self._widths: list[int] | None = None
        self._columns: list[int] = []

    def add(self, record: Record) -> None:
        """Take a report, and write its line once it is known how wide the columns are."""
        self.count += 1
        # A run that finds all in its cache finds these texts in it, too.
        texts = json.loads(record.shown(self._shape, self._texts))
        if self._widths is not None:
            self.write(self._line(texts))
            return
        self._waiting.append(texts)
        if len(self._waiting) == _WAITING:
            self.end()

    def end(self) -> None:
        """Write the lines that wait."""
        if self._widths is not None:
            return
        heads = [head.say(self.options.language) for head in _HEAD]
        if self.options.score is not None:
            heads.append(self.options.score.title.say(self.options.language))
        self._columns = list(range(len(heads)))
        if not any(texts[_NOT_COMPARED] for texts in self._waiting):
            self._columns.remove(_NOT_COMPARED)
        rows = [heads, *self._waiting]
        self._widths = [
            min(max(width(row[column]) for row in rows), _WIDEST) for column in range(len(heads))
        ]
        self.write(paint(self._padded(heads).rstrip(), "bold", self.options.colour) + "\n")
        for texts in self._waiting:
            self.write(self._line(texts))
        self._waiting.clear()

    def _texts(self, record: Record) -> str:
        return json.dumps([*_texts(record, self.options), verdict_key(record, self.options)])

    def _line(self, texts: Sequence[str]) -> str:
        *texts, key = texts
        return self._padded(texts, _COLOURS[key]).rstrip() + "\n"

    def _padded(self, texts: Sequence[str], colour: str = "") -> str:
        widths = self._widths or []
        parts = []
        for column in self._columns:
            text = texts[column]
            blanks = " " * (widths[column] - width(text))
            if column == _VERDICT and colour:
                text = paint(text, colour, self.options.colour)
            parts.append(text + blanks)
        return "  ".join(parts)


def verdict_key(record: Record, options: Options) -> str:
    """Return the key of a report's verdict."""
    return verdict(record, options.failing).key


def not_evaluated_counts(record: Record) -> tuple[int, int | None]:
    """Return how many rules that speak of a report alone were not evaluated, or in part only; and
    how many did not compare it with others, None where none was to."""
    own = sum(bool(of.reasons) for of in record.outcomes if not of.across)
    across = [bool(of.reasons) for of in record.outcomes if of.across]
    return own, sum(across) if across else None


def _texts(record: Record, options: Options) -> list[str]:
    """Return what stands in the columns; "" under the rules across reports where none was asked."""
    about = record.about
    found = [diagnostic.severity for diagnostic in record.diagnostics]
    own, across = not_evaluated_counts(record)
    texts = [
        shown(record.path, options.encoding),
        shown(about.agency or _NONE, options.encoding) if about else _NONE,
        str(about.year or _NONE) if about else _NONE,
        verdict(record, options.failing).words.say(options.language),
        *(str(found.count(of)) for of in sorted(Severity, reverse=True)),
        _NONE if record.unreadable else str(own),
        "" if across is None else _NONE if record.unreadable else str(across),
    ]
    if options.score is not None:
        # Imported here: few runs score.
        from gklint.checking.scores import score_of

        score = score_of(record, options.score)
        texts.append(score.say(options.language) if score else _NONE)
    return texts
