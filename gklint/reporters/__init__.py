"""A run as a person or a program wants to read it: one module a format.

A reporter is a module with a class `Reporter(run, write, options)`. It is told of the beginning, of
each report as soon as it has been checked, and of the end, and gives its text piece by piece to
`write`: a run of a hundred thousand reports takes no more memory than one of ten. It shows what the
records say and decides nothing.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TextIO, cast

from gklint.checking.results import Record
from gklint.checking.runs import Run, Totals
from gklint.model.diagnostics import Severity
from gklint.reporters.stream import (
    WIDTH,
    closed_pipe_is_quiet,
    encoding_of,
    takes_colour,
    width_of,
    writer,
)
from gklint.support.bilingual import Text

if TYPE_CHECKING:
    from gklint.checking.scores import ScoreCard
    from gklint.plugins.hooks import OutputFormat


class Format(NamedTuple):
    """An output format of gklint's own: a line about it, and the module that writes it, which is
    loaded when the format is chosen. `hashes` says that it needs the SHA-256 of each report,
    `cells` that it needs their tables (`Record.facts`), and the hashes with them. `binary`: its
    reporter writes bytes, to a file. `needs` is the library that it cannot do without, which the
    extra of the format's own name installs.
    """

    description: Text
    module: str
    hashes: bool = False
    cells: bool = False
    binary: bool = False
    needs: str = ""


#: The formats by name; those of plugins are beside them (`output_formats`).
REPORTERS = {
    "text": Format(
        Text(
            "逐条列出，附原文、依据和改法（默认）",
            "each finding with its line, basis and fix (default)",
        ),
        "gklint.reporters.text",
    ),
    "concise": Format(Text("一行一条", "one line a finding"), "gklint.reporters.concise"),
    "overview": Format(
        Text("一行一份报告：机关、年度、结论", "a line a report: body, year, verdict"),
        "gklint.reporters.overview",
    ),
    "grouped": Format(
        Text("按文件分组，各栏对齐", "by file, in aligned columns"), "gklint.reporters.grouped"
    ),
    "json": Format(
        Text("全部结果，一个 JSON 对象", "all that came of it, as one JSON object"),
        "gklint.reporters.json",
        True,
    ),
    "jsonl": Format(
        Text("一行一个 JSON 对象，边检查边写出", "one JSON object a line, written as the run goes"),
        "gklint.reporters.jsonl",
        True,
    ),
    "html": Format(
        Text(
            "一个网页，可筛选、核对、打印，不需联网：html:结果.html",
            "one page to filter, mark and print, without a network: html:out.html",
        ),
        "gklint.reporters.html",
        True,
        True,
    ),
    "xlsx": Format(
        Text(
            "工作簿：概览、问题清单、未评定、数据：xlsx:结果.xlsx",
            "a workbook: overview, findings, what was not evaluated, data: xlsx:out.xlsx",
        ),
        "gklint.reporters.xlsx",
        True,
        True,
        True,
        "xlsxwriter",
    ),
    "sarif": Format(
        Text(
            "SARIF 2.1.0：代码扫描、编辑器、归档", "SARIF 2.1.0: code scanning, editors, archives"
        ),
        "gklint.reporters.sarif",
        True,
    ),
    "github": Format(
        Text("GitHub Actions 批注", "annotations of GitHub Actions"), "gklint.reporters.github"
    ),
    "gitlab": Format(
        Text("GitLab 代码质量（JSON）", "Code Quality of GitLab (JSON)"), "gklint.reporters.gitlab"
    ),
    "junit": Format(
        Text("JUnit XML：流水线的测试报告", "JUnit XML: test reports of CI services"),
        "gklint.reporters.junit",
    ),
    "rdjson": Format(
        Text("reviewdog 的诊断格式（JSON）", "diagnostic format of reviewdog (JSON)"),
        "gklint.reporters.rdjson",
    ),
    "checkstyle": Format(Text("Checkstyle XML", "Checkstyle XML"), "gklint.reporters.checkstyle"),
    "markdown": Format(
        Text("每份报告一张表，可贴到合并请求", "a table a report, for a comment on a pull request"),
        "gklint.reporters.markdown",
    ),
}

Write = Callable[[str], object]


class Options(NamedTuple):
    """How to show it: language ("zh" or "en"), colour, columns of a line of text.

    `colour` None leaves it to the stream: yes on a terminal, unless NO_COLOR is set. `encoding` is
    what the reader can take: characters it does not have are written as escapes. `failing` is the
    severity from which on a finding fails the run; `baseline` says that the run was compared with
    an earlier one, so that what is not accepted is new; `statistics` asks for how often each rule
    found something. Without `accepted` a format that lists accepted findings leaves them out.
    `score` is what reports are scored by, if they are.
    """

    language: str = "zh"
    colour: bool | None = None
    width: int = WIDTH
    encoding: str = "utf-8"
    failing: Severity = Severity.WARNING
    baseline: bool = False
    statistics: bool = False
    accepted: bool = True
    score: "ScoreCard | None" = None

    def fitted_to(self, stream: TextIO) -> "Options":
        """Return these options with the encoding and the width of `stream`."""
        colour = takes_colour(stream) if self.colour is None else self.colour
        return self._replace(colour=colour, width=width_of(stream), encoding=encoding_of(stream))


def shape_of(name: str, options: Options) -> str:
    """Return what the text that the reporter `name` makes of a record follows from beside it.

    For `Record.shown`; what concerns only the run as a whole is left out.
    """
    return f"{name} {options._replace(statistics=False)}"


class Reporter(Protocol):
    """What writes a run in one format."""

    def begin(self) -> None:
        """Write what stands before all reports."""

    def add(self, record: Record) -> None:
        """Write one report."""

    def end(self, totals: Totals) -> None:
        """Write what stands after all reports."""


class PluginFailed(Exception):
    """A plugin's reporter raised something; `name` is the format's, the cause is what it raised."""

    def __init__(self, name: str, cause: BaseException) -> None:
        super().__init__(f"{name}: {type(cause).__name__}: {cause}")
        self.name = name


def output_formats() -> dict[str, Text]:
    """Return all formats with a line about each, those of plugins last."""
    return {name: of.description for name, of in REPORTERS.items()} | {
        name: of.description for name, of in _of_plugins().items() if name not in REPORTERS
    }


def _of_plugins() -> dict[str, "OutputFormat"]:
    # Imported here: a run in a format of gklint's own need not know the plugins'.
    from gklint.plugins.loading import load_plugins

    return {of.name: of for of in load_plugins().formats}


def reporter(name: str, run: Run, write: Write, options: Options) -> Reporter:
    """Return a reporter of this format; raises KeyError, PluginFailed."""
    known = REPORTERS.get(name)
    if known is not None:
        return cast(Reporter, import_module(known.module).Reporter(run, write, options))
    # Imported here for the same reason.
    from gklint.reporters.guarded import Guarded

    return Guarded(name, lambda: _of_plugins()[name].reporter(run, write, options))


def is_binary(name: str) -> bool:
    """Say whether the reporter of this format writes bytes and not text."""
    return name in REPORTERS and REPORTERS[name].binary


def is_installed(name: str) -> bool:
    """Say whether the library that this format needs is there."""
    needs = REPORTERS[name].needs if name in REPORTERS else ""
    if not needs:
        return True
    # Imported here: most formats need none.
    from importlib.util import find_spec

    return find_spec(needs) is not None


def needs_hashes(name: str) -> bool:
    """Say whether this format names reports by the hash of their bytes; raises KeyError."""
    of = REPORTERS[name] if name in REPORTERS else _of_plugins()[name]
    return of.hashes or of.cells


def needs_cells(name: str) -> bool:
    """Say whether this format shows the cells of tables; raises KeyError."""
    return REPORTERS[name].cells if name in REPORTERS else _of_plugins()[name].cells


@contextmanager
def reporting(stream: TextIO, run: Run, name: str, options: Options) -> Iterator[Reporter]:
    """Give a reporter that writes to `stream`; raises KeyError, and OSError on a full disk.

    Nothing is lost whatever the encoding of the stream, and a reader that closes the pipe early,
    as `head` does, is no error: the run goes on, so that its exit status is that of all reports.
    """
    # A reporter that writes bytes has the stream below that of the text.
    write: Callable[[Any], object] = stream.buffer.write if is_binary(name) else writer(stream)

    def write_quietly(piece: Any) -> None:
        with closed_pipe_is_quiet(stream):
            write(piece)

    yield reporter(name, run, write_quietly, options.fitted_to(stream))
    with closed_pipe_is_quiet(stream):
        stream.flush()
