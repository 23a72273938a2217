"""What `gklint check` does once its options are read; it needs no click."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from gklint.batch import run_of
from gklint.batch.interrupts import Interrupts
from gklint.checking.runs import Totals
from gklint.cli.accepting import Accept, accepting_of, applying
from gklint.cli.across import across_of
from gklint.cli.configured import configurations_with, files_of, name_rules, refuse
from gklint.cli.configured import show_settings as show
from gklint.cli.input import STANDARD_INPUT, read_standard_input
from gklint.cli.language import locale_language, localized
from gklint.cli.many import checked, run_options_of
from gklint.cli.output import Target, note, reporting_to, written_over
from gklint.cli.status import FAILED
from gklint.configuration import Configurations
from gklint.model.diagnostics import Severity
from gklint.reporters import Options, PluginFailed, needs_hashes
from gklint.suppression import apply


def check(
    paths: Sequence[str],
    *,
    outputs: Sequence[Target] = (Target(""),),
    exit_zero: bool = False,
    stdin_filename: str = "<stdin>",
    config: str | None = None,
    isolated: bool = False,
    force_exclude: bool = False,
    show_settings: bool = False,
    statistics: bool = False,
    cache_check: str = "stat",
    no_across: bool = False,
    accept: Accept | None = None,
    **given: Any,
) -> int:
    """Judge reports, show what was found, and return the exit status.

    `given` are the options that have a key in the configuration, by its name with `_` for `-`. An
    option that was not given is not passed on.
    """
    configurations = configurations_with(given, config, isolated)
    piped_name = stdin_filename if STANDARD_INPUT in paths else None
    if show_settings:
        as_json = any(target.format == "json" for target in outputs)
        return show(configurations, paths, as_json, given.get("language"))
    found = files_of(configurations, paths, piped_name, force_exclude)
    if configurations.problems:
        return refuse(configurations, given.get("language"))
    name_rules(configurations)
    of_run = configurations.of_run(paths)
    language = of_run.get("language") or locale_language()
    across = across_of(of_run, found, piped_name is not None, no_across, language)
    if across is None:
        return FAILED
    found = across.found
    taken = written_over(found.files, outputs)
    if taken is not None:
        return _refuse_to_replace(taken, language)
    for folder, reason in found.problems:
        note(f"{folder}: {reason.say(language)}")
    piped = None if piped_name is None else (piped_name, _piped(configurations, piped_name))
    failing = Severity[of_run.get("fail-level", "warning").upper()]
    totals = Totals(failing, exit_zero, bool(found.problems))
    form = of_run.get("output-format", "text")
    outputs = [target._replace(format=target.format or form) for target in outputs]
    hashed = across.asked or any(needs_hashes(target.format) for target in outputs)
    accept = accept or Accept()
    compared = bool(accept.write_baseline or of_run.get("baseline"))
    options = Options(language, failing=totals.failing, statistics=statistics, baseline=compared)
    settings_for = applying(configurations.settings_for, accept)
    names = across.names(piped_name)
    # Asked for only where the run's rules are: a run that finds all in its cache needs none.
    every = {settings_for(path): None for path in names}
    accepting = accepting_of(names, of_run, accept, settings_for, language)
    if accepting is None:
        return FAILED
    try:
        with (
            Interrupts(taken=len(names) > 1) as interrupts,
            reporting_to(outputs, run_of(every, across.asked), options) as reporter,
        ):
            reporter.begin()
            records = checked(
                found,
                settings_for,
                piped,
                hashed,
                run_options_of(of_run, cache_check),
                language,
                interrupts,
                across.comparing(settings_for, lambda: not interrupts.seen),
            )
            for record in apply(records, accepting, lambda: not interrupts.seen):
                totals.add(record)
                reporter.add(record)
            totals.interrupted = interrupts.seen
            reporter.end(totals)
    except PluginFailed as error:
        note(
            localized(
                f"插件的输出格式出错，没有写完：{error}",
                f"a plugin's output format failed: {error}",
                language,
            )
        )
        return FAILED
    return totals.exit_status


def _piped(configurations: Configurations, name: str) -> bytes:
    """Return what came in on standard input, up to one byte more than may be read."""
    return read_standard_input(configurations.settings_for(name).limits.file_mib)


def _refuse_to_replace(path: str, language: str) -> int:
    """Say that a report would be lost; return the exit status."""
    note(
        localized(
            f"{path} 是要检查的文件之一，结果不能写进去；如果它是上次的结果，"
            "请写到别处，或在配置中用 exclude 排除",
            f"{path} is among the files to be checked, so the result cannot go there; if it"
            " is an earlier result, write elsewhere or leave it out (exclude)",
            language,
        )
    )
    return FAILED
