"""The configuration as commands use it: with what the command line says laid over it."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import Any

from gklint.batch import Found, find_files
from gklint.cli.input import STANDARD_INPUT
from gklint.cli.language import localized
from gklint.cli.output import note
from gklint.cli.status import FAILED
from gklint.configuration import Configurations
from gklint.configuration.find import OWN_NAME
from gklint.plugins.loading import name_plugin_files, plugin_files
from gklint.rule.definition import RuleModule
from gklint.support.own_folders import configuration_base


def configurations_with(
    given: Mapping[str, Any], config: str | None = None, isolated: bool = False
) -> Configurations:
    """Return the configurations of a run; `given` are options by the names of keys.

    In a name `_` may stand for `-`. What was not given (None, an empty list) leaves the
    configuration as it is. The plugins that the user's own configuration names are named too.
    """
    if not isolated:
        name_own_plugins()
    kept = {
        name.replace("_", "-"): value for name, value in given.items() if value not in (None, ())
    }
    return Configurations(kept, config, isolated)


def name_own_plugins() -> None:
    """Name the plugins of the user's own configuration, beside those of the command line."""
    if not os.path.isfile(os.path.join(configuration_base(), OWN_NAME)):
        return
    # Imported here: few users have a configuration of their own.
    from gklint.configuration.own import own_plugins

    name_plugin_files([*own_plugins(), *plugin_files()])


def files_of(
    configurations: Configurations,
    paths: Sequence[str],
    piped: str | None = None,
    force_exclude: bool = False,
) -> Found:
    """Return the files that paths stand for, having read every configuration that is for them.

    Files in folders are left out where the configuration excludes them, with `force_exclude` those
    that are named too. Where anything is wrong, `configurations.problems` says so.
    """
    named = [path for path in paths if path != STANDARD_INPUT]
    if force_exclude:
        left = [path for path in named if os.path.isdir(path) or not configurations.excludes(path)]
        if len(left) < len(named):
            say_excluded(len(named) - len(left))
        named = left
    of_run = configurations.of_run(paths)
    found = find_files(named, configurations.excludes, of_run.get("respect-gitignore", True))
    for path in (*found.files, *([] if piped is None else [piped])):
        configurations.configuration_for(path)
    return found


def name_skipped(found: Found, language: str) -> None:
    """Say on standard error which files in the folders are not read, and why."""
    for skipped in found.skipped:
        if skipped.may_be_report:
            note(f"{skipped.path}: {skipped.reason.say(language)}")


def say_excluded(count: int) -> None:
    """Say that so many files that were named are left out."""
    note(
        localized(
            f"按配置的 exclude 排除了 {count} 个文件",
            f"{count} files left out by the configuration (exclude)",
        )
    )


def name_rules(configurations: Configurations) -> None:
    """Make codes of what the command line calls rules by; raises UsageError for unknown ones.

    Rules without code are known once all configurations have been read.
    """
    for key in ("select", "extend-select", "ignore", "extend-ignore"):
        if key in configurations.given:
            # Imported here: `gklint report.txt` does without click.
            from gklint.cli.options import known_rules

            words = configurations.given[key]
            configurations.given[key] = known_rules(words, configurations.rules())


def rules_here() -> tuple[RuleModule, ...]:
    """Return all rules that there are in the current folder by code, also those without code.

    Raises click.ClickException where its configuration is wrong.
    """
    import click

    from gklint.plugins.loading import load_plugins

    configurations = configurations_with({})
    configurations.configuration_for(os.curdir + os.sep)
    if configurations.problems:
        chosen = localized("zh", "en")
        said_ = [problem.say(chosen) for problem in sorted(set(configurations.problems))]
        raise click.ClickException(
            "\n  ".join([localized("配置有误：", "the configuration is wrong:"), *said_])
        )
    modules = (*load_plugins().rules, *configurations.rules())
    return tuple(sorted(modules, key=lambda module: module.RULE.code))


def refuse(configurations: Configurations, language: str | None = None) -> int:
    """Say all that is wrong with the configuration; return the exit status."""
    note(
        localized(
            "配置有误，没有检查任何文件：",
            "the configuration is wrong; nothing was checked:",
            language,
        )
    )
    chosen = localized("zh", "en", language)
    for problem in sorted(set(configurations.problems)):
        note(f"  {problem.say(chosen)}")
    return FAILED


def show_settings(
    configurations: Configurations, paths: Sequence[str], as_json: bool, language: str | None
) -> int:
    """Show the settings of files or folders with where each comes from; return the status."""
    # Imported here: a check does without them.
    from gklint.cli.output import show
    from gklint.configuration.showing import as_json as json_of
    from gklint.configuration.showing import as_yaml

    wanted = [os.path.join(path, "") if os.path.isdir(path) else path for path in paths or ["."]]
    for path in wanted:
        configurations.configuration_for(path)
    if configurations.problems:
        return refuse(configurations, language)
    name_rules(configurations)
    chosen = localized("zh", "en", language or configurations.of_run(wanted).get("language"))
    if as_json:
        show(json_of(configurations, wanted))
    else:
        show("\n---\n".join(as_yaml(configurations, path, chosen) for path in wanted))
    return 0
