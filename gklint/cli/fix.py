"""`gklint fix`: fixes what can be fixed without a person."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from gklint.checking.gathering import occurrences
from gklint.cli import options
from gklint.cli.help import Command
from gklint.cli.language import locale_language, localized
from gklint.cli.status import FAILED

if TYPE_CHECKING:
    from gklint.checking.settings import Settings
    from gklint.fixing import Fixed
    from gklint.model.diagnostics import Diagnostic
    from gklint.support.whole_files import Guard
    from gklint.suppression import Accepting


@click.command(
    "fix",
    cls=Command,
    options_metavar=localized("[选项]", "[OPTIONS]"),
    short_help=localized("改正能自动改的问题", "Fix what can be fixed."),
    help=localized(
        """改正能自动改的问题，直接写回文件；标准输入（-）改后写到标准输出。

        默认只做不动内容的改正（序号后的标点、全角标点、栏目名称、错别字）；
        会改变数字或措辞的，须用 --unsafe，改后请逐条核对。

        \b
        退出状态：0 完成；1 用 --diff 时有可改之处；2 有文件无法读取或写入。""",
        """Fix what can be fixed, in the files themselves; standard input (-) goes to standard
        output.

        Only fixes that change no content are made (punctuation of headings, full-width
        punctuation, labels, misspellings). --unsafe makes those that change numbers or wording,
        too: check them one by one afterwards.

        \b
        Exit status: 0 done; 1 with --diff, where something could be fixed;
        2 a file that cannot be read or written.""",
    ),
)
@options.paths
@click.option(
    "--unsafe",
    is_flag=True,
    help=localized("也做会改变数字或措辞的改正", "Also fixes that change numbers or wording."),
)
@click.option(
    "--diff",
    is_flag=True,
    help=localized("只显示会怎样改，不写文件", "Show what would change; write nothing."),
)
@click.option(
    "--force",
    is_flag=True,
    help=localized("只读的文件也写", "Write to files that are read-only, too."),
)
@options.of_judging
@options.of_finding
@options.stdin_filename
@options.language
def command(
    paths: tuple[str, ...],
    unsafe: bool,
    diff: bool,
    force: bool,
    config: str | None,
    isolated: bool,
    stdin_filename: str | None,
    **given: Any,
) -> int:
    """Fix the files, say what was fixed, and return the exit status."""
    # Imported here: --help does not need them.
    from gklint.cli.accepting import Accept, accepting_of
    from gklint.cli.configured import (
        configurations_with,
        files_of,
        name_rules,
        name_skipped,
        refuse,
    )
    from gklint.cli.input import STANDARD_INPUT, read_standard_input
    from gklint.cli.output import note

    configurations = configurations_with(given, config, isolated)
    name = stdin_filename or "<stdin>"
    piped = [name] if STANDARD_INPUT in paths else []
    found = files_of(configurations, paths, piped[0] if piped else None)
    if configurations.problems:
        return refuse(configurations, given["language"])
    name_rules(configurations)
    of_run = configurations.of_run(paths)
    language = of_run.get("language") or locale_language()
    for folder, reason in found.problems:
        note(f"{folder}: {reason.say(language)}")
    name_skipped(found, language)
    settings_for = configurations.settings_for
    accepting = accepting_of([*found.files, *piped], of_run, Accept(), settings_for, language)
    if accepting is None:
        return FAILED
    status = FAILED if found.problems else 0
    fixer = _Fixer(settings_for, accepting, unsafe, diff, language)
    guards = _Guards(paths, force)
    if piped:
        raw = read_standard_input(settings_for(name).limits.file_mib)
        status = max(status, fixer.pipe(raw, name))
    for path in found.files:
        status = max(status, fixer.fix(path, guards.of(path)))
    return status


class _Guards:
    """What has to hold of a file before it is written to: one that was found in a named folder lies
    in it also once links are followed. A file that was named itself may be a link to anywhere."""

    def __init__(self, paths: Sequence[str], force: bool) -> None:
        self.named = set(paths)
        self.folders = [path for path in paths if os.path.isdir(path)]
        self.force = force

    def of(self, path: str) -> Guard:
        """Return the guard for a file."""
        # Imported here: --help does not need it.
        from gklint.support.whole_files import Guard, lies_in

        if path in self.named:
            return Guard(force=self.force)
        full = os.path.abspath(path)
        inside = [folder for folder in self.folders if lies_in(full, os.path.abspath(folder))]
        return Guard(within=max(inside, key=len, default=None), force=self.force)


class _Fixer:
    """Fixes one file after the other; each method returns what it means for the exit status."""

    def __init__(
        self,
        settings_for: Callable[[str], Settings],
        accepting: Sequence[Accepting],
        unsafe: bool,
        diff: bool,
        language: str,
    ) -> None:
        self.settings_for = settings_for
        self.accepting = accepting
        self.unsafe = unsafe
        self.diff = diff
        self.language = language

    def fix(self, path: str, guard: Guard) -> int:
        """Fix the file at `path`, or show what would change."""
        from gklint.cli.output import not_written, note
        from gklint.readers import UnreadableFile, bytes_of
        from gklint.support.whole_files import lost_by_replacing, write_whole

        try:
            raw = bytes_of(path, self.settings_for(path).limits)
        except UnreadableFile as error:
            note(f"{path}: {error.reason.say(self.language)}")
            return FAILED
        fixed = self._fixed(raw, path)
        if fixed is None:
            return FAILED
        if self.diff:
            self._show_diff(fixed, path)
            return int(fixed.before != fixed.after)
        if fixed.before != fixed.after:
            lost = lost_by_replacing(path)
            try:
                write_whole(path, fixed.after, guard._replace(read=raw))
            except OSError as error:
                note(f"{path}: {not_written(error, self.language)}")
                return FAILED
            for what in lost:
                note(f"{path}: {what.say(self.language)}")
        self._say(fixed, path)
        return 0

    def pipe(self, raw: bytes, name: str) -> int:
        """Fix what came in on standard input and write it to standard output."""
        fixed = self._fixed(raw, name)
        if fixed is None:
            return FAILED
        if self.diff:
            self._show_diff(fixed, name)
            return int(fixed.before != fixed.after)
        from gklint.cli.output import standard_output

        standard_output().buffer.write(fixed.after)
        return 0

    def _fixed(self, raw: bytes, path: str) -> Fixed | None:
        from gklint.checking.failures import failure
        from gklint.cli.output import note
        from gklint.fixing import Unfixable, fix

        try:
            fixed = fix(
                raw, path, self.settings_for(path), unsafe=self.unsafe, accepting=self.accepting
            )
        except Unfixable as error:
            note(f"{path}: {error.reason.say(self.language)}")
            return None
        except Exception as error:
            # A fault of gklint's, a library's or a plugin's: the other files are fixed.
            note(f"{path}: {failure(error).say(self.language)}")
            return None
        for diagnostic, reason in fixed.refused:
            what = f"{diagnostic.code} {diagnostic.rule}"
            note(
                localized(
                    f"{path}:{diagnostic.line}: {what} 没有改：{reason.zh}",
                    f"{path}:{diagnostic.line}: {what} was not fixed: {reason.en}",
                    self.language,
                )
            )
        return fixed

    def _show_diff(self, fixed: Fixed, path: str) -> None:
        from difflib import unified_diff

        from gklint.cli.output import show
        from gklint.model.personal import mask

        old = fixed.old.lines if fixed.old else ()
        new = fixed.new.lines if fixed.new else ()
        diff = "\n".join(unified_diff(old, new, path, path, lineterm=""))
        if diff:
            show(mask(diff))

    def _say(self, fixed: Fixed, path: str) -> None:
        from gklint.cli.output import show
        from gklint.support.printable import shown

        parts = []
        if fixed.fixed:
            count, listed = sum(map(occurrences, fixed.fixed)), ", ".join(_counted(fixed.fixed))
            parts.append(
                localized(
                    f"改正 {count} 处（{listed}）", f"fixed {count} ({listed})", self.language
                )
            )
        if fixed.unsafe:
            count, listed = sum(map(occurrences, fixed.unsafe)), ", ".join(_counted(fixed.unsafe))
            parts.append(
                localized(
                    f"另有 {count} 处须用 --unsafe（{listed}）",
                    f"{count} more with --unsafe ({listed})",
                    self.language,
                )
            )
        if not parts:
            parts.append(localized("没有可以自动改正的", "nothing to fix", self.language))
        separator = localized("；", "; ", self.language)
        show(f"{shown(path)}{localized('：', ': ', self.language)}{separator.join(parts)}")


def _counted(diagnostics: tuple[Diagnostic, ...]) -> Iterator[str]:
    """Yield each rule with how many of its findings there are: “GK105 2”."""
    counts: Counter[str] = Counter()
    for diagnostic in diagnostics:
        counts[f"{diagnostic.code} {diagnostic.rule}"] += occurrences(diagnostic)
    for rule, count in sorted(counts.items()):
        yield rule if count == 1 else f"{rule} ×{count}"
