"""A text altered in a few places, as slips, converters and cuts alter it."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

Lines = list[str]


def altered(text: str, chance: Random) -> str:
    """Return the text with one to three alterations."""
    lines = text.splitlines()
    for _ in range(chance.randint(1, 3)):
        chance.choice(ALTERATIONS)(lines, chance)
    return "\n".join(lines) + "\n"


def _at(lines: Lines, chance: Random) -> int:
    """Return the index of a line in which something stands."""
    there = [index for index, line in enumerate(lines) if line.strip()]
    return chance.choice(there)


def _lose(lines: Lines, chance: Random) -> None:
    """Lose one to three lines."""
    at = _at(lines, chance)
    del lines[at : at + chance.randint(1, 3)]


def _double(lines: Lines, chance: Random) -> None:
    at = _at(lines, chance)
    lines.insert(at, lines[at])


def _swap(lines: Lines, chance: Random) -> None:
    """Let a line stand after one of the three that follow it."""
    at = _at(lines, chance)
    line = lines.pop(at)
    lines.insert(at + chance.randint(1, 3), line)


def _break(lines: Lines, chance: Random) -> None:
    """Break a line, and perhaps its pieces, so that it goes on over up to six."""
    at = _at(lines, chance)
    for _ in range(chance.choice((1, 1, 2, 3, 5))):
        line = lines[at]
        middle = chance.randint(0, len(line))
        lines[at : at + 1] = [line[:middle], line[middle:]]


def _join(lines: Lines, chance: Random) -> None:
    """Let the lines up to three below go on in one."""
    at = _at(lines, chance)
    end = at + chance.randint(2, 4)
    lines[at:end] = [chance.choice(("", " ", "\t")).join(lines[at:end])]


def _blank(lines: Lines, chance: Random) -> None:
    at = _at(lines, chance)
    lines[at:at] = [""] * chance.randint(1, 4)


def _stray(lines: Lines, chance: Random) -> None:
    """Let something stand on a line of its own that is no part of the report."""
    lines.insert(_at(lines, chance), chance.choice(STRAYS))


def _space(lines: Lines, chance: Random) -> None:
    """Put white space into a line."""
    at = _at(lines, chance)
    middle = chance.randint(0, len(lines[at]))
    space = chance.choice((" ", "  ", "    ", "\t", "\t\t", "|", " | ", "\u3000"))
    lines[at] = lines[at][:middle] + space + lines[at][middle:]


def _slip(lines: Lines, chance: Random) -> None:
    """Lose or double a character, or write another."""
    at = _at(lines, chance)
    middle = chance.randrange(len(lines[at]))
    before, slip, after = lines[at][:middle], lines[at][middle], lines[at][middle + 1 :]
    lines[at] = before + chance.choice(("", slip * 2, "口", "1", "0", "、")) + after


def _number(lines: Lines, chance: Random) -> None:
    """Write another digit, or a sign in place of one."""
    there = [index for index, line in enumerate(lines) if any(map(str.isdigit, line))]
    at = chance.choice(there)
    places = [place for place, character in enumerate(lines[at]) if character.isdigit()]
    place = chance.choice(places)
    sign = chance.choice(("1", "2", "9", "10", "99", "100", "-", "/", "", "1.5", "-1"))
    lines[at] = lines[at][:place] + sign + lines[at][place + 1 :]


def _end(lines: Lines, chance: Random) -> None:
    """End the text after a line."""
    del lines[max(_at(lines, chance), 5) :]


#: What stands between the lines of a page.
STRAYS = (
    *(
        "3",
        "- 3 -",
        "第3页 共5页",
        "合计",
        "（续表）",
        "单位：件",
        "注：以上数据截至12月31日。",
        "0",
    ),
    *(
        "一、总体情况",
        "四、行政复议、行政诉讼情况",
        "2023年1月20日",
        "附件：1.统计表",
        "0\t0\t0",
        "其他",
    ),
    *("（一）予以公开", "本年度办理结果", "说明", "首页 > 政府信息公开", "*", "—", "12 3 4"),
)
ALTERATIONS: tuple[Callable[[Lines, Random], None], ...] = (
    *(_lose, _double, _swap, _break, _break, _join, _blank, _stray, _stray, _space, _space),
    *(_slip, _slip, _number, _number, _end),
)
