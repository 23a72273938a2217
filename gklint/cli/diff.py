"""`gklint diff`: compares two results, or checks two files or folders and compares what comes."""

from __future__ import annotations

import os
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import click

from gklint.cli import options
from gklint.cli.help import Command
from gklint.cli.language import localized

if TYPE_CHECKING:
    from gklint.diff.loading import Results


@click.command(
    "diff",
    cls=Command,
    options_metavar=localized("[选项]", "[OPTIONS]"),
    short_help=localized("比较两次结果", "Compare two results."),
    help=localized(
        """比较两次结果：哪些问题新增，哪些已改正，哪些规则的评定情况变了，以及为什么。
        旧和新各是一份结果（check --output-format json 或 jsonl 写出的 .json、.jsonl 文件），
        或者一份报告、一个文件夹（当场检查）。

        \b
        退出状态：0 没有达到 --fail-level 的新问题；1 有；2 命令用法有误，或读不出来。""",
        """Compare two results: what is new, what is gone, which rules came to something else, and
        why. OLD and NEW are results (.json or .jsonl of check), or reports or folders to check.

        \b
        Exit status: 0 nothing new at or above the failing severity; 1 something; 2 wrong usage, or
        something that cannot be read.""",
    ),
)
@click.argument("old", type=click.Path(exists=True), metavar=localized("旧", "OLD"))
@click.argument("new", type=click.Path(exists=True), metavar=localized("新", "NEW"))
@click.option(
    "--output-format",
    "output_format",
    type=click.Choice(["text", "json", "markdown"]),
    default="text",
    help=localized("输出格式（默认 text）", "Output format; default: text."),
)
@options.output_file
@options.select
@options.ignore
@click.option(
    "--fail-level",
    type=click.Choice(["error", "warning", "info"]),
    default="warning",
    help=localized(
        "新问题达到此级别即算不通过（默认 warning）", "What fails from; default: warning."
    ),
)
@options.year
@options.config
@options.isolated
@options.language
def command(
    old: str, new: str, output_format: str, output_file: str | None, fail_level: str, **given: Any
) -> int:
    """Compare, show what is different, and return the exit status."""
    # Imported here: --help does not need it.
    from gklint.cli.language import locale_language
    from gklint.cli.output import note, output
    from gklint.cli.status import FAILED
    from gklint.diff.comparing import differences
    from gklint.diff.writing import as_json, as_markdown, as_text
    from gklint.model.diagnostics import Severity
    from gklint.reporters.stream import encoding_of, writer
    from gklint.support.problems import ConfigurationError

    language = given.get("language") or locale_language()
    try:
        before, after = _results(old, given), _results(new, given)
    except ConfigurationError as error:
        for problem in error.problems:
            note(problem.say(language))
        return FAILED
    if before is None or after is None:
        return FAILED
    found = differences(before, after)
    with output(output_file) as stream:
        if output_format == "json":
            text = as_json(found)
        elif output_format == "markdown":
            text = as_markdown(found, language)
        else:
            text = as_text(found, language, encoding_of(stream))
        writer(stream)(text)
    failing = Severity[fail_level.upper()]
    return int(
        any(
            change.new is not None and Severity[change.new["severity"].upper()] >= failing
            for change in found.changes
            if change.change == "new"
        )
    )


def _results(path: str, given: dict[str, Any]) -> Results | None:
    """Return the results in a file, or those of checking what lies at the path; None where that
    could not be checked at all, and the user has been told. Raises ConfigurationError."""
    from gklint.diff.loading import is_results, load_results

    if is_results(path):
        return load_results(path)
    from gklint.cli.checking import check
    from gklint.cli.output import Target

    known = {name: value for name, value in given.items() if value not in (None, ())}
    with TemporaryDirectory() as folder:
        target = os.path.join(folder, "results.json")
        check([path], outputs=[Target("json", target)], **known)
        return load_results(target) if os.path.exists(target) else None
