"""Which configuration is for which file: found upwards from the folder that the file stands in.

This much is loaded in every run. What reads a configuration is loaded where there is one.
"""

from __future__ import annotations

import os
from codecs import BOM_UTF8
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from gklint.checking.settings import Settings
from gklint.support.own_folders import configuration_base

if TYPE_CHECKING:
    from gklint.configuration.layers import Layer
    from gklint.configuration.loading import Configuration
    from gklint.rule.definition import RuleModule
    from gklint.support.problems import Problem

#: The names of a configuration file, and the file in which it may be a table.
NAMES = ("gklint.yaml", ".gklint.yaml", "gklint.yml", ".gklint.yml")
PYPROJECT = "pyproject.toml"
#: The name of the user's own configuration, in the user's own folder.
OWN_NAME = "gklint.yaml"
#: Further than this no pyproject.toml is looked through for gklint.
_MOST_BYTES = 1_000_000
_TABLES = (b"[tool.gklint]", b"[tool.gklint.", b"[[tool.gklint", b"tool.gklint.", b"tool.gklint=")


class Configurations:
    """The configurations of a run, each read once.

    `given` is what the command line says, by the names of keys: it holds over all files. With
    `config` that file is for all, its patterns for files being relative to the current folder; with
    `isolated` there is none. Below it lies the user's own configuration. What is wrong with one is
    collected in `problems`; its files get what the command line says until `raise_problems` is
    called.
    """

    def __init__(
        self,
        given: Mapping[str, Any] | None = None,
        config: str | None = None,
        isolated: bool = False,
    ) -> None:
        self.given = dict(given or {})
        #: Patterns of the command line, which add to those of any configuration.
        self.exclude: tuple[str, ...] = tuple(self.given.pop("exclude", ()))
        self.config = config
        self.isolated = isolated
        self.problems: list[Problem] = []
        self._of_folder: dict[str, Configuration | None] = {}
        self._settings: dict[tuple[str, tuple[int, ...]], Settings] = {}
        self._here = os.getcwd()

    def settings_for(self, path: str) -> Settings:
        """Return what the file at `path` is checked by."""
        configuration = self.configuration_for(path)
        if configuration is None:
            key: tuple[str, tuple[int, ...]] = ("", ())
        else:
            key = configuration.path, _matching(configuration, path)
        if key not in self._settings:
            self._settings[key] = self._made(configuration, key[1])
        return self._settings[key]

    def values_for(self, path: str) -> Layer:
        """Return the values that hold for the file at `path`, each with where it comes from."""
        configuration = self.configuration_for(path)
        if configuration is None:
            return self._merged(None, ())
        return self._merged(configuration, _matching(configuration, path))

    def configuration_for(self, path: str) -> Configuration | None:
        """Return the configuration for the file at `path`, None where there is none."""
        return self._in_folder(os.path.dirname(path))

    def excludes(self, path: str) -> bool:
        """Say whether a file is left out where a folder is checked: by its configuration, or by the
        command line, whose patterns are relative to the current folder."""
        configuration = self.configuration_for(path)
        own = configuration.exclude if configuration else ()
        if not own and not self.exclude:
            return False
        from gklint.support.globs import glob_matches

        here = os.path.relpath(path, self._here).replace(os.sep, "/")
        if any(glob_matches(pattern, here) for pattern in self.exclude):
            return True
        whole = os.path.abspath(path)
        return any(pattern.matches(whole) for pattern in own)

    def of_run(self, paths: Sequence[str]) -> Mapping[str, Any]:
        """Return the values of keys that are of the run as a whole, by the names of keys.

        They stand in the configuration of the folder that all paths have in common. A key that
        nobody set is not there.
        """
        from_file = self._in_folder(self._common_folder(paths))
        if from_file is None and not self._own:
            return self.given
        from gklint.configuration.declaration import RUN_KEYS

        values = {**self._own, **(from_file.values if from_file else {})}
        found = {key: values[key,].value for key in RUN_KEYS if (key,) in values}
        return found | self.given

    def rules(self) -> tuple[RuleModule, ...]:
        """Return the rules without code of all configurations that were read."""
        found = {
            module.RULE.code: module
            for configuration in self._of_folder.values()
            if configuration is not None
            for module in configuration.rules
        }
        return tuple(found.values())

    def problems_of(self, path: str, text: str) -> tuple[Problem, ...]:
        """Return all that is wrong with the configuration at `path` where its text is this one."""
        from gklint.configuration.loading import load_configuration
        from gklint.configuration.own import allowed_by
        from gklint.support.problems import ConfigurationError

        try:
            allowed = allowed_by(self._own, self.given)
            load_configuration(path, os.path.dirname(path), allowed, text)
        except ConfigurationError as error:
            return error.problems
        return ()

    def raise_problems(self) -> None:
        """Raise ConfigurationError if anything is wrong with a configuration that was read."""
        if self.problems:
            from gklint.support.problems import ConfigurationError

            raise ConfigurationError(self.problems)

    @cached_property
    def _own(self) -> Layer:
        """The values of the user's own configuration."""
        path = os.path.join(configuration_base(), OWN_NAME)
        if self.isolated or not os.path.isfile(path):
            return {}
        from gklint.configuration.loading import declared_for
        from gklint.configuration.own import load_own

        kinds = {name: key.kind for name, key in declared_for(()).items()}
        return load_own(path, kinds, self.problems)

    def _common_folder(self, paths: Iterable[str]) -> str:
        folders = [
            os.path.abspath(path if os.path.isdir(path) else os.path.dirname(path))
            for path in paths
        ]
        try:
            return os.path.commonpath(folders) if folders else self._here
        except ValueError:
            # On several drives: there is no such folder.
            return self._here

    def _in_folder(self, folder: str) -> Configuration | None:
        if folder not in self._of_folder:
            self._of_folder[folder] = self._found(folder)
        return self._of_folder[folder]

    def _found(self, folder: str) -> Configuration | None:
        if self.isolated:
            return None
        if self.config is not None:
            return self._in_folder("") if folder else self._load(self.config, self._here)
        full = os.path.abspath(folder)
        if full != folder:
            return self._in_folder(full)
        here = configuration_files(folder)
        if len(here) > 1:
            self._say_several(folder, here)
        if here:
            return self._load(os.path.join(folder, here[0]), folder)
        above = os.path.dirname(folder)
        return None if above == folder else self._in_folder(above)

    def _load(self, path: str, base: str) -> Configuration | None:
        # Imported here: a run without configuration does without it.
        from gklint.configuration.loading import load_configuration
        from gklint.configuration.own import allowed_by
        from gklint.support.problems import ConfigurationError

        if path.startswith(self._here + os.sep):
            # What stands below the folder one stands in is named from there.
            path = path[len(self._here) + 1 :]
        try:
            return load_configuration(
                path, base, allowed_by(self._own, self.given), upwards=self.config is None
            )
        except ConfigurationError as error:
            self.problems += error.problems
            return None

    def _say_several(self, folder: str, names: Sequence[str]) -> None:
        from gklint.support.bilingual import Text
        from gklint.support.problems import Problem

        self.problems.append(
            Problem(
                folder,
                0,
                "",
                Text(
                    f"同一文件夹有几份配置：{'、'.join(names)}；请只保留一份",
                    f"several configurations in one folder: {', '.join(names)}; keep one of them",
                ),
            )
        )

    def _made(self, configuration: Configuration | None, matching: tuple[int, ...]) -> Settings:
        if configuration is None and not self.given and not self._own:
            return Settings()
        from gklint.configuration.layers import settings_of

        return settings_of(self._merged(configuration, matching))

    def _merged(self, configuration: Configuration | None, matching: tuple[int, ...]) -> Layer:
        from gklint.configuration.layers import command_line, merged

        layers: list[Layer] = [self._own]
        if configuration is not None:
            layers += [configuration.values, *(configuration.per_file[i][1] for i in matching)]
        return merged([*layers, command_line(self.given)])


