"""Results of earlier runs read: the JSON of `check`, as one object or a line each."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from gklint.support.bilingual import Text
from gklint.support.problems import ConfigurationError, Problem

Object = Mapping[str, Any]


class Results(NamedTuple):
    """A run: its reports as objects of JSON by path, and what it was made by: names of the parts of
    gklint and of the configuration → their hash (empty where the run does not say)."""

    reports: dict[str, Object]
    versions: Mapping[str, str]


def load_results(path: str) -> Results:
    """Return the results in a file; raises ConfigurationError where it holds none."""
    try:
        with open(path, encoding="utf-8-sig") as file:
            text = file.read()
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "not UTF-8"
        raise _error(path, Text(f"无法读取：{why}", f"cannot be read: {why}")) from error
    try:
        return results_of(_objects(text))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        what = Text(
            "不是 gklint check --output-format json 或 jsonl 的结果",
            "this is no result of gklint check --output-format json or jsonl",
        )
        raise _error(path, what) from error


def is_results(path: str) -> bool:
    """Say whether a path is that of results, by its ending: reports have others."""
    return os.path.isfile(path) and path.lower().endswith((".json", ".jsonl"))


def results_of(objects: Iterable[Object]) -> Results:
    """Return the results that one object, or the objects of lines, say; raises KeyError."""
    reports: dict[str, Object] = {}
    versions: Mapping[str, str] = {}
    seen = False
    for entry in objects:
        kind = entry.get("type", "")
        if not kind:
            seen = True
            versions = entry.get("versions", {})
            reports |= {report["path"]: report for report in entry["reports"]}
        elif kind == "run":
            seen = True
            versions = entry.get("versions", {})
        elif kind == "report":
            reports[entry["path"]] = {**entry, "diagnostics": [], "accepted": []}
        elif kind in ("diagnostic", "accepted"):
            key = "diagnostics" if kind == "diagnostic" else "accepted"
            reports[entry["path"]][key].append(entry)
    if not seen:
        raise KeyError("reports")
    return Results(reports, versions)


def _objects(text: str) -> Iterator[Object]:
    try:
        yield json.loads(text)
        return
    except json.JSONDecodeError:
        pass
    for line in text.splitlines():
        if line.strip():
            yield json.loads(line)


def _error(path: str, what: Text) -> ConfigurationError:
    return ConfigurationError([Problem(path, 0, "", what)])
