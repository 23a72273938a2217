"""The file of a baseline: a finding a line, files and findings in a fixed order.

Files are named relative to the folder of the baseline.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from typing import NamedTuple

from gklint.support.bilingual import Text
from gklint.support.problems import ConfigurationError, Problem
from gklint.support.written_files import bytes_of_written, text_of_written

#: What a baseline is called where nobody names one.
NAME = "gklint-baseline.json"
#: The first key of the file; its value is the version of what follows.
MARK, VERSION = "gklint_baseline", 1
#: A larger file is none of gklint's: a finding takes some 200 bytes.
_MOST_BYTES = 200_000_000
_DAMAGED = Text("基线文件已损坏", "the baseline is damaged")


class Entry(NamedTuple):
    """A finding in a baseline; its message is for readers and is not compared."""

    fingerprint: str
    code: str
    message: str


#: The findings of each file, by fingerprint.
Files = dict[str, dict[str, Entry]]
#: Whose report each file is, where that is known: body and year.
Bodies = dict[str, str]


class Known(NamedTuple):
    """What a baseline holds."""

    files: Files
    bodies: Bodies


def load_baseline(path: str) -> Files:
    """Return the findings in a baseline; raises ConfigurationError for what is none."""
    return known_in(path).files


def known_in(path: str) -> Known:
    """Return all that a baseline holds; raises ConfigurationError for what is none."""
    if not os.path.lexists(path):
        what = Text(
            "没有这个基线文件；可用 --write-baseline 生成",
            "no such baseline; --write-baseline makes one",
        )
        raise _error(path, 0, what)
    return read_baseline(path)[1]


def read_baseline(path: str) -> tuple[bytes, Known]:
    """Return the bytes of a baseline and what they say; raises ConfigurationError."""
    raw = bytes_of_written(path, _MOST_BYTES)
    try:
        data = json.loads(text_of_written(raw, path))
    except json.JSONDecodeError as error:
        what = Text(f"不是有效的 JSON：{error.msg}", f"not valid JSON: {error.msg}")
        raise _error(path, error.lineno, what) from error
    except (RecursionError, ValueError) as error:
        if isinstance(error, ConfigurationError):
            raise
        # Nested too deeply, or a number of thousands of digits: gklint writes neither.
        raise _error(path, 0, _DAMAGED) from error
    if not isinstance(data, dict) or MARK not in data:
        raise _error(path, 1, Text("这不是基线文件", "this is no baseline"))
    if data[MARK] != VERSION:
        version = data[MARK] if type(data[MARK]) is int and data[MARK] < 1000 else "?"
        raise _error(
            path,
            1,
            Text(
                f"这个基线是第 {version} 版的，gklint 只认得第 {VERSION} 版",
                f"this baseline is of version {version}; this gklint knows version {VERSION}",
            ),
        )
    try:
        files = {
            file: {entry.fingerprint: entry for entry in map(_entry, entries)}
            for file, entries in data["files"].items()
        }
        # An older gklint wrote none.
        bodies = {str(file): str(body) for file, body in data.get("bodies", {}).items()}
        return raw, Known(files, bodies)
    except (KeyError, TypeError, AttributeError) as error:
        raise _error(path, 0, _DAMAGED) from error


def _entry(data: dict[str, object]) -> Entry:
    """Return a finding as it is written; raises KeyError and TypeError for what is none."""
    values = [data[name] for name in Entry._fields]
    texts = [value for value in values if isinstance(value, str)]
    if len(texts) < len(values):
        raise TypeError("what a baseline says of a finding is text")
    return Entry(*texts)


def _error(path: str, line: int, what: Text) -> ConfigurationError:
    return ConfigurationError([Problem(path, line, "", what)])


def baseline_text(
    files: Mapping[str, Mapping[str, Entry]], bodies: Mapping[str, str] | None = None
) -> str:
    """Return a baseline as it is written; of bodies those whose files have findings."""
    blocks = []
    for file in sorted(files):
        entries = sorted(files[file].values(), key=lambda entry: (entry.code, entry.fingerprint))
        if entries:
            lines = ",\n".join(
                f"      {json.dumps(entry._asdict(), ensure_ascii=False)}" for entry in entries
            )
            blocks.append(f"    {json.dumps(file, ensure_ascii=False)}: [\n{lines}\n    ]")
    inside = ",\n".join(blocks)
    listed = f"{{\n{inside}\n  }}" if blocks else "{}"
    named = {file: body for file, body in sorted((bodies or {}).items()) if files.get(file)}
    written = ",\n".join(
        f"    {json.dumps(file, ensure_ascii=False)}: {json.dumps(body, ensure_ascii=False)}"
        for file, body in named.items()
    )
    whose = f',\n  "bodies": {{\n{written}\n  }}' if named else ""
    return f'{{\n  "{MARK}": {VERSION},\n  "files": {listed}{whose}\n}}\n'
