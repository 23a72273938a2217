"""A run written in all formats that were asked for: what fails with one of them loses no other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager

from gklint.checking.results import Record
from gklint.checking.runs import Run, Totals
from gklint.cli.language import localized
from gklint.cli.output import Target, not_written, note, output
from gklint.reporters import Options, PluginFailed, Reporter, reporting


class Outputs:
    """Hands every call on to the reporters of all targets that are still written.

    A target that fails is told on standard error and left as it was; `failed` says that one did.
    Where none is left its error is raised: OSError, PluginFailed.
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self.failed = False
        self._open: list[tuple[Target, ExitStack, Reporter]] = []

    def open(self, target: Target, run: Run, options: Options) -> None:
        """Begin to write a target; raises OSError, PluginFailed, KeyError."""
        if target.path is not None:
            # Colour is for whoever looks on, and FORCE_COLOR speaks of that alone.
            options = options._replace(colour=False)
        with ExitStack() as stack:
            stream = stack.enter_context(output(target.path))
            reporter = stack.enter_context(reporting(stream, run, target.format, options))
            self._open.append((target, stack.pop_all(), reporter))

    def begin(self) -> None:
        """Write what stands before all reports."""
        self._each(lambda reporter: reporter.begin())

    def add(self, record: Record) -> None:
        """Write one report."""
        self._each(lambda reporter: reporter.add(record))

    def end(self, totals: Totals) -> None:
        """Write what stands after all reports."""
        self._each(lambda reporter: reporter.end(totals))

    def close(self, error: BaseException | None) -> None:
        """Put all files in their places, none of them where the run ended by `error`."""
        while self._open:
            target, stack, _ = self._open.pop(0)
            try:
                _left(stack, error)
            except (OSError, PluginFailed) as failure:
                if failure is not error:
                    self._say(target, failure)

    def _each(self, call: Callable[[Reporter], None]) -> None:
        for entry in tuple(self._open):
            target, stack, reporter = entry
            try:
                call(reporter)
            except (OSError, PluginFailed) as error:
                if len(self._open) == 1:
                    raise
                self._open.remove(entry)
                self._say(target, error)
                try:
                    _left(stack, error)
                except (OSError, PluginFailed):
                    # What it says has been said.
                    continue

    def _say(self, target: Target, error: OSError | PluginFailed) -> None:
        self.failed = True
        what = target.path or localized("标准输出", "standard output", self.language)
        if isinstance(error, PluginFailed):
            zh, en = f"插件的输出格式出错：{error}", f"a plugin's output format failed: {error}"
            why = localized(zh, en, self.language)
        else:
            why = not_written(error, self.language)
        note(localized(f"{what}：{why}", f"{what}: {why}", self.language))


@contextmanager
def reporting_to(targets: Sequence[Target], run: Run, options: Options) -> Iterator[Outputs]:
    """Give what writes all targets; raises KeyError, and where all fail PluginFailed, OSError.

    A block that raises leaves every file as it was.
    """
    outputs = Outputs(options.language)
    try:
        for target in targets:
            try:
                outputs.open(target, run, options)
            except (OSError, PluginFailed) as error:
                if len(targets) == 1:
                    raise
                outputs._say(target, error)
        yield outputs
    except BaseException as error:
        # Whatever ends the run, Ctrl-C too: no file is left half written.
        outputs.close(error)
        raise
    outputs.close(None)


def _left(stack: ExitStack, error: BaseException | None) -> None:
    """Leave the contexts of a target, by an error if there is one."""
    if error is None:
        stack.close()
    else:
        stack.__exit__(type(error), error, error.__traceback__)
