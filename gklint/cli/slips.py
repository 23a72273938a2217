"""`gklint slips`: for each body whose report has findings a document that is sent back to it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import click

from gklint.cli import options
from gklint.cli.help import Command
from gklint.cli.language import locale_language, localized
from gklint.cli.status import FAILED

if TYPE_CHECKING:
    from datetime import datetime

    from gklint.checking.results import Record
    from gklint.configuration import Configurations
    from gklint.slips.content import Sender, Slip


@click.command(
    "slips",
    cls=Command,
    options_metavar=localized("[选项]", "[OPTIONS]"),
    short_help=localized("写退回修改通知", "Write slips to send back."),
    help=localized(
        """检查报告，给每个有问题的单位写一份退回修改通知（Word 文档），列出问题、依据、改法，
        “整改情况”一栏留给单位填写；未能自动核对的另列一表。

        已有的文件不覆盖（--force 除外）。模板可以换成自己的：先用 --write-template 写出一份，
        改好后用 --template 指明。

        \b
        退出状态：0 已写好；2 有文件无法读取或写入。""",
        """Check reports and write a Word document for each body that has findings, with their
        basis and advice, a column to say what was done, and what could not be checked.

        No file that is there is overwritten (but with --force). For a template of your own write
        one with --write-template, change it, and name it with --template.

        \b
        Exit status: 0 written; 2 a file that cannot be read or written.""",
    ),
)
@click.argument(
    "paths", nargs=-1, metavar=localized("路径…", "PATH…"), shell_complete=options.complete_files
)
@click.option(
    "--to",
    "folder",
    type=click.Path(file_okay=False),
    metavar="DIR",
    help=localized("写入这个文件夹", "Write into this folder."),
)
@click.option(
    "--template",
    type=click.Path(exists=True, dir_okay=False),
    metavar="FILE",
    help=localized("用这份模板（.docx）", "Use this template (.docx)."),
)
@click.option(
    "--write-template",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help=localized("写出自带的模板，不检查", "Write gklint's own template; check nothing."),
)
@click.option(
    "--due",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help=localized("修改后重新报送的期限", "When the corrected report is due."),
)
@click.option(
    "--sender",
    default="",
    metavar="NAME",
    help=localized("落款的单位", "Who sends it back."),
)
@click.option("--force", is_flag=True, help=localized("覆盖已有的文件", "Overwrite files."))
@options.of_comparing
@options.of_checking
@options.of_finding
@options.language
def command(
    paths: tuple[str, ...],
    folder: str | None,
    template: str | None,
    write_template: str | None,
    due: datetime | None,
    sender: str,
    force: bool,
    no_across: bool,
    config: str | None,
    isolated: bool,
    **given: Any,
) -> int:
    """Write the slips, say which, and return the exit status."""
    # Imported here: --help does not need them.
    from gklint.cli.configured import configurations_with
    from gklint.cli.output import note
    from gklint.readers.limits import UnreadableFile
    from gklint.slips.content import Sender
    from gklint.slips.errors import WrongTemplate

    language = given.get("language") or locale_language()
    try:
        if write_template:
            from gklint.slips.template import default_template

            written = _write(write_template, default_template(), force, None, language)
            return 0 if written else FAILED
        if not paths or folder is None:
            words = localized("要写明路径和 --to 文件夹", "name paths, and a folder with --to")
            raise click.UsageError(words, click.get_current_context())
        configurations = configurations_with(given, config, isolated)
        who = Sender(sender, _today(language), _day(due, language))
        return _Slips(configurations, folder, template, who, force, language).of(paths, no_across)
    except WrongTemplate as error:
        note(f"{template}: {error.reason.say(language)}")
    except UnreadableFile as error:
        note(error.reason.say(language))
    return FAILED


class _Slips:
    """Checks reports and writes the slips for them."""

    def __init__(
        self,
        configurations: Configurations,
        folder: str,
        template: str | None,
        sender: Sender,
        force: bool,
        language: str,
    ) -> None:
        # Imported here, as below: --help does not need them.
        from gklint.readers import bytes_of
        from gklint.slips.filling import Template
        from gklint.slips.template import default_template

        self.configurations = configurations
        self.folder = folder
        self.template = Template(bytes_of(template) if template else default_template())
        self.sender = sender
        self.force = force
        self.language = language

    def of(self, paths: tuple[str, ...], no_across: bool) -> int:
        """Write the slips for the reports at these paths; return the exit status."""
        from gklint.cli.configured import files_of, name_rules, name_skipped, refuse
        from gklint.cli.output import note, show
        from gklint.model.diagnostics import Severity
        from gklint.plugins.loading import load_plugins
        from gklint.slips.content import slips_of

        configurations, language = self.configurations, self.language
        found = files_of(configurations, paths)
        if configurations.problems:
            return refuse(configurations, language)
        name_rules(configurations)
        for folder, reason in found.problems:
            note(f"{folder}: {reason.say(language)}")
        name_skipped(found, language)
        records = self._records(found, paths, no_across)
        if records is None:
            return FAILED
        status = FAILED if found.problems else 0
        for record in records:
            if record.unreadable:
                status = FAILED
                note(f"{record.path}: {record.found[0].text(language)}")
        modules = (*load_plugins().rules, *configurations.rules())
        rules = {module.RULE.code: module.RULE for module in modules}
        failing = Severity[configurations.of_run(paths).get("fail-level", "warning").upper()]
        slips = slips_of(records, rules, self.sender, failing, language)
        written = [self._write(slip) for slip in slips]
        count, all_ = sum(written), len(records)
        zh = f"{all_} 份报告，写了 {count} 份退回修改通知，在 {self.folder}"
        show(localized(zh, f"{all_} reports, {count} slips in {self.folder}", language))
        return status if all(written) else FAILED

    def _records(self, found: Any, paths: tuple[str, ...], no_across: bool) -> list[Record] | None:
        """Return what comes of the reports; None where the user was told why nothing does."""
        from gklint.batch.interrupts import Interrupts
        from gklint.cli.accepting import Accept, accepting_of
        from gklint.cli.across import across_of
        from gklint.cli.many import RunOptions, checked
        from gklint.suppression import apply

        of_run = self.configurations.of_run(paths)
        settings_for = self.configurations.settings_for
        across = across_of(of_run, found, False, no_across, self.language)
        if across is None:
            return None
        accepting = accepting_of(across.names(None), of_run, Accept(), settings_for, self.language)
        if accepting is None:
            return None
        with Interrupts(taken=False) as interrupts:
            records = checked(
                across.found,
                settings_for,
                None,
                across.compares,
                RunOptions(),
                self.language,
                interrupts,
                across.comparing(settings_for, lambda: True),
            )
            return [one for one in apply(records, accepting, lambda: True) if one.is_report]

    def _write(self, slip: Slip) -> bool:
        from gklint.cli.output import not_written, note, show
        from gklint.readers import SLIP
        from gklint.support.printable import shown

        try:
            os.makedirs(self.folder, exist_ok=True)
        except OSError as error:
            note(f"{self.folder}: {not_written(error, self.language)}")
            return False
        path = os.path.join(self.folder, f"{slip.name}{SLIP}.docx")
        if not _write(path, self.template.filled(slip), self.force, self.folder, self.language):
            return False
        count = len(slip.findings)
        name = shown(path)
        show(localized(f"{name}：{count} 处", f"{name}: {count} findings", self.language))
        return True


def _write(path: str, raw: bytes, force: bool, within: str | None, language: str) -> bool:
    """Write a document whole; say why not where it is not written."""
    from gklint.cli.output import not_written, note
    from gklint.support.whole_files import Guard, write_whole

    if os.path.lexists(path) and not force:
        words = localized(
            "已存在；要覆盖，请加 --force", "exists already; --force overwrites it", language
        )
        note(f"{path}: {words}")
        return False
    try:
        write_whole(path, raw, Guard(None, within, force))
    except OSError as error:
        note(f"{path}: {not_written(error, language)}")
        return False
    return True


def _today(language: str) -> str:
    from datetime import datetime

    return _day(datetime.now(), language)


def _day(day: datetime | None, language: str) -> str:
    if day is None:
        return ""
    words = f"{day.year} 年 {day.month} 月 {day.day} 日"
    return localized(words, day.strftime("%Y-%m-%d"), language)
