"""`gklint debug`: how a report was read, for whoever asks why a table was misread."""

from __future__ import annotations

from typing import Any

import click

from gklint.cli import options
from gklint.cli.help import Command
from gklint.cli.language import locale_language, localized
from gklint.cli.status import FAILED


@click.command(
    "debug",
    cls=Command,
    options_metavar=localized("[选项]", "[OPTIONS]"),
    short_help=localized("说明报告是怎样读出来的", "Show how a report was read."),
    help=localized(
        """说明一份报告是怎样读出来的：每一行是什么，每张表按哪种版式读、为什么，读出了哪些行，
        哪些没有读到、为什么。年度、机关类别和上限按配置文件。

        证件号码、手机号码、银行卡号已遮盖。""",
        """Show how a report was read: what each line is, which layout each table was read by and
        why, the rows as read, what was not read and why. Year, kind of agency and limits are
        those of the configuration.

        Numbers of persons are masked.""",
    ),
)
@click.argument("path", metavar=localized("报告", "REPORT"), shell_complete=options.complete_files)
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["text", "json"]),
    default="text",
    help=localized("输出格式（默认 text）", "Format; default: text."),
)
@options.year
@options.agency_kind
@options.config
@options.isolated
@options.stdin_filename
@options.language
def command(
    path: str,
    output_format: str,
    config: str | None,
    isolated: bool,
    stdin_filename: str | None,
    **given: Any,
) -> int:
    """Write how the report was read; return the exit status: 2 where it could not be read."""
    # Imported here: --help does not need them.
    from gklint.cli.configured import configurations_with, refuse
    from gklint.cli.input import STANDARD_INPUT, read_standard_input
    from gklint.cli.output import note
    from gklint.extraction.debugging import debug_bytes, debug_file
    from gklint.readers import UnreadableFile

    configurations = configurations_with(given, config, isolated)
    name = (stdin_filename or "<stdin>") if path == STANDARD_INPUT else path
    configurations.configuration_for(name)
    language = configurations.of_run([path]).get("language") or locale_language()
    if configurations.problems:
        return refuse(configurations, language)
    settings = configurations.settings_for(name)
    try:
        if path == STANDARD_INPUT:
            raw = read_standard_input(settings.limits.file_mib)
            debugged = debug_bytes(raw, name, settings)
        else:
            debugged = debug_file(path, settings)
    except UnreadableFile as error:
        note(f"{name}: {error.reason.say(language)}")
        return FAILED
    _write(debugged, output_format, language)
    return 0


def _write(debugged: Any, output_format: str, language: str) -> None:
    import json

    from gklint.cli.output import show, standard_output
    from gklint.extraction.debugging import as_json, as_text
    from gklint.reporters.stream import encoding_of, takes_everything
    from gklint.support.printable import shown

    encoding = encoding_of(standard_output())
    if output_format == "json":
        ascii_only = not takes_everything(encoding)
        show(json.dumps(as_json(debugged), ensure_ascii=ascii_only, indent=1))
        return
    for line in as_text(debugged, language):
        # What stands in a file may hold what moves the cursor of a terminal.
        show(shown(line.replace("\t", " ⇥ "), encoding))
