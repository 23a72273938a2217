"""A profile: the requirements of a locality, each of which sets options of a rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from gklint.configuration.documents import read_document, showable
from gklint.configuration.rule_kinds import kind_of_option
from gklint.rule.definition import Rule
from gklint.support.declared import FilePath, Kind, Schema
from gklint.support.declared_mappings import Either, Keys
from gklint.support.locations import Location, Value
from gklint.support.problems import Problem

#: Key of a profile → the options of rules that it sets: code and name, "*" for a kind of agency.
SETS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "source": (("GK111", "source"), ("GK513", "source")),
    "deadlines": (("GK513", "*"),),
    "overview-characters": (("GK111", "characters"), ("GK111", "*")),
    "words": (("GK710", "words"),),
}
#: Rules that are off by default and that a key of a profile switches on.
_SWITCHES_ON = {"overview-characters": "GK111"}
_KINDS = ("government", "township", "department", "street")


def profile_keys(rules: Sequence[Rule]) -> Mapping[str, Kind]:
    """Return the keys of a profile; each takes what the options take that it sets."""
    kinds = {
        (rule.code, option.name): kind_of_option(option)
        for rule in rules
        for option in rule.options
    }
    keys: dict[str, Kind] = {}
    for name, ((code, option), *more) in SETS.items():
        by_kind = Keys({kind: kinds[code, kind] for kind in _KINDS if (code, kind) in kinds})
        if option == "*":
            keys[name] = by_kind
        elif any(other == "*" for _, other in more):
            keys[name] = Either((int, str), kinds[code, option], by_kind)
        else:
            keys[name] = kinds[code, option]
    return keys


class ProfileFile:
    """The path of a file that holds a profile."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rules = rules

    def read(self, value: Any, location: Location) -> dict[str, Any] | None:
        """Return what the profile says, as if it stood in the configuration itself."""
        path = FilePath().read(value, location)
        if path is None:
            return None
        document = read_document(path.value)
        if isinstance(document, Problem):
            if document.line:
                location.problems += showable([document], path.value, location.document.path)
            else:
                location.wrong(
                    f"{document.path}：{document.what.zh}", f"{document.path}: {document.what.en}"
                )
            return None
        problems: list[Problem] = []
        read = Keys(profile_keys(self.rules)).read(document.data, Location(document, problems))
        location.problems += showable(problems, path.value, location.document.path)
        return read

    def schema(self) -> Schema:
        """Return the kind as JSON Schema."""
        return FilePath().schema()


def options_of_profile(profile: Mapping[str, Any]) -> Iterator[tuple[tuple[str, str], Value]]:
    """Yield code, name and value of each option that a profile sets."""
    for key, value in profile.items():
        for code, option in SETS[key]:
            if isinstance(value, dict) and option == "*":
                yield from (((code, kind), of_kind) for kind, of_kind in value.items())
            elif not isinstance(value, dict) and option != "*":
                yield (code, option), value


def switched_on(profile: Mapping[str, Any]) -> Iterator[Value]:
    """Yield a list of one rule for each rule that a profile switches on."""
    for key, code in _SWITCHES_ON.items():
        if value := profile.get(key):
            origins = (value if isinstance(value, Value) else next(iter(value.values()))).origins
            yield Value((code,), origins)
