"""Values as JSON: numbers exactly as they were written, what is short on one line."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from decimal import Decimal
from json.encoder import encode_basestring, encode_basestring_ascii
from typing import TypeAlias

Json: TypeAlias = "bool | int | float | Decimal | str | Sequence[Json] | Mapping[str, Json] | None"

#: Lists and objects up to this long stand on one line.
_LINE = 96


def json_lines(value: Json, ascii_only: bool = False, room: int = _LINE) -> list[str]:
    """Return `value` as the lines of a JSON text, what fits into `room` characters on one.

    The standard library has no way to write a Decimal but as a float, which changes it. With
    `ascii_only` every other character is an escape; a lone surrogate, which stands for a byte of a
    file name that is no UTF-8, is one always.
    """
    if isinstance(value, str):
        return [_string(value, ascii_only)]
    if value is None or isinstance(value, bool):
        return ["null" if value is None else "true" if value else "false"]
    if isinstance(value, Decimal):
        return [format(value, "f")]
    if isinstance(value, int):
        return [int.__repr__(value)]
    if isinstance(value, float):
        # A plugin's rule may have computed one; infinity and NaN it cannot give.
        return [float.__repr__(value)]
    if isinstance(value, Mapping):
        return _joined(
            "{",
            "}",
            [
                _labelled(_string(key, ascii_only), json_lines(member, ascii_only, room))
                for key, member in value.items()
            ],
            room,
        )
    members = [json_lines(member, ascii_only, room) for member in value]
    return _joined("[", "]", members, room, all(isinstance(member, str | int) for member in value))


def json_line(value: Json, ascii_only: bool = False) -> str:
    """Return `value` as a JSON text of one line, however long, without its end."""
    return json_lines(value, ascii_only, sys.maxsize)[0]


def _string(text: str, ascii_only: bool) -> str:
    if ascii_only:
        return encode_basestring_ascii(text)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return encode_basestring_ascii(text)
    return encode_basestring(text)


def _labelled(key: str, lines: list[str]) -> list[str]:
    return [f"{key}: {lines[0]}", *lines[1:]]


def _joined(
    left: str, right: str, members: list[list[str]], room: int, fill: bool = False
) -> list[str]:
    """Put members between brackets: on one line, or one below the other, or filling lines."""
    if all(len(lines) == 1 for lines in members):
        flat = left + ", ".join(lines[0] for lines in members) + right
        if len(flat) <= room:
            return [flat]
        if fill:
            members = [[line] for line in _filled([lines[0] for lines in members])]
    result = [left]
    for number, lines in enumerate(members, 1):
        result += [f"  {line}" for line in lines]
        if number < len(members):
            result[-1] += ","
    result.append(right)
    return result


def _filled(members: list[str]) -> list[str]:
    lines = members[:1]
    for member in members[1:]:
        if len(lines[-1]) + len(member) < _LINE:
            lines[-1] += f", {member}"
        else:
            lines.append(member)
    return lines
