"""One configuration file: read, checked as a whole, and taken apart into its values."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any, NamedTuple

from gklint.configuration.declaration import Key, declared_keys
from gklint.configuration.documents import read_document, showable
from gklint.configuration.layers import FILE_IGNORE, Layer, merged
from gklint.configuration.own import check_bounds, refuse_plugins
from gklint.configuration.profile import options_of_profile, switched_on
from gklint.plugins.loading import load_plugins
from gklint.readers.limits import DEFAULT_LIMITS, Limits
from gklint.reporters import REPORTERS
from gklint.rule.definition import RuleModule
from gklint.support.bilingual import Text
from gklint.support.declared import FilePath, Several
from gklint.support.declared_mappings import Keys
from gklint.support.globs import glob_matches
from gklint.support.locations import Location, Value
from gklint.support.problems import ConfigurationError, Problem


class Pattern(NamedTuple):
    """A pattern for files, relative to the folder `base`: that of the file that says it."""

    base: str
    glob: str

    def matches(self, path: str) -> bool:
        """Say whether it stands for the file at `path`, a whole path."""
        base = os.path.join(self.base, "")
        inside = path.startswith(base)
        relative = path[len(base) :] if inside else os.path.relpath(path, self.base)
        return glob_matches(self.glob, relative.replace(os.sep, "/"))


class Configuration(NamedTuple):
    """What a configuration file says, with the files that it builds on.

    `path` is the file. `per_file` are patterns and what holds for files that they match, `exclude`
    patterns for what is left out where a folder is checked. `rules` are the rules without code.
    """

    path: str
    values: Layer
    per_file: tuple[tuple[Pattern, Layer], ...] = ()
    exclude: tuple[Pattern, ...] = ()
    rules: tuple[RuleModule, ...] = ()


def load_configuration(
    path: str,
    base: str,
    allowed: Limits = DEFAULT_LIMITS,
    text: str | None = None,
    upwards: bool = False,
) -> Configuration:
    """Return what a configuration file says; raises ConfigurationError with all that is wrong.

    `allowed` are the limits that it may not raise. With `text` the file says that, as where an
    editor has not saved it yet. `upwards` says that it was found upwards from its files: then no
    file is outside of its folder.
    """
    problems: list[Problem] = []
    configuration = _load(path, base, problems, (), allowed, text)
    if configuration is not None and upwards:
        _check_inside(configuration, problems)
    if problems or configuration is None:
        raise ConfigurationError(problems)
    return configuration


def _check_inside(configuration: Configuration, problems: list[Problem]) -> None:
    """Say which patterns of the file itself lead out of its folder, and so stand for no file."""
    base = os.path.dirname(os.path.abspath(configuration.path))
    patterns = [*configuration.exclude, *(pattern for pattern, _ in configuration.per_file)]
    for pattern in dict.fromkeys(patterns):
        whole = pattern.glob.startswith(os.path.join(base, "").replace(os.sep, "/"))
        if pattern.base == base and (pattern.glob.startswith("../") or whole):
            what = Text(
                f"模式“{pattern.glob}”：从配置所在的文件夹算起，没有文件能对上；"
                "文件夹之外的写在那里的配置中",
                f"the pattern “{pattern.glob}” begins at the configuration's folder, so no file"
                " can match; what is outside is said by a configuration there",
            )
            problems.append(Problem(configuration.path, 0, "", what))


def _load(
    path: str,
    base: str,
    problems: list[Problem],
    above: tuple[str, ...],
    allowed: Limits,
    text: str | None = None,
) -> Configuration | None:
    document = read_document(path, text)
    if isinstance(document, Problem):
        problems.append(document)
        return None
    location = Location(document, problems)
    data = document.data if isinstance(document.data, dict) else {}
    below = _below(data, location, (*above, os.path.realpath(path)), allowed)
    rules = _rules_of_files(data, location, below.rules if below else ())
    kinds = {name: key.kind for name, key in declared_for(rules).items()}
    read = Keys(kinds).read(refuse_plugins(document.data, location), location)
    check_bounds(read, location, allowed)
    values = _values(read)
    per_file: tuple[tuple[Pattern, Layer], ...] = tuple(
        (Pattern(base, glob), _for_files(of_files))
        for glob, of_files in read.get("per-file", {}).items()
    )
    exclude: tuple[Pattern, ...] = below.exclude if below else ()
    if ("exclude",) in values:
        exclude = tuple(Pattern(base, glob) for glob in values["exclude",].value)
    if below is not None:
        values = merged([below.values, values])
        if ("rules",) in below.values and "rules" in read:
            both = below.values["rules",], read["rules"]
            values["rules",] = Value(
                both[0].value + both[1].value, both[0].origins + both[1].origins
            )
        per_file = below.per_file + per_file
    return Configuration(path, values, per_file, exclude, rules)


def _below(
    data: Mapping[str, Any],
    location: Location,
    above: tuple[str, ...],
    allowed: Limits,
) -> Configuration | None:
    """Return the configuration that this one builds on."""
    if "extends" not in data:
        return None
    at = location.inside("extends")
    # What is wrong with the value itself is said where all keys are read.
    path = FilePath().read(data["extends"], Location(location.document, []))
    if path is None:
        return None
    if os.path.realpath(path.value) in above:
        at.wrong("配置互相以对方为基础", "files that build on one another")
        return None
    if not os.path.isfile(path.value):
        at.wrong(f"没有文件 {path.value}", f"no file {path.value}")
        return None
    problems: list[Problem] = []
    # What a file says of files it says from its own folder, whoever builds on it.
    folder = os.path.dirname(os.path.abspath(path.value))
    configuration = _load(path.value, folder, problems, above, allowed)
    location.problems += showable(problems, path.value, location.document.path)
    return configuration


def _rules_of_files(
    data: Mapping[str, Any], location: Location, below: tuple[RuleModule, ...]
) -> tuple[RuleModule, ...]:
    """Return the rules without code: those below and those in the files that are named here."""
    if "rules" not in data:
        return below
    # Imported here: few configurations have rules of their own.
    from gklint.declarative import load_rules

    # What is wrong with the value itself is said where all keys are read.
    paths = Several(FilePath(), "").read(data["rules"], Location(location.document, []))
    rules = list(below)
    taken = {
        word
        for module in (*load_plugins().rules, *below)
        for word in (module.RULE.code, module.RULE.name)
    }
    for index, path in enumerate(paths.value if paths else ()):
        try:
            found = load_rules(path)
        except ConfigurationError as error:
            location.problems += showable(error.problems, path, location.document.path)
            continue
        for rule in (module.RULE for module in found):
            if taken & {rule.code, rule.name}:
                location.inside("rules").inside(index).wrong(
                    f"{path}：已有规则 {rule.code} {rule.name}",
                    f"{path}: there is a rule {rule.code} {rule.name} already",
                )
            taken |= {rule.code, rule.name}
        rules += found
    return tuple(rules)


def declared_for(rules: tuple[RuleModule, ...]) -> Mapping[str, Key]:
    """Return the keys of a configuration with the rules of plugins and these."""
    plugins = load_plugins()
    every = [module.RULE for module in (*plugins.rules, *rules)]
    return declared_keys(every, (*REPORTERS, *(of.name for of in plugins.formats)))


def _values(read: Mapping[str, Any]) -> dict[tuple[str, ...], Value]:
    """Return the values by the way to them; a profile becomes the options that it sets."""
    values: dict[tuple[str, ...], Value] = {}
    profile = read.get("profile", {})
    for (code, option), value in options_of_profile(profile):
        values["options", code, option] = value
    for name, value in read.items():
        if name in ("per-file", "profile"):
            continue
        values.update(_leaves((name,), value))
    for switched in switched_on(profile):
        below = values.get(("extend-select",), Value((), ()))
        values["extend-select",] = Value(
            below.value + switched.value, below.origins + switched.origins
        )
    return values


def _leaves(path: tuple[str, ...], value: Any) -> dict[tuple[str, ...], Value]:
    if isinstance(value, Value):
        return {path: value}
    return {
        way: leaf
        for name, part in value.items()
        for way, leaf in _leaves((*path, name), part).items()
    }


def _for_files(read: Mapping[str, Any]) -> dict[tuple[str, ...], Value]:
    """Return the values of a part that is for some files: what they ignore adds to the rest."""
    values = _values(read)
    for key in (("ignore",), ("extend-ignore",)):
        if key in values:
            value, below = values.pop(key), values.get(FILE_IGNORE, Value((), ()))
            values[FILE_IGNORE] = Value(below.value + value.value, below.origins + value.origins)
    return values
