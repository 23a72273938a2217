"""`gklint waive`: writes down that a finding has been looked at and may stay, and why."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from gklint.cli import options
from gklint.cli.help import Command
from gklint.cli.language import locale_language, localized
from gklint.cli.status import FAILED

if TYPE_CHECKING:
    from gklint.checking.results import Record
    from gklint.model.diagnostics import Diagnostic
    from gklint.suppression.proposing import Location
    from gklint.suppression.waivers import Waiver, WaiverFile


@click.command(
    "waive",
    cls=Command,
    options_metavar=localized("[选项]", "[OPTIONS]"),
    short_help=localized("豁免一个核对过的问题", "Waive a finding that was looked at."),
    help=localized(
        """把一个核对过、可以不改的问题写入豁免文件，连同现在的数；数变了，豁免就失效。

        \b
        gklint waive report.docx GK301 --cell applications.new.total --reason 已核对
        gklint waive --list            列出豁免

        文件中同一处已有豁免的，用现在的数更新。""",
        """Write a finding that was looked at and may stay into the file of waivers, together with
        the number that stands there: when that changes, the waiver no longer holds.

        \b
        gklint waive report.docx GK301 --cell applications.new.total --reason checked
        gklint waive --list            lists the waivers

        A waiver of the same place is renewed.""",
    ),
)
@click.argument("path", required=False, metavar=localized("报告", "REPORT"))
@click.argument(
    "rule",
    required=False,
    metavar=localized("代码或名称", "CODE|NAME"),
    shell_complete=options.complete_rules,
)
@click.option(
    "--cell",
    metavar="CELL",
    help=localized("表格中的哪一格：表.行.列", "Which cell: table.row.column."),
)
@click.option("--words", metavar="TEXT", help=localized("那一处的文字", "Words at the place."))
@click.option(
    "--section",
    type=click.IntRange(1, 6),
    metavar="N",
    help=localized("第几部分", "Which of the six parts."),
)
@click.option(
    "--reason",
    metavar="TEXT",
    help=localized("为什么可以不改（必写）", "Why it may stay; required."),
)
@click.option("--who", metavar="NAME", help=localized("谁核对的", "Who has looked at it."))
@click.option(
    "--until",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help=localized("有效到哪一天", "The last day it holds."),
)
@click.option(
    "--waivers",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help=localized("豁免文件", "The file of waivers."),
)
@click.option(
    "--list",
    "listing",
    is_flag=True,
    help=localized("列出豁免，不写", "List the waivers; write nothing."),
)
@options.language
def command(
    path: str | None,
    rule: str | None,
    cell: str | None,
    words: str | None,
    section: int | None,
    language: str | None,
    waivers: str | None,
    listing: bool,
    **written: object,
) -> int:
    """Write a waiver, or list those that there are, and return the exit status."""
    # Imported here, as below: --help does not need them.
    from gklint.cli.output import note
    from gklint.model.report import CellKey
    from gklint.support.problems import ConfigurationError
    from gklint.suppression.proposing import Location

    language = language or locale_language()
    context = click.get_current_context()
    try:
        if listing:
            return _list(path or ".", waivers, language)
        for value, at in ((path, 0), (rule, 1)):
            if value is None:
                raise click.MissingParameter(ctx=context, param=context.command.params[at])
        try:
            location = Location(CellKey.named(cell) if cell else None, words or "", section)
        except ValueError:
            raise click.UsageError(
                localized(
                    "--cell 应当是“表.行.列”，如 applications.new.total",
                    "--cell is table.row.column: applications.new.total",
                ),
                context,
            ) from None
        assert path is not None and rule is not None
        return _waive(path, rule, location, waivers or _file_for(path), written, language)
    except ConfigurationError as error:
        for problem in error.problems:
            note(problem.say(language))
        return FAILED


def _waive(
    path: str, rule: str, location: Location, file: str, written: dict[str, object], language: str
) -> int:
    from gklint.cli.output import not_written, note, show
    from gklint.suppression.places import relative_to
    from gklint.suppression.proposing import Location, findings_at, proposed
    from gklint.suppression.writing import write_waiver

    record, code = _checked(path, rule)
    if record.unreadable:
        note(f"{path}: {record.found[0].text(language)}")
        return FAILED
    found = findings_at(record, code, location)
    if len({diagnostic.place for diagnostic in found}) != 1:
        for line in _choices(found, findings_at(record, code, Location()), path, language):
            note(line)
        return FAILED
    folder = os.path.dirname(os.path.abspath(file))
    waiver = proposed(found[0], record, relative_to(folder, path), location)
    waiver = _completed(waiver, file, written)
    try:
        renewed = write_waiver(file, waiver)
    except OSError as error:
        note(f"{file}: {not_written(error, language)}")
        return FAILED
    what = f"{waiver.file} {waiver.rule} {_location(waiver)}".strip()
    show(
        localized(
            f"{'已更新' if renewed else '已写入'} {file}：{what}",
            f"{'renewed in' if renewed else 'written to'} {file}: {what}",
            language,
        )
    )
    return 0


def _checked(path: str, rule: str) -> tuple[Record, str]:
    """Return what was found in a report, and the code of the rule that the user named."""
    from gklint.batch.checking import check_file
    from gklint.configuration import settings_for
    from gklint.engine import rules_for
    from gklint.plugins.loading import load_plugins
    from gklint.suppression.naming import called, rule_named

    settings = settings_for(path)
    modules = rules_for(load_plugins(), settings)
    named = rule_named(rule, [module.RULE for module in modules])
    if named is None:
        raise options.no_such_rule(rule, modules)
    if not named.suppressible:
        raise click.UsageError(
            localized(
                f"{called(named)} 的问题不能豁免", f"findings of {called(named)} cannot be waived"
            ),
            click.get_current_context(),
        )
    settings = settings._replace(extend_select=(*settings.extend_select, named.code))
    return check_file(path, settings), named.code


def _choices(
    found: Sequence[Diagnostic], every: Sequence[Diagnostic], path: str, language: str
) -> Iterator[str]:
    """Yield why no waiver was written, and the findings of the rule that there are."""
    if found:
        yield localized(
            f"{path} 中这样的问题有 {len(found)} 个，请用 --cell、--words 或 --section 写明",
            f"there are {len(found)} such findings in {path}: say which by --cell, --words"
            " or --section",
            language,
        )
    else:
        yield localized(
            f"{path} 中没有这个问题，没有写入豁免",
            f"there is no such finding in {path}; no waiver was written",
            language,
        )
    for diagnostic in found or every:
        cell = f" --cell {'.'.join(diagnostic.cell)}" if diagnostic.cell else ""
        yield f"  {path}:{diagnostic.line}: {diagnostic.text(language)}{cell}"


def _completed(waiver: Waiver, file: str, written: dict[str, object]) -> Waiver:
    """Return the waiver with reason, who and until as given, or as in the one it replaces."""
    from gklint.model.personal import mask
    from gklint.suppression.waivers import day_named, load_waivers
    from gklint.suppression.writing import same_place

    before = load_waivers(file).waivers if os.path.exists(file) else ()
    old = next((old for old in before if same_place(old, waiver)), waiver)
    until = written.get("until")
    reason = str(written.get("reason") or "").strip() or old.reason
    if not reason:
        raise click.UsageError(
            localized("请用 --reason 写明为什么可以不改", "say by --reason why it may stay"),
            click.get_current_context(),
        )
    return waiver._replace(
        reason=mask(reason),
        who=mask(str(written.get("who") or "").strip() or old.who),
        until=day_named(until) if until else old.until,
    )


def _file_for(path: str) -> str:
    """Return the file of waivers for a report: the nearest, else a new one where one stands, or
    beside a report that is elsewhere."""
    from gklint.suppression import WAIVERS, found_waivers
    from gklint.suppression.places import relative_to, shown_beside

    found = found_waivers([path])
    if found:
        return shown_beside(next(iter(found.values())), path)
    inside = not relative_to(os.getcwd(), path).startswith("../")
    return WAIVERS if inside else os.path.join(os.path.dirname(path), WAIVERS)


def _list(path: str, waivers: str | None, language: str) -> int:
    from gklint.cli.output import note, show
    from gklint.suppression import WAIVERS
    from gklint.suppression.waivers import load_waivers

    file = waivers or _file_for(os.path.join(path, "*") if os.path.isdir(path) else path)
    if not os.path.exists(file):
        note(
            localized(
                f"没有豁免文件 {WAIVERS}", f"there is no file of waivers, {WAIVERS}", language
            )
        )
        return FAILED
    show("\n".join(_listed(load_waivers(file), language)))
    return 0


def _listed(file: WaiverFile, language: str) -> Iterator[str]:
    """Yield a line for each waiver: where it stands, what it speaks of, why, who, until when."""
    from datetime import date

    for waiver in file.waivers:
        asides = [
            f"{key}: {getattr(waiver, key)}" for key in ("who", "until") if getattr(waiver, key)
        ]
        if waiver.until and waiver.until < date.today():
            asides.append(localized("已到期", "expired", language))
        if "*" not in waiver.file and not os.path.exists(os.path.join(file.folder, waiver.file)):
            asides.append(localized("没有这个文件", "no such file", language))
        inside = f" ({', '.join(asides)})" if asides else ""
        location = _location(waiver)
        at = f" {location}" if location else ""
        yield (
            f"{file.path}:{waiver.line}: {waiver.rule} {waiver.file}{at} — {waiver.reason}{inside}"
        )


def _location(waiver: Waiver) -> str:
    location = ".".join(waiver.cell) if waiver.cell else waiver.words
    if waiver.section is not None:
        location = f"{location} section {waiver.section}".strip()
    value = "" if waiver.value is None else f" = {waiver.value or '空'}"
    return f"{location}{value}".strip()