def configuration_files(folder: str) -> tuple[str, ...]:
    """Return the names of the configurations that stand in a folder."""
    names = [name for name in NAMES if _is_meant(os.path.join(folder, name))]
    pyproject = os.path.join(folder, PYPROJECT)
    if os.path.isfile(pyproject) and _speaks_of_gklint(pyproject):
        names.append(PYPROJECT)
    return tuple(names)


def _is_meant(path: str) -> bool:
    """Say whether a configuration is meant to be there: a link that leads nowhere is one, too, and
    reading it says what is wrong."""
    return os.path.isfile(path) or os.path.islink(path)


def _speaks_of_gklint(path: str) -> bool:
    """Say whether a pyproject.toml may have a table for gklint, without reading TOML."""
    try:
        with open(path, "rb") as file:
            lines = (
                file.read(_MOST_BYTES)
                .removeprefix(BOM_UTF8)
                .translate(None, b" \t\"'")
                .splitlines()
            )
    except OSError:
        # It is somebody else's file, and may be closed to us.
        return False
    if b"[tool]" in lines:
        return any(line.startswith((b"gklint.", b"gklint=")) for line in lines)
    return any(
        line.startswith(_TABLES) or (line.startswith(b"tool={") and b"gklint=" in line)
        for line in lines
    )


def _matching(configuration: Configuration, path: str) -> tuple[int, ...]:
    """Return the parts of a configuration for some files, by number, that are for this file."""
    if not configuration.per_file:
        return ()
    whole = os.path.abspath(path)
    return tuple(
        index for index, (pattern, _) in enumerate(configuration.per_file) if pattern.matches(whole)
    )
