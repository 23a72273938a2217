"""`gklint roster`: writes a first roster from reports."""

from __future__ import annotations

from typing import Any

import click

from gklint.cli import options
from gklint.cli.help import Command
from gklint.cli.language import localized


@click.command(
    "roster",
    cls=Command,
    options_metavar=localized("[选项]", "[OPTIONS]"),
    short_help=localized("从报告写出名册", "Write a roster from reports."),
    help=localized(
        """从报告写出一份名册（.csv），写到标准输出：每个单位一行，有名称、类别、起止年度。
        上级、汇总、前身、期限由人补上，再用 gklint check --roster 名册.csv 检查。""",
        """Write a roster (.csv) from reports to standard output: a row a body, with its name, kind,
        first and last year. Parents, sums, predecessors and due dates are for people to add; then
        `gklint check --roster roster.csv`.""",
    ),
)
@click.argument(
    "paths",
    nargs=-1,
    required=True,
    metavar=localized("路径…", "PATH…"),
    shell_complete=options.complete_files,
)
@options.year
@options.of_finding
@options.config
@options.isolated
@options.language
def command(paths: tuple[str, ...], config: str | None, isolated: bool, **given: Any) -> int:
    """Write the roster and return the exit status."""
    # Imported here: --help does not need it.
    from gklint.across.roster_writing import roster_text
    from gklint.cli.configured import configurations_with, files_of, name_skipped, refuse
    from gklint.cli.language import locale_language
    from gklint.cli.output import note, show
    from gklint.cli.status import FAILED

    configurations = configurations_with(given, config, isolated)
    found = files_of(configurations, paths)
    if configurations.problems:
        return refuse(configurations, given.get("language"))
    language = configurations.of_run(paths).get("language") or locale_language()
    text, unknown = roster_text(found.files, configurations.settings_for)
    for folder, reason in found.problems:
        note(f"{folder}: {reason.say(language)}")
    name_skipped(found, language)
    for path, why in unknown:
        note(f"{path}: {why.say(language)}")
    show(text.rstrip("\n"))
    return FAILED if found.problems else 0
