"""Comments in a report's text that speak to gklint and are no part of the report.

On a line of its own, or behind the text that it is about, in a table up to the next border::

    # gklint: ignore GK301 -- 总计以台账为准
    <!-- gklint: ignore GK301, balance 理由：总计以台账为准 -->
    # gklint：全文忽略 GK111 理由：经主管部门同意

A comment of HTML may take several lines.

`ignore` (忽略) speaks of what follows, `ignore-file` (全文忽略) of the whole file. Then come codes
or names of rules, then the reason. What parses a report does not see a comment; line numbers stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

#: Without this word, whatever its case, there is no comment in a text; all else is looked at later.
SIGN = "gklint"

_SPEAKS = rf"[ \t\u3000]*{SIGN}[ \t\u3000]*[:：]"
#: Behind other text “#” begins a comment where white space or a border stands before it.
_COMMENT = re.compile(
    rf"<!--{_SPEAKS}(.{{0,2000}}?)-->|^[\s\ufeff]*[#＃]{_SPEAKS}(.*)"
    rf"|(?<=[\s|｜│])[#＃]{_SPEAKS}([^|｜│\t]*)",
    re.IGNORECASE,
)
#: A comment of HTML whose end is not on its line.
_OPENED = re.compile(rf"<!--{_SPEAKS}((?:(?!-->).)*)$", re.IGNORECASE)
_CLOSED = "-->"
#: So many lines are looked through for it.
_MOST_LINES = 20
_KEYWORD = re.compile(
    r"[\s:：]*(?:((?i:ignore-file)|全文忽略|忽略全文)|((?i:ignore)|忽略))(?![a-z-])[\s:：=(（\[]*(.*)",
    re.DOTALL,
)
#: What parts the rules from the reason; without it, the reason begins with the first character that
#: neither codes nor names have.
_PARTS = re.compile(r"(?:(?:--+|[—–―]+|(?:理由|原因|(?<![\w-])(?i:reason))\s*[:：=])\s*)+")
_RULES = re.compile(r"(?:[A-Za-z][A-Za-z0-9_-]*|[\s,，、;；])*[\])）]?")
_RULE = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


#: What looks like a comment, wherever it stands.
_STRAY = re.compile(
    rf"(?:<!--|[#＃])?[ \t\u3000]*{SIGN}[ \t\u3000]*[:：]?[ \t\u3000]*"
    r"(?:ignore|忽略|全文忽略)[^|｜│\t]*",
    re.IGNORECASE,
)


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
    for index, line in enumerate(kept):
        if SIGN not in line.lower():
            continue
        matches = list(_COMMENT.finditer(line))
        if matches:
            line = _COMMENT.sub(lambda match: " " * len(match.group()), line).rstrip()
        opened = _OPENED.search(line)
        last = _last_line(kept, index) if opened else index
        behind = ""
        if opened:
            behind = _from_lines(kept, index, last)
            line = line[: opened.start()].rstrip()
        found += (_comment(match, index + 1, not line) for match in matches)
        if opened:
            found.append(_of_lines(opened, behind, index + 1, not line))
        kept[index] = line
    return tuple(kept), tuple(found)


def _last_line(lines: list[str], first: int) -> int:
    """Return the index of the line that ends a comment; that of its first where none does."""
    for index in range(first + 1, min(first + _MOST_LINES, len(lines))):
        if _CLOSED in lines[index]:
            return index
    return first


def _from_lines(lines: list[str], first: int, last: int) -> str:
    """Take what a comment says out of the lines behind its first one, and return it; where it has
    no end nothing is taken."""
    if first == last:
        return ""
    end = lines[last].index(_CLOSED)
    inside = [*lines[first + 1 : last], lines[last][:end]]
    behind = " " * (end + len(_CLOSED)) + lines[last][end + len(_CLOSED) :]
    lines[first + 1 : last + 1] = [*[""] * (last - first - 1), behind.rstrip()]
    return "\n" + "\n".join(inside)


def _of_lines(opened: re.Match[str], behind: str, line: int, alone: bool) -> Comment:
    """Return a comment that begins on a line and ends on another, or nowhere: then it says
    nothing."""
    start, end = opened.start() + 1, opened.end() + 1
    keyword = _KEYWORD.match(opened[1] + behind) if behind else None
    if keyword is None:
        return Comment(line, start, end, alone, "", False, (), "")
    rules, reason = _rules_and_reason(keyword[3])
    offset = opened.start(1) + keyword.start(3)
    placed = (
        (word, column if column + len(word) <= end else start)
        for word, column in _placed(rules, offset)
    )
    reason = re.sub(r"\s*\n\s*", " ", reason)
    file_too = keyword[1] is not None
    return Comment(
        line, start, end, alone, keyword[1] or keyword[2], file_too, tuple(placed), reason
    )


def _comment(match: re.Match[str], line: int, alone: bool) -> Comment:
    group = match.lastindex or 1
    start = match.start() + len(match.group()) - len(match.group().lstrip())
    end = match.start() + len(match.group().rstrip())
    keyword = _KEYWORD.match(match[group])
    if keyword is None:
        return Comment(line, start + 1, end + 1, alone, "", False, (), "")
    rest, offset = keyword[3], match.start(group) + keyword.start(3)
    rules, reason = _rules_and_reason(rest)
    return Comment(
        line,
        start + 1,
        end + 1,
        alone,
        keyword[1] or keyword[2],
        keyword[1] is not None,
        tuple(_placed(rules, offset)),
        reason,
    )


def strays(lines: Iterable[str]) -> Iterator[tuple[int, int, int]]:
    """Yield line and columns (from 1, the end exclusive) of what looks like a comment and is part
    of the text: of a document, or of a text where “#” is missing or stands behind other words."""
    for number, line in enumerate(lines, 1):
        if SIGN in line.lower():
            for match in _STRAY.finditer(line):
                yield number, match.start() + 1, match.end() + 1


def _rules_and_reason(rest: str) -> tuple[str, str]:
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
