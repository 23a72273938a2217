"""Waivers written into their file by a program: what people wrote around them stays as it is."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Sequence

import yaml

from gklint.support.bilingual import Text
from gklint.support.problems import ConfigurationError, Problem
from gklint.support.whole_files import Guard, write_whole
from gklint.support.written_files import bytes_of_written, text_of_written
from gklint.suppression.waivers import KEYS, Waiver, read_waivers

_NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?")


def write_waiver(path: str, waiver: Waiver) -> bool:
    """Put a waiver into the file at `path`; say whether it replaces one of the same place.

    Raises ConfigurationError for a file that cannot be used, OSError where it cannot be written;
    then nothing has changed.
    """
    raw = bytes_of_written(path) if os.path.lexists(path) else b""
    changed, renewed = with_waiver(text_of_written(raw, path), path, waiver)
    mark = b"\xef\xbb\xbf" if raw.startswith(b"\xef\xbb\xbf") else b""
    guard = Guard(raw if os.path.lexists(path) else None, os.path.dirname(path) or os.curdir)
    write_whole(path, mark + changed.encode(), guard)
    return renewed


def with_waiver(
    text: str, path: str, waiver: Waiver, empty_keys: Sequence[str] = ()
) -> tuple[str, bool]:
    """Return the text of the file of waivers at `path` with one more, and whether that replaces one
    of the same place; `empty_keys` stand there without a value, for people to fill in.

    Raises ConfigurationError for a text that cannot be used.
    """
    before = read_waivers(text, path)
    at = next((index for index, old in enumerate(before) if same_place(old, waiver)), None)
    newline = "\r\n" if "\r\n" in text else "\n"
    changed = _with(text.replace("\r\n", "\n"), waiver, at, path, empty_keys)
    wanted = [*before, waiver]
    if at is not None:
        wanted[at] = wanted.pop()
    if not _are_same(read_waivers(changed, path), wanted):
        raise _error(
            path,
            Text(
                "这个文件的写法不能自动添加；请手工添加",
                "this file is written in a way that nothing can be added by"
                " program: add it by hand",
            ),
        )
    return changed.replace("\n", newline), at is not None


def same_place(one: Waiver, other: Waiver) -> bool:
    """Say whether two waivers speak of one place of one file."""
    mine, its = (
        (waiver.rule.lower(), waiver.file, waiver.cell, waiver.words, waiver.section)
        for waiver in (one, other)
    )
    return mine == its


def waiver_text(waiver: Waiver, indent: int = 0, empty_keys: Sequence[str] = ()) -> str:
    """Return a waiver as an entry of its file, each key on a line, `empty_keys` without a value
    too."""
    values = {key: _as_text(waiver, key) for key in KEYS}
    lines = [
        f"{key}: {_scalar(key, value) if value else ''}".rstrip()
        for key, value in values.items()
        if value or key in empty_keys
    ]
    return "".join(
        f"{' ' * indent}{'- ' if number == 0 else '  '}{line}\n"
        for number, line in enumerate(lines)
    )


def _as_text(waiver: Waiver, key: str) -> str:
    value = getattr(waiver, key)
    if value is None:
        return ""
    if key == "cell":
        return ".".join(value)
    # A blank is said as such: a waiver without a value would not notice a change.
    return '""' if value == "" and key in ("value", "expected") else str(value)


def _scalar(key: str, value: str) -> str:
    """Return a value as YAML that reads as the same text."""
    if (
        key in ("until", "section")
        or value == '""'
        or (key in ("value", "expected") and _NUMBER.fullmatch(value))
    ):
        return value
    try:
        plain = yaml.safe_load(f"{key}: {value}") == {key: value}
    except yaml.YAMLError:
        plain = False
    # A string of JSON is one of YAML as well.
    return value if plain else json.dumps(value, ensure_ascii=False)


def _with(text: str, waiver: Waiver, at: int | None, path: str, empty_keys: Sequence[str]) -> str:
    """Return the text of a file of waivers with one more, or with number `at` replaced."""
    node = yaml.compose(text, yaml.SafeLoader)
    if isinstance(node, yaml.MappingNode):
        node = node.value[0][1]
    if not isinstance(node, yaml.SequenceNode) or not node.value:
        if text.strip() and node is not None and not isinstance(node, yaml.ScalarNode):
            raise _error(path, Text("请先去掉空的 []", "take out the empty [] first"))
        indent = 2 if isinstance(node, yaml.ScalarNode) else 0
        return _ended(text) + waiver_text(waiver, indent, empty_keys)
    if node.flow_style:
        raise _error(
            path,
            Text(
                "请每条豁免另起一行，以“- rule:”开头",
                "begin each waiver on its own line with “- rule:”",
            ),
        )
    written = waiver_text(waiver, node.start_mark.column, empty_keys)
    if at is None:
        return _ended(text) + written
    lines = text.splitlines(keepends=True)
    starts = [entry.start_mark.line for entry in node.value]
    end = starts[at + 1] if at + 1 < len(starts) else len(lines)
    while end > starts[at] + 1 and _is_no_entry(lines[end - 1]):
        end -= 1
    return "".join([*lines[: starts[at]], written, *lines[end:]])


def _ended(text: str) -> str:
    return text if not text or text.endswith("\n") else f"{text}\n"


def _is_no_entry(line: str) -> bool:
    return not line.strip() or line.lstrip().startswith("#")


def _are_same(some: Sequence[Waiver], others: Sequence[Waiver]) -> bool:
    return [w._replace(line=0) for w in some] == [w._replace(line=0) for w in others]


def _error(path: str, what: Text) -> ConfigurationError:
    return ConfigurationError([Problem(path, 0, "", what)])
