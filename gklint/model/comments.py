"""Comments in a report's text that speak to gklint and are no part of the report.

On a line of its own, or in Markdown also behind the text that it is about::

    # gklint: ignore GK301 -- 总计以台账为准
    <!-- gklint: ignore GK301, balance 理由：总计以台账为准 -->
    # gklint：全文忽略 GK111 理由：经主管部门同意

`ignore` (忽略) speaks of what follows, `ignore-file` (全文忽略) of the whole file. Then come codes
or names of rules, then the reason. What parses a report does not see a comment; line numbers stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

#: Without this word, whatever its case, there is no comment in a text; all else is looked at later.
SIGN = "gklint"

_SPEAKS = rf"[ \t\u3000]*{SIGN}[ \t\u3000]*[:：]"
#: Only a comment of HTML can stand behind other text: “#” there may be part of it.
_COMMENT = re.compile(
    rf"<!--{_SPEAKS}(.{{0,2000}}?)-->|^[\s\ufeff]*[#＃]{_SPEAKS}(.*)", re.IGNORECASE
)
_KEYWORD = re.compile(
    r"[\s:：]*(?:((?i:ignore-file)|全文忽略|忽略全文)|((?i:ignore)|忽略))(?![a-z-])[\s:：=(（\[]*(.*)",
    re.DOTALL,
)
#: What parts the rules from the reason; without it, the reason begins with the first character that
#: neither codes nor names have.
_PARTS = re.compile(r"(?:(?:--+|[—–―]+|(?:理由|原因|(?<![\w-])(?i:reason))\s*[:：=])\s*)+")
_RULES = re.compile(r"(?:[A-Za-z][A-Za-z0-9_-]*|[\s,，、;；])*[\])）]?")
_RULE = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


class Comment(NamedTuple):
    """A comment: its line and columns (from 1, the end exclusive), and what it says.

    `alone` says that nothing else stands on the line, `whole_file` that it speaks of all of the
    file. `rules` are the codes and names as written, each with its column. `keyword` is "" for a
    comment that says something else than to ignore.
    """

    line: int
    column: int
    end_column: int
    alone: bool
    keyword: str
    whole_file: bool
    rules: tuple[tuple[str, int], ...]
    reason: str


def taken_out(lines: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[Comment, ...]]:
    """Return the lines without the comments in them, and the comments in their order.

    There are as many lines as before, and what stands before or behind a comment keeps its column.
    """
    kept = list(lines)
    found: list[Comment] = []
    for number, line in enumerate(lines, 1):
        if SIGN not in line.lower():
            continue
        matches = list(_COMMENT.finditer(line))
        if matches:
            line = _COMMENT.sub(lambda match: " " * len(match.group()), line).rstrip()
        found += (_comment(match, number, not line) for match in matches)
        kept[number - 1] = line
    return tuple(kept), tuple(found)


def _comment(match: re.Match[str], line: int, alone: bool) -> Comment:
    group = 1 if match[1] is not None else 2
    start = match.start() + len(match.group()) - len(match.group().lstrip())
    end = match.start() + len(match.group().rstrip())
    said = _KEYWORD.match(match[group])
    if said is None:
        return Comment(line, start + 1, end + 1, alone, "", False, (), "")
    rest, offset = said[3], match.start(group) + said.start(3)
    rules, reason = _parted(rest)
    return Comment(
        line,
        start + 1,
        end + 1,
        alone,
        said[1] or said[2],
        said[1] is not None,
        tuple(_placed(rules, offset)),
        reason,
    )


def _parted(rest: str) -> tuple[str, str]:
    """Return the list of rules and the reason."""
    parts = _PARTS.search(rest)
    written = rest[: parts.start()].rstrip() if parts else rest
    rules = _RULES.match(written)
    end = rules.end() if rules else 0
    # 「GK301（已核对）——详见台账」: all that is no list of rules is the reason.
    reason = rest[end:] if end < len(written) else rest[parts.end() :] if parts else ""
    return rest[:end], reason.strip()


def _placed(rules: str, offset: int) -> Iterator[tuple[str, int]]:
    for match in _RULE.finditer(rules):
        yield match.group(), offset + match.start() + 1
