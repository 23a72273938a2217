"""Reading costs in proportion to the text: no line is held against all others."""

from __future__ import annotations

import gc
from time import process_time

import pytest

from gklint.model.source import source_of_text
from gklint.parsing import parse

HEAD = "青禾市人民政府\n2023年政府信息公开工作年度报告\n一、总体情况\n"
PART_TWO = f"{HEAD}二、主动公开政府信息情况\n第二十条第（一）项\n"
PART_THREE = f"{HEAD}三、收到和处理政府信息公开申请情况\n"
ROW = "一、本年新收政府信息公开申请数量" + "\t1" * 7 + "\n"

#: What stands many times, and what stands before it.
REPEATED = {
    "headings": (HEAD, "一、总体情况\n"),
    "headings after another one": ("二、主动公开政府信息情况\n", "一、总体情况\n"),
    "headings near known ones": (HEAD, "三、受理和办结申请信息的情形\n"),
    "parts with a table": ("", PART_THREE + ROW),
    "rows": (PART_THREE, ROW),
    "rows of a group that are blank": (PART_THREE, "（六）其他处理" + "\t" * 7 + "\n" + ROW),
    "rows that the form does not have": (PART_THREE + ROW, "收到信息数量上年\t1\t2\t3\n"),
    "labels with a number": (PART_THREE + ROW, "收到信息数量上年\n3\n"),
    "rows without a name": (PART_TWO, "第二十条第（一）项\n申请本年公开\t1\t2\t3\n"),
    "headers after rows": (PART_TWO, "规章\t1\t2\t3\n信息内容\t本年制发件数\n"),
    "groups of part four": (f"{HEAD}四、行政复议、行政诉讼情况\n", "行政复议\n结果维持\n1\n"),
    "lines of a sentence": (HEAD, "这一年按要求做了有关工作，各项任务都按照时间安排\n"),
    "signatures": (HEAD + "正文。\n", "青禾市人民政府\n"),
    "notes": (PART_THREE + ROW, "5 （注）"),
    "spaces": (PART_THREE + ROW, "    "),
    "digits": (PART_THREE + ROW, "1 "),
    "brackets": (PART_THREE + ROW, "("),
    "dashes": (HEAD, "-"),
}


def seconds(before: str, part: str, times: int) -> float:
    """Return how long reading takes, the best of four."""
    source = source_of_text(before + part * times + "x")
    best = float("inf")
    # Else what the tests before have left is gone through again and again, more often for a longer
    # text.
    gc.disable()
    try:
        for _ in range(4):
            start = process_time()
            parse(source)
            best = min(best, process_time() - start)
    finally:
        gc.enable()
    return best


@pytest.mark.parametrize("name", REPEATED)
def test_four_times_the_text_takes_about_four_times_as_long(name: str) -> None:
    before, part = REPEATED[name]
    # What is constant would hide what is not: it is no more than a few milliseconds.
    assert seconds(before, part, 2400) < 7 * seconds(before, part, 600) + 0.02
