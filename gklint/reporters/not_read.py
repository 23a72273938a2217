"""The files in the folders of a run that were not read, for people: each is named with why."""

from __future__ import annotations

from collections.abc import Iterator

from gklint.checking.runs import Skipped, Totals
from gklint.reporters import Options
from gklint.reporters.terminal import paint
from gklint.support.bilingual import Text
from gklint.support.printable import shown

_TITLE = Text("没有读的文件（{n} 个）：", "files that were not read ({n}):")
_LINE = Text("{path}：{reason}", "{path}: {reason}")
_NO_DOCUMENTS = Text(
    "另有 {n} 个数据、程序等文件不是文档：{names}",
    "{n} more files of data, programs and the like are no documents: {names}",
)
_MORE = Text(" 等", ", …")
#: Of what is no document so many are named.
_MOST = 4

_COUNTED = Text("{n} 个文件没有读", "{n} files were not read")
_LEFT_OUT = Text("按 exclude 或 .gitignore 排除 {n} 项", "{n} left out by exclude or .gitignore")


def counted(totals: Totals, language: str) -> list[str]:
    """Return how much was not read and left out in the folders of the run, for its last line."""
    counts = ((_COUNTED, len(totals.skipped)), (_LEFT_OUT, totals.left_out))
    return [words.say(language, {"n": count}) for words, count in counts if count]


def lines(totals: Totals, language: str, encoding: str = "utf-8") -> Iterator[str]:
    """Yield a line for each file that was not read, and one for all that are no documents."""
    others = []
    for skipped in totals.skipped:
        if skipped.may_be_report:
            yield line(skipped, language, encoding)
        else:
            others.append(skipped)
    if others:
        separator = ", " if language == "en" else "、"
        names = separator.join(shown(one.path, encoding) for one in others[:_MOST])
        names += _MORE.say(language) if len(others) > _MOST else ""
        yield _NO_DOCUMENTS.say(language, {"n": len(others), "names": names})


def line(skipped: Skipped, language: str, encoding: str = "utf-8") -> str:
    """Return one file that was not read, with why."""
    reason = shown(skipped.reason.say(language), encoding)
    return _LINE.say(language, {"path": shown(skipped.path, encoding), "reason": reason})


def section(totals: Totals, options: Options) -> str:
    """Return the lines that name all files that were not read; empty without any."""
    if not totals.skipped:
        return ""
    title = _TITLE.say(options.language, {"n": len(totals.skipped)})
    shown_lines = [paint(title, "yellow", options.colour)]
    shown_lines += [f"  {one}" for one in lines(totals, options.language, options.encoding)]
    return "\n" + "".join(f"{one}\n" for one in shown_lines)
