"""How much a file may ask of its reader, and the error for one that asks more.

A report is small. What goes beyond these limits is no report, or was made to do harm (a zip bomb, a
table of a million cells): the file is unreadable, its reason names the limit, and the run goes on.
"""

import time
from typing import NamedTuple

from gklint.support.bilingual import Text
from gklint.support.patterns import lazily


class UnreadableFile(Exception):
    """A file that cannot be read at all; `reason` says why, and behind a colon, semicolon or comma
    what to do (`split_reason`)."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason.en)
        self.reason = reason


#: Where what to do begins in a reason: 请…, in English a verb.
_TO_DO_ZH = lazily(r"[；：，](?=请)")
_TO_DO_EN = lazily(
    r"[;:] (?=(?:ask|check|export|get|hand|install|open|raise|rename|run|save|unpack)\b)"
)


def split_reason(reason: Text) -> tuple[Text, Text | None]:
    """Return why a file cannot be read, and what to do; None where the reason does not say."""
    zh, en = _TO_DO_ZH.search(reason.zh), _TO_DO_EN.search(reason.en)
    if zh is None or en is None:
        return reason, None
    why = Text(reason.zh[: zh.start()], reason.en[: en.start()])
    return why, Text(reason.zh[zh.end() :], reason.en[en.end() :])


#: What to do where a file is over a limit.
_RAISE = Text(
    "；请核对是不是年度报告，确实是的，在配置中调高 limits.{name}",
    "; check whether it is a report, and if so raise limits.{name} in the configuration",
)


class Limits(NamedTuple):
    """What one file may ask for at most; each can be set in the configuration under `limits`.

    `file_mib` is the size of the file, `unpacked_mib` that of all members of a packed document
    together, in MiB; `ratio` how many times a member may grow when unpacked; `members` how many
    there may be; `nesting` how deep elements or tables may stand in one another; `elements` how
    many elements and attributes one XML part or web page may have; `pages`, `cells`, `characters`
    (of the text that is read out of it) and `seconds` are of the whole document.
    """

    file_mib: int = 20
    unpacked_mib: int = 200
    ratio: int = 200
    members: int = 5_000
    nesting: int = 200
    pages: int = 500
    cells: int = 200_000
    elements: int = 2_000_000
    characters: int = 1_000_000
    seconds: int = 60

    def check(self, name: str, amount: int) -> None:
        """Raise UnreadableFile where `amount` is more than the limit `name` allows."""
        allowed = getattr(self, name)
        if amount > allowed:
            raise UnreadableFile(over(name, amount, allowed))

    def check_size(self, size: int) -> None:
        """Raise UnreadableFile for a file of so many bytes that it is over `file_mib`."""
        if size > self.file_mib * MIB:
            raise UnreadableFile(
                Text(
                    f"文件为 {size} 字节，超过上限 {self.file_mib} MiB（limits.file_mib）"
                    + _RAISE.zh.format(name="file_mib"),
                    f"the file has {size} bytes, over the limit of {self.file_mib} MiB"
                    " (limits.file_mib)" + _RAISE.en.format(name="file_mib"),
                )
            )

    def deadline(self) -> "Deadline":
        """Return a clock that runs out after `seconds`."""
        return Deadline(self.seconds, time.monotonic() + self.seconds)


class Deadline(NamedTuple):
    """When reading one file has to be done; readers ask at every page, table or thousand nodes."""

    seconds: int
    ends: float

    def check(self) -> None:
        """Raise UnreadableFile when the time is over."""
        if time.monotonic() > self.ends:
            raise UnreadableFile(over("seconds", self.seconds + 1, self.seconds))


MIB = 1024 * 1024

DEFAULT_LIMITS = Limits()

_WHAT = {
    "unpacked_mib": Text("解压后的大小（MiB）", "unpacked size in MiB"),
    "ratio": Text("压缩比", "compression ratio"),
    "members": Text("压缩包成员数", "number of members"),
    "nesting": Text("嵌套层数", "depth of nesting"),
    "pages": Text("页数", "number of pages"),
    "cells": Text("表格单元格数", "number of table cells"),
    "elements": Text("元素和属性数", "number of elements and attributes"),
    "characters": Text("字符数", "number of characters"),
    "seconds": Text("读取时间（秒）", "seconds of reading"),
}


def over(name: str, amount: int, allowed: int) -> Text:
    """Return the reason for a file that goes beyond the limit `name`."""
    what = _WHAT[name]
    return Text(
        f"{what.zh}达 {amount}，超过上限 {allowed}（limits.{name}）" + _RAISE.zh.format(name=name),
        f"{what.en}: {amount}, over the limit of {allowed} (limits.{name})"
        + _RAISE.en.format(name=name),
    )
