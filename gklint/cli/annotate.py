"""`gklint annotate`: the findings as comments in the document itself."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from gklint.cli import options
from gklint.cli.help import Command
from gklint.cli.language import locale_language, localized
from gklint.cli.status import FAILED

if TYPE_CHECKING:
    from gklint.checking.settings import Settings
    from gklint.support.whole_files import Guard
    from gklint.suppression import Accepting


@click.command(
    "annotate",
    cls=Command,
    options_metavar=localized("[选项]", "[OPTIONS]"),
    short_help=localized("把问题写成批注", "Write findings into the document."),
    help=localized(
        """把问题写成文档中的批注：Word（.docx）为批注，PDF 为高亮和注释，作者均为 gklint。

        默认写入旁边的新文件（年报.docx → 年报.批注.docx），原文件不变。
        再次运行时，gklint 先前的批注被替换，别人的批注保留。

        \b
        退出状态：0 已写好；2 有文件无法读取或写入。""",
        """Write findings into the document: comments in Word (.docx), highlights with notes in
        PDF, all by the author gklint.

        They go into a new file beside the old one (report.docx → report.批注.docx), which stays
        as it is. Earlier comments of gklint are replaced, those of others stay.

        \b
        Exit status: 0 written; 2 a file that cannot be read or written.""",
    ),
)
@click.argument("paths", nargs=-1, required=True, metavar=localized("路径…", "PATH…"))
@click.option(
    "--to",
    "folder",
    type=click.Path(file_okay=False),
    metavar="DIR",
    help=localized(
        "写入这个文件夹，只写有问题的文件", "Write those with findings into this folder."
    ),
)
@click.option(
    "--output-file",
    "-o",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help=localized("写入这个文件", "Write to this file."),
)
@click.option(
    "--in-place",
    is_flag=True,
    help=localized("写回原文件", "Write into the document itself."),
)
@click.option(
    "--force",
    is_flag=True,
    help=localized(
        "文件已存在或只读时也写入", "Overwrite a file that is there already, or read-only."
    ),
)
@options.of_checking
@options.of_finding
@options.language
def command(
    paths: tuple[str, ...],
    output_file: str | None,
    folder: str | None,
    in_place: bool,
    force: bool,
    config: str | None,
    isolated: bool,
    **given: Any,
) -> int:
    """Annotate the documents, say how many findings each has, and return the exit status."""
    # Imported here: --help does not need them.
    from gklint.cli.accepting import Accept, accepting_of
    from gklint.cli.configured import (
        configurations_with,
        files_of,
        name_rules,
        name_skipped,
        refuse,
    )
    from gklint.cli.output import note

    to = _To(paths, output_file, folder, in_place, force)
    to.check()
    configurations = configurations_with(given, config, isolated)
    found = files_of(configurations, paths)
    of_run = configurations.of_run(paths)
    language = of_run.get("language") or locale_language()
    if configurations.problems:
        return refuse(configurations, language)
    name_rules(configurations)
    settings_for = configurations.settings_for
    accepting = accepting_of(found.files, of_run, Accept(), settings_for, language)
    if accepting is None:
        return FAILED
    for name, reason in found.problems:
        note(f"{name}: {reason.say(language)}")
    name_skipped(found, language)
    status = FAILED if found.problems else 0
    for path in found.files:
        target = to.target(path)
        only = bool(folder) or path not in paths
        done = _annotate(path, target, settings_for(path), accepting, to, language, only)
        status = status if done else FAILED
    return status


class _To(NamedTuple):
    """Where annotated documents go: what the command line says of it."""

    paths: Sequence[str]
    output_file: str | None
    folder: str | None
    in_place: bool
    force: bool

    def check(self) -> None:
        """Raise UsageError for what cannot be done together."""
        if sum(map(bool, (self.output_file, self.in_place, self.folder))) > 1:
            words = ("-o、--to 与 --in-place 只能用一个", "give one of -o, --to and --in-place")
            raise _wrong(localized(*words))
        if self.output_file and (len(self.paths) > 1 or os.path.isdir(self.paths[0])):
            raise _wrong(localized("-o 只能用于一个文件", "-o is for one file only"))

    def target(self, path: str) -> str:
        """Return the path of the annotated document."""
        if self.folder:
            return os.path.join(self.folder, _inside(annotated_name(path), self.paths))
        return path if self.in_place else self.output_file or annotated_name(path)

    def guard(self, target: str) -> Guard:
        """Return what has to hold of it: a name that gklint makes is never that of a link to
        elsewhere."""
        from gklint.support.whole_files import Guard

        if self.in_place or self.output_file:
            return Guard(None, None, self.force)
        return Guard(None, self.folder or os.path.dirname(target) or os.curdir, self.force)


def annotated_name(path: str) -> str:
    """Return what the annotated document is called: 年报.批注.docx beside 年报.docx."""
    from gklint.readers import ANNOTATED

    stem, suffix = os.path.splitext(path)
    return f"{stem.removesuffix(ANNOTATED)}{ANNOTATED}{suffix}"


def _inside(path: str, paths: Sequence[str]) -> str:
    """Return where a copy stands in the folder for all copies: as it does in the folder that was
    named, of several under the name of that one."""
    folders = [one for one in paths if os.path.isdir(one)]
    for one in sorted(folders, key=len, reverse=True):
        inside = os.path.relpath(path, one)
        if not inside.startswith(os.pardir):
            several = len(folders) > 1
            return (
                os.path.join(os.path.basename(os.path.abspath(one)), inside) if several else inside
            )
    return os.path.basename(path)


def _suffix(path: str) -> str:
    return os.path.splitext(path)[1].lower()


def _may_write(path: str, target: str, force: bool, language: str) -> bool:
    """Say whether the target may be written to; if not, the user is told why."""
    from gklint.cli.output import note

    if os.path.exists(path) and os.path.exists(target) and os.path.samefile(path, target):
        note(
            localized(
                f"{target}: 就是原文件；要写回原文件，请用 --in-place",
                f"{target}: this is the document itself; --in-place writes into it",
                language,
            )
        )
    elif _suffix(path) not in ("", _suffix(target)):
        note(
            localized(
                f"{target}: 后缀应为 {_suffix(path)}，与 {path} 相同：批注不改变文件格式",
                f"{target}: must end in {_suffix(path)} as {path} does: nothing is converted",
                language,
            )
        )
    elif (
        os.path.lexists(target) and (os.path.isfile(target) or os.path.islink(target)) and not force
    ):
        note(
            localized(
                f"{target}: 已存在；要覆盖，请加 --force",
                f"{target}: exists already; --force overwrites it",
                language,
            )
        )
    else:
        return True
    return False


def _annotate(
    path: str,
    target: str,
    settings: Settings,
    accepting: Sequence[Accepting],
    to: _To,
    language: str,
    only_with_findings: bool = False,
) -> bool:
    """Annotate a document and say how many findings it has; False where that failed.

    With `only_with_findings` one that has none is left alone, a copy of it that is there is named,
    and one of a kind that takes no notes is told and is no failure.
    """
    from gklint.annotate import Unannotatable, annotate
    from gklint.annotate.wording import findings
    from gklint.checking.failures import failure
    from gklint.cli.output import note, show
    from gklint.engine import lint_file
    from gklint.support.printable import shown
    from gklint.suppression import accept_in

    try:
        result = accept_in(lint_file(path, settings), accepting)
        if only_with_findings and result.report is not None and not findings(result):
            _name_old_copy(target, language)
            return True
        if not to.in_place and not _may_write(path, target, to.force, language):
            return False
        annotated = annotate(result, language)
    except Unannotatable as error:
        note(f"{path}: {error.reason.say(language)}")
        return only_with_findings and not result.unreadable
    except Exception as error:
        # A fault of gklint's, a library's or a plugin's: the other files are annotated.
        note(f"{path}: {failure(error).say(language)}")
        return False
    guard = to.guard(target)
    if target == path and result.report is not None:
        guard = guard._replace(read=result.report.source.raw)
    if not _written(target, annotated, guard, language):
        return False
    count, name = len(findings(result)), shown(target)
    zh = f"{name}：写入 {count} 条批注" if count else f"{name}：没有发现问题，没有批注"
    en = f"{name}: {count} annotated" if count else f"{name}: nothing found, nothing annotated"
    show(localized(zh, en, language))
    return True


def _name_old_copy(target: str, language: str) -> None:
    """Say of a copy that an earlier run made of a report without findings by now that it is old."""
    from gklint.cli.output import note

    if os.path.lexists(target):
        note(
            localized(
                f"{target}: 报告已没有问题，这是先前写的批注，可以删除",
                f"{target}: the report has no findings by now, this copy is of an earlier run",
                language,
            )
        )


def _written(target: str, annotated: bytes, guard: Guard, language: str) -> bool:
    """Write the document, its folder made where there is none; say so where that failed."""
    from gklint.cli.output import not_written, note
    from gklint.support.whole_files import lost_by_replacing, write_whole

    lost = lost_by_replacing(target)
    try:
        if guard.within:
            os.makedirs(os.path.dirname(target) or os.curdir, exist_ok=True)
        write_whole(target, annotated, guard)
    except OSError as error:
        note(f"{target}: {not_written(error, language)}")
        return False
    for what in lost:
        note(f"{target}: {what.say(language)}")
    return True


def _wrong(message: str) -> click.UsageError:
    return click.UsageError(message, click.get_current_context())
