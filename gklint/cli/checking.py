"""What `gklint check` does once its options are read; it needs no click."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from gklint.batch import run_of, with_facts
from gklint.batch.interrupts import Interrupts
from gklint.checking.runs import Totals
from gklint.checking.settings import Settings
from gklint.cli.accepting import Accept, accepting_of, applying
from gklint.cli.across import Across, across_of
from gklint.cli.configured import configurations_with, files_of, name_rules, refuse, say_excluded
from gklint.cli.configured import show_settings as show
from gklint.cli.input import STANDARD_INPUT, read_standard_input
from gklint.cli.language import locale_language, localized
from gklint.cli.many import RunOptions, checked, run_options_of
from gklint.cli.output import Shown, Target, note, written_over
from gklint.cli.reporting import reporting_to
from gklint.cli.scores import scored
from gklint.cli.status import FAILED
from gklint.configuration import Configurations
from gklint.model.diagnostics import Severity
from gklint.reporters import Options, PluginFailed, needs_cells, needs_hashes
from gklint.suppression import Accepting, apply

_AS_USUAL = Accept()


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
    shown: Shown | None = None,
    cache_check: str = "stat",
    no_across: bool = False,
    accept: Accept = _AS_USUAL,
    **given: Any,
) -> int:
    """Check reports, show what was found, and return the exit status.

    `given` are those options that were given and have a key in the configuration, by its name.
    """
    configurations = configurations_with(given, config, isolated)
    piped_name = stdin_filename if STANDARD_INPUT in paths else None
    if show_settings:
        return show(configurations, paths, _as_json(outputs), given.get("language"))
    found = files_of(configurations, paths, piped_name, force_exclude)
    if configurations.problems:
        return refuse(configurations, given.get("language"))
    piped_name = _not_excluded(configurations, piped_name)
    name_rules(configurations)
    of_run = configurations.of_run(paths)
    language = of_run.get("language") or locale_language()
    options = scored(_options_of(of_run, accept, shown, language), of_run, configurations)
    across = across_of(of_run, found, piped_name is not None, no_across, language)
    if across is None or options is None or not _may_begin(across, outputs, language):
        return FAILED
    settings_for = applying(configurations.settings_for, accept)
    names = across.names(piped_name)
    accepting = accepting_of(names, of_run, accept, settings_for, language)
    if accepting is None:
        return FAILED
    plan = _Plan(
        across,
        _piped(configurations, piped_name),
        settings_for,
        accepting,
        _named(outputs, of_run.get("output-format", "text")),
        options,
        run_options_of(of_run, cache_check),
    )
    return _run(plan, names, exit_zero)


def _not_excluded(configurations: Configurations, piped_name: str | None) -> str | None:
    """Return the name of what is piped, None where it is left out: an editor sends what is open."""
    if piped_name is None or not configurations.excludes(piped_name):
        return piped_name
    say_excluded(1)
    return None


class _Plan(NamedTuple):
    """What a run needs once all options are read."""

    across: Across
    piped: tuple[str, bytes] | None
    settings_for: Callable[[str], Settings]
    accepting: Sequence[Accepting]
    outputs: Sequence[Target]
    options: Options
    run_options: RunOptions


def _as_json(outputs: Sequence[Target]) -> bool:
    return any(target.format == "json" for target in outputs)


def _named(outputs: Sequence[Target], form: str) -> list[Target]:
    """Return the outputs, `form` being the format of one that names none."""
    return [target._replace(format=target.format or form) for target in outputs]


def _options_of(
    of_run: Mapping[str, Any], accept: Accept, shown: Shown | None, language: str
) -> Options:
    shown = shown or Shown()
    return Options(
        language,
        failing=Severity[of_run.get("fail-level", "warning").upper()],
        statistics=shown.statistics,
        accepted=shown.accepted,
        colour=shown.colour,
        baseline=bool(accept.write_baseline or of_run.get("baseline")),
    )


def _run(plan: _Plan, names: Sequence[str], exit_zero: bool) -> int:
    """Check the files, show and count what comes of each; return the exit status."""
    language = plan.options.language
    found = plan.across.found
    totals = Totals(
        plan.options.failing, exit_zero, bool(found.problems), found.skipped, found.left_out
    )
    try:
        written = _check_all(plan, names, totals)
    except PluginFailed as error:
        zh = f"插件的输出格式出错，没有写完：{error}"
        note(localized(zh, f"a plugin's output format failed: {error}", language))
        return FAILED
    if totals.no_rule_requested:
        zh = "没有一条规则可查：都被 --select、--ignore 或配置排除了"
        note(
            localized(zh, "no rule is left to check by (--select, --ignore, gklint.yaml)", language)
        )
    _say_over_limits(plan.outputs, language)
    return totals.exit_status if written else max(totals.exit_status, FAILED)


def _say_over_limits(outputs: Sequence[Target], language: str) -> None:
    for target in outputs:
        if target.path:
            # Imported here: most runs write to the screen.
            from gklint.reporters.limits import over_limits

            too_much = over_limits(target.format, target.path)
            if too_much:
                note(too_much.say(language))


def _check_all(plan: _Plan, names: Sequence[str], totals: Totals) -> bool:
    """Check the files, show and count what comes of each; say whether all of it was written."""
    across, settings_for = plan.across, plan.settings_for
    hashed = across.compares or any(needs_hashes(target.format) for target in plan.outputs)
    cells = any(needs_cells(target.format) for target in plan.outputs)
    # Asked for only where the run's rules are: a run that finds all in its cache needs none.
    every = {settings_for(path): None for path in names}
    with (
        Interrupts(taken=len(names) > 1) as interrupts,
        reporting_to(plan.outputs, run_of(every, across.compares), plan.options) as reporter,
    ):
        reporter.begin()
        records = checked(
            across.found,
            settings_for,
            plan.piped,
            hashed,
            plan.run_options,
            plan.options.language,
            interrupts,
            across.comparing(settings_for, lambda: not interrupts.seen, cells),
        )
        if cells:
            records = with_facts(records)
        for record in apply(records, plan.accepting, lambda: not interrupts.seen):
            totals.add(record)
            reporter.add(record)
        totals.interrupted = interrupts.seen
        reporter.end(totals)
    return not (reporter.failed or any(one.failed for one in plan.accepting))


def _may_begin(across: Across, outputs: Sequence[Target], language: str) -> bool:
    """Tell of folders that could not be listed; say whether no output would replace a report."""
    taken = written_over(across.found.files, outputs)
    if taken is not None:
        _refuse_to_replace(taken, language)
        return False
    for folder, reason in across.found.problems:
        note(f"{folder}: {reason.say(language)}")
    return True


def _piped(configurations: Configurations, name: str | None) -> tuple[str, bytes] | None:
    """Return what came in on standard input under a name, up to one byte more than may be read."""
    if name is None:
        return None
    return name, read_standard_input(configurations.settings_for(name).limits.file_mib)


def _refuse_to_replace(path: str, language: str) -> None:
    """Say that a report would be lost."""
    note(
        localized(
            f"{path} 是要检查的文件之一，结果不能写进去；如果它是上次的结果，"
            "请写到别处，或在配置中用 exclude 排除",
            f"{path} is among the files to be checked, so the result cannot go there; if it"
            " is an earlier result, write elsewhere or leave it out (exclude)",
            language,
        )
    )
