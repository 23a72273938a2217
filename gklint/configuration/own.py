"""What only the user decides: how much a file may ask for, and where results are kept.

A configuration may come in the folder that is checked, from somebody else. So it names no cache
outside of its own folder and the user's, and allows no file more than the user does: by default, by
`--limit`, or by the configuration in the user's own folder.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from gklint.configuration.documents import read_document
from gklint.configuration.find import OWN_NAME
from gklint.configuration.layers import Layer
from gklint.readers.limits import DEFAULT_LIMITS, Limits
from gklint.support.declared import FilePath, Kind, Several
from gklint.support.declared_mappings import Keys
from gklint.support.locations import Location
from gklint.support.own_folders import cache_base, configuration_base, is_inside
from gklint.support.problems import Problem

#: The keys that the user's own configuration takes and others do as well.
KEYS = ("limits", "cache")
#: The key that no other configuration takes: what it names is run.
PLUGINS = "plugins"
_PLUGIN_FILES = Several(FilePath(), "规则.py")


def own_configuration() -> str:
    """Return the path of the user's own configuration; there need be none."""
    return os.path.join(configuration_base(), OWN_NAME)


def load_own(path: str, kinds: Mapping[str, Kind], problems: list[Problem]) -> Layer:
    """Return what the user's own configuration says; what is wrong with it goes to `problems`."""
    document = read_document(path)
    if isinstance(document, Problem):
        problems.append(document)
        return {}
    taken = {**{key: kinds[key] for key in KEYS}, PLUGINS: _PLUGIN_FILES}
    read = Keys(taken).read(document.data, Location(document, problems))
    values = {("limits", name): value for name, value in read.get("limits", {}).items()}
    return values | ({("cache",): read["cache"]} if "cache" in read else {})


def own_plugins() -> tuple[str, ...]:
    """Return the Python files that the user's own configuration names as plugins.

    What is wrong with it is said where all of it is read.
    """
    path = own_configuration()
    if not os.path.isfile(path):
        return ()
    document = read_document(path)
    if isinstance(document, Problem) or not isinstance(document.data, dict):
        return ()
    named = document.data.get(PLUGINS, [])
    read = _PLUGIN_FILES.read(named, Location(document, []).inside(PLUGINS))
    return tuple(read.value) if read else ()


def refuse_plugins(data: Any, location: Location) -> Any:
    """Return the data of a configuration without plugins, having said that it may name none."""
    if not isinstance(data, dict) or PLUGINS not in data:
        return data
    location.inside(PLUGINS).wrong(
        "配置可能随报告而来，不能指定要运行的程序；请用 --plugin FILE，"
        f"或写在本人的配置 {own_configuration()} 中",
        "a configuration may come with the reports, so it names nothing that is run: use"
        f" --plugin FILE, or your own configuration {own_configuration()}",
    )
    return {key: value for key, value in data.items() if key != PLUGINS}


def allowed_by(own: Layer, given: Mapping[str, Any]) -> Limits:
    """Return the limits of the user: of the command line, else of the own configuration."""
    set_there = {way[1]: value.value for way, value in own.items() if way[0] == "limits"}
    return DEFAULT_LIMITS._replace(**set_there)._replace(**given.get("limits", {}))


def check_bounds(read: Mapping[str, Any], location: Location, allowed: Limits) -> None:
    """Say what a configuration decides beyond its bounds; `read` are its values by key."""
    folder = os.path.dirname(os.path.abspath(location.document.path))
    if is_inside(folder, configuration_base()):
        return
    cache = read.get("cache")
    if cache is not None and isinstance(cache.value, str):
        inside = is_inside(cache.value, folder) or is_inside(cache.value, cache_base())
        if not inside:
            location.inside("cache").wrong(
                f"缓存只能放在配置所在的文件夹或 {cache_base()} 中；"
                "要放在别处，请用 --cache-dir 或 GKLINT_CACHE_DIR",
                "a configuration can have the cache in its own folder or in"
                f" {cache_base()} only; for another place use --cache-dir or GKLINT_CACHE_DIR",
            )
    for name, value in read.get("limits", {}).items():
        most = getattr(allowed, name)
        if value.value > most:
            location.inside("limits").inside(name).wrong(
                f"{value.value} 超过允许的 {most}；要放宽，请用 --limit {name}={value.value}，"
                f"或写在本人的配置 {own_configuration()} 中",
                f"{value.value} is more than the {most} that you allow; to allow it use"
                f" --limit {name}={value.value}, or your own configuration"
                f" {own_configuration()}",
            )
