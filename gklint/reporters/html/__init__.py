"""For people with a browser: one page that needs nothing beside it, to look through, mark, print.

The page holds the JSON of the run, rows of its overview, and what it takes to draw each report; it
is written as the run goes. What a report says is data in it and is never read as markup.
"""

from __future__ import annotations

import os
from base64 import b64encode
from hashlib import sha256
from tempfile import SpooledTemporaryFile

from gklint.checking.results import Record
from gklint.checking.runs import Run, Totals
from gklint.checking.scores import Score, points_text, score_of
from gklint.checking.verdicts import verdict
from gklint.drawing import drawing_data, drawing_script, drawing_style, words_of
from gklint.model.diagnostics import Severity
from gklint.reporters import Options, Write
from gklint.reporters.html.extras import extras_of
from gklint.reporters.html.packing import EACH, Stream
from gklint.reporters.json import Reporter as JsonReporter
from gklint.reporters.jsontext import Json, json_line
from gklint.reporters.not_read import lines
from gklint.reporters.objects import TOOL, summary_object
from gklint.reporters.overview import not_evaluated_counts
from gklint.reporters.spool import Spool
from gklint.reporters.wording import documents
from gklint.support.own_results import GENERATOR

#: So many characters are kept in memory until they are written.
_IN_MEMORY = 1 << 20
_SCRIPTS = ("data.js", "marks.js", "page.js")


class Reporter:
    """Writes the page: the JSON of the run first, then the rest, kept on disk meanwhile."""

    def __init__(self, run: Run, write: Write, options: Options) -> None:
        self.write = write
        self.options = options
        self.results = Stream("gklint-results", write)
        self._pieces: list[str] = []
        # The JSON is that of its own reporter, to the letter.
        self.json = JsonReporter(run, self._pieces.append, options._replace(encoding="utf-8"))
        # Closed with the process.
        self._kept = SpooledTemporaryFile(_IN_MEMORY, "w+", encoding="ascii", newline="\n")  # noqa: SIM115 - kept open
        self.extras = Stream("gklint-extras", self._keep)
        self.rows = Spool(ascii_only=True)
        self.rules: dict[str, str] = {}
        self.clauses: dict[str, int] = {}

    def begin(self) -> None:
        """Write what stands before the reports."""
        script, style = _script(), _style()
        policy = (
            f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}';"
            " base-uri 'none'; form-action 'none'"
        )
        language = "en" if self.options.language == "en" else "zh-CN"
        self.write(
            f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            '<meta name="referrer" content="no-referrer">\n'
            f"{GENERATOR}\n"
            f"<title>gklint</title>\n<style>{style}</style>\n</head>\n<body>\n{_text('page.html')}"
        )
        self.json.begin()
        self.results.head(self._json())
        self.extras.head("[")

    def add(self, record: Record) -> None:
        """Write the JSON of a report, and keep the rest of it."""
        self.json.add(record)
        self.results.report(self._json())
        separator = ",\n" if self.rows.count else ""
        self.extras.report(separator + json_line(extras_of(record, self.options.language), True))
        self.rows.add(self._row(record))

    def end(self, totals: Totals) -> None:
        """Write what stands after the reports."""
        self.json.end(totals)
        self.results.tail(self._json())
        self.extras.tail("]")
        self._kept.seek(0)
        while piece := self._kept.read(1 << 16):
            self.write(piece)
        self._kept.close()
        self.write('<script type="application/json" id="gklint-index">')
        head = json_line(self._about(totals), True)
        self._data(f'{head[:-1]}, "rows": [')
        for number, row in enumerate(self.rows.texts()):
            self._data((",\n" if number else "\n") + row)
        self._data("]}")
        drawing = drawing_data()
        drawing["words"] |= words_of(_path("words.yaml"))
        self.write('</script>\n<script type="application/json" id="gklint-drawing">')
        self._data(json_line(drawing, True))
        self.write(f"</script>\n<script>{_script()}</script>\n</body>\n</html>\n")

    def _json(self) -> str:
        """Return what the reporter of the JSON has written since it was last asked."""
        text = "".join(self._pieces)
        self._pieces.clear()
        return text

    def _data(self, text: str) -> None:
        """Write JSON so that no part of it can end the element that it stands in."""
        self.write(text.replace("<", "\\u003c"))

    def _keep(self, text: str) -> None:
        self._kept.write(text)

    def _about(self, totals: Totals) -> dict[str, Json]:
        def packed(stream: Stream) -> Json:
            return {"each": EACH, "segments": [list(each) for each in stream.segments]}

        return {
            "language": "en" if self.options.language == "en" else "zh",
            "tool": TOOL,
            "summary": summary_object(totals),
            "results": packed(self.results),
            "extras": packed(self.extras),
            "rules": [[code, self.rules[code]] for code in sorted(self.rules)],
            "clauses": list(self.clauses),
            "notRead": {language: list(lines(totals, language)) for language in ("zh", "en")},
            "score": [self.options.score.title.zh, self.options.score.title.en]
            if self.options.score
            else None,
        }

    def _row(self, record: Record) -> Json:
        """Return what the overview shows of a report and what it is filtered by."""
        about, found = record.about, record.diagnostics
        own_verdict = verdict(record, self.options.failing)
        clauses: dict[int, None] = {}
        for diagnostic in found:
            self.rules[diagnostic.code] = diagnostic.rule
            for one in diagnostic.basis:
                words = documents(diagnostic._replace(basis=(one,)), self.options.language)
                clauses[self.clauses.setdefault(words, len(self.clauses))] = None
        severities = [diagnostic.severity for diagnostic in found]
        return [
            record.path,
            about.agency if about else None,
            about.year if about else None,
            own_verdict.key if record.is_report else "beside",
            *(severities.count(of) for of in sorted(Severity, reverse=True)),
            list(not_evaluated_counts(record)),
            sorted({diagnostic.code for diagnostic in found}),
            list(clauses),
            self._score(record),
        ]

    def _score(self, record: Record) -> Json:
        """Return what a report scores, None where it is not scored."""
        card = self.options.score
        score = score_of(record, card) if card else None
        return (
            {
                **_points(score),
                "groups": [[title.zh, title.en, _points(of)] for title, of in score.groups],
            }
            if score
            else None
        )


def _points(score: Score) -> dict[str, Json]:
    return {
        "earned": points_text(score.earned),
        "possible": points_text(score.possible),
        "open": points_text(score.open),
    }


def _script() -> str:
    return "\n" + "\n".join([drawing_script(), *map(_text, _SCRIPTS)])


def _style() -> str:
    return "\n" + drawing_style() + _text("page.css")


def _hash(text: str) -> str:
    """Return what a policy calls a script or a style sheet by."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _text(name: str) -> str:
    with open(_path(name), encoding="utf-8") as file:
        return file.read()


def _path(name: str) -> str:
    return os.path.join(os.path.dirname(__file__), name)
