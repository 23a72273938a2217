"""`gklint fix`: fixes what can be fixed without a person."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from gklint.checking.findings import occurrences
from gklint.cli import options
from gklint.cli.help import Command
from gklint.cli.language import locale_language, localized
from gklint.cli.status import FAILED

if TYPE_CHECKING:
    from gklint.checking.settings import Settings
    from gklint.cli.fix_writing import Writer, Written
    from gklint.fixing import Fixed
    from gklint.model.diagnostics import Diagnostic
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

        写入 Word 文档之前，旁边留一份原件（年报.docx → 年报.原件.docx）；-o 写到别的文件，
        原文件不变。

        \b
        退出状态：0 完成；1 用 --diff 时有可改之处；2 有文件无法读取或写入。""",
        """Fix what can be fixed, in the files themselves; standard input (-) goes to standard
        output.

        Only fixes that change no content are made (punctuation of headings, full-width
        punctuation, labels, misspellings). --unsafe makes those that change numbers or wording,
        too: check them one by one afterwards.

        Of a Word document that is written to a copy stays beside it (report.docx →
        report.原件.docx); with -o the outcome goes to another file and the document stays.

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
    "--output-file",
    "-o",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help=localized("写到这个文件，原文件不变", "Write to this file; the given one stays."),
)
@click.option(
    "--no-backup",
    is_flag=True,
    help=localized("写入文档时不留原件", "Keep no copy of documents that are written to."),
)
@click.option(
    "--force",
    is_flag=True,
    help=localized(
        "文件已存在或只读时也写入", "Write to files that are read-only or there already, too."
    ),
)
@options.of_checking
@options.of_finding
@options.stdin_filename
@options.language
def command(
    paths: tuple[str, ...],
    unsafe: bool,
    diff: bool,
    output_file: str | None,
    no_backup: bool,
    force: bool,
    config: str | None,
    isolated: bool,
    stdin_filename: str | None,
    **given: Any,
) -> int:
    """Fix the files, say what was fixed, and return the exit status."""
    # Imported here: --help does not need them.
    from gklint.cli import configured
    from gklint.cli.accepting import Accept, accepting_of
    from gklint.cli.fix_writing import Guards, Writer
    from gklint.cli.input import STANDARD_INPUT, read_standard_input
    from gklint.cli.output import note

    _check_target(paths, output_file, diff)
    configurations = configured.configurations_with(given, config, isolated)
    name = stdin_filename or "<stdin>"
    piped = [name] if STANDARD_INPUT in paths else []
    found = configured.files_of(configurations, paths, piped[0] if piped else None)
    if configurations.problems:
        return configured.refuse(configurations, given["language"])
    configured.name_rules(configurations)
    of_run = configurations.of_run(paths)
    language = of_run.get("language") or locale_language()
    for folder, reason in found.problems:
        note(f"{folder}: {reason.say(language)}")
    configured.name_skipped(found, language)
    settings_for = configurations.settings_for
    accepting = accepting_of([*found.files, *piped], of_run, Accept(), settings_for, language)
    if accepting is None:
        return FAILED
    status = FAILED if found.problems else 0
    writer = Writer(Guards(paths, force), output_file, not no_backup, language)
    fixer = _Fixer(settings_for, accepting, unsafe, diff, writer, language)
    if piped:
        raw = read_standard_input(settings_for(name).limits.file_mib)
        status = max(status, fixer.pipe(raw, name))
    for path in found.files:
        status = max(status, fixer.fix(path))
    return status


def _check_target(paths: Sequence[str], output_file: str | None, diff: bool) -> None:
    """Raise UsageError for what -o cannot be given with."""
    if not output_file:
        return
    if len(paths) != 1 or paths[0] == "-" or os.path.isdir(paths[0]):
        words = ("-o 只能用于一个文件", "-o is for one file only")
    elif diff:
        words = ("-o 与 --diff 只能用一个", "give one of -o and --diff")
    elif os.path.splitext(paths[0])[1].lower() != os.path.splitext(output_file)[1].lower():
        words = (
            "-o 的后缀应与原文件相同：不转换格式",
            "-o must end as the file does: nothing is converted",
        )
    else:
        return
    raise click.UsageError(localized(*words), click.get_current_context())


class _Fixer:
    """Fixes one file after the other; each method returns what it means for the exit status."""

    def __init__(
        self,
        settings_for: Callable[[str], Settings],
        accepting: Sequence[Accepting],
        unsafe: bool,
        diff: bool,
        writer: Writer,
        language: str,
    ) -> None:
        self.settings_for = settings_for
        self.accepting = accepting
        self.unsafe = unsafe
        self.diff = diff
        self.writer = writer
        self.language = language

    def fix(self, path: str) -> int:
        """Fix the file at `path`, or show what would change."""
        from gklint.cli.output import note
        from gklint.readers import UnreadableFile, bytes_of

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
        written = self.writer.write(fixed, path)
        if written is None:
            return FAILED
        self._say(fixed, path, written)
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
        from gklint.cli.fix_preview import refusals
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
        for line in refusals(fixed, path, self.language):
            note(line)
        return fixed

    def _show_diff(self, fixed: Fixed, path: str) -> None:
        from difflib import unified_diff

        from gklint.cli.fix_preview import changes, is_document
        from gklint.cli.output import note, show
        from gklint.model.personal import mask

        if is_document(fixed):
            for line in changes(fixed, path, self.language):
                show(line)
            return
        old = fixed.old.lines if fixed.old else ()
        new = fixed.new.lines if fixed.new else ()
        diff = "\n".join(unified_diff(old, new, path, path, lineterm=""))
        if diff:
            show(mask(diff))
        if fixed.unsafe:
            note(f"{path}: {self._unsafe(fixed)}")

    def _say(self, fixed: Fixed, path: str, written: Written) -> None:
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
            parts.append(self._unsafe(fixed))
        if not parts:
            parts.append(localized("没有可以自动改正的", "nothing to fix", self.language))
        if written.target != path:
            target = shown(written.target)
            parts.append(localized(f"写入 {target}", f"written to {target}", self.language))
        if written.original:
            kept = shown(os.path.basename(written.original))
            parts.append(localized(f"原件留在 {kept}", f"as it was: {kept}", self.language))
        separator = localized("；", "; ", self.language)
        show(f"{shown(path)}{localized('：', ': ', self.language)}{separator.join(parts)}")

    def _unsafe(self, fixed: Fixed) -> str:
        count, listed = sum(map(occurrences, fixed.unsafe)), ", ".join(_counted(fixed.unsafe))
        return localized(
            f"另有 {count} 处须用 --unsafe（{listed}）",
            f"{count} more with --unsafe ({listed})",
            self.language,
        )


def _counted(diagnostics: tuple[Diagnostic, ...]) -> Iterator[str]:
    """Yield each rule with how many of its findings there are: “GK105 2”."""
    counts: Counter[str] = Counter()
    for diagnostic in diagnostics:
        counts[f"{diagnostic.code} {diagnostic.rule}"] += occurrences(diagnostic)
    for rule, count in sorted(counts.items()):
        yield rule if count == 1 else f"{rule} ×{count}"
