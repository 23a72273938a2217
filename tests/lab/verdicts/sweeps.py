"""Reports in which one thing has a length or a number that is swept over the limits of the code.

`length paragraph 24` has a paragraph of 24 characters, `count parts 3` a sum of three parts. So the
last value that a limit allows and the first that it does not come up, whatever the limit.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from gklint.testing.changes import Change

#: Around these values the code draws lines: lengths in characters, numbers of things.
LIMITS = (2, 4, 6, 8, 10, 12, 15, 18, 20, 24, 30, 32, 40, 60, 80, 100, 120, 200, 300)
LENGTHS = sorted({length for limit in LIMITS for length in (limit - 1, limit, limit + 1)})
COUNTS = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 20, 21)
_FILLER = "这里的工作按照要求认真组织稳步推进并且取得了较好的成效"


def words(length: int) -> str:
    """Return so many characters that say nothing a rule looks for."""
    return (_FILLER * (length // len(_FILLER) + 1))[:length]


def _overview(*body: str) -> list[Change]:
    return [{"section": 1, "body": list(body)}]


def _after(where: str, lines: str) -> list[Change]:
    """Put lines below one that begins so."""
    return [{"replace": where, "with": f"{where}\n{lines}"}]


def _several(count: int, write: Callable[[int], str], between: str) -> str:
    return between.join(write(number) for number in range(1, count + 1))


_NEW = "一、本年新收政府信息公开申请数量"
_DONE = "我办收到政府信息公开申请8件。"

#: Where something of a length can stand.
LENGTH: Mapping[str, Callable[[int], list[Change]]] = {
    "paragraph": lambda n: _overview(words(n - 1) + "。", _DONE),
    "paragraph without a stop": lambda n: _overview(words(n), "收到政府信息公开申请8件。"),
    "line of a paragraph": lambda n: _overview(f"{words(n)}\n收到政府信息公开申请8件。"),
    "between words and number": lambda n: _overview(f"收到政府信息公开申请{words(n)}8件。"),
    "between number and topic": lambda n: _overview(f"政府信息公开申请{words(n)}，收到9件。"),
    "before a number": lambda n: _overview(f"{words(n)}收到政府信息公开申请9件。"),
    "between whole and parts": lambda n: _overview(
        f"收到政府信息公开申请8件，{words(n)}，其中自然人5件、商业企业4件。"
    ),
    "between sentences": lambda n: _overview(f"收到申请8件。{words(n)}。上年为5件，增长50%。"),
    "word of a part": lambda n: _overview(f"发布信息30条，其中{words(n)}10条，其他21条。"),
    "run-in heading": lambda n: _overview(f"（一）{words(n)}。收到申请9件。", f"{words(n)}：8件。"),
    "sub-heading": lambda n: _overview(f"（一）{words(n - 3)}", "收到政府信息公开申请9件。"),
    "heading": lambda n: [{"append": f"七、{words(n - 2)}\n{words(30)}。\n"}],
    "heading of a part": lambda n: [{"section": 4, "heading": f"四、行政复议诉讼{words(n - 8)}"}],
    "title": lambda n: [{"title": [f"{words(n - 19)}2023年政府信息公开工作年度报告"]}],
    "line above the title": lambda n: [{"title": [words(n), "2023年政府信息公开工作年度报告"]}],
    "preamble": lambda n: [
        {"preamble": [f"根据《政府信息公开条例》{words(n)}，统计期限为2023年1月1日至12月31日。"]}
    ],
    "line above a table": lambda n: _after("三、收到和处理政府信息公开申请情况", words(n)),
    "row that the form has not": lambda n: [
        {"insert_row": "applications.full_disclosure", "text": words(n), "cells": ["1"] * 7}
    ],
    "line in a table": lambda n: _after("（一）予以公开", words(n)),
    "label": lambda n: [{"label": "applications.other.other", "text": f"3.其他{words(n)}"}],
    "label of a group": lambda n: [{"label": "applications.denied", "text": words(n)}],
    "cell": lambda n: [{"cell": "applications.new.total", "text": f"8（{words(n)}）"}],
    "number": lambda n: [{"cell": "applications.new.total", "text": "1" * n}],
    "number of the prose": lambda n: _overview(f"收到政府信息公开申请{'1' * n}件。"),
    "signature": lambda n: [{"closing": [f"{words(n)}办公室", "2024年1月20日"]}],
    "below the signature": lambda n: [{"append": f"{words(n)}\n附件：{words(n)}\n"}],
    "part five": lambda n: [
        {"section": 5, "body": [f"（一）问题。{words(n)}。改进：{words(n)}。"]}
    ],
    "part six": lambda n: [{"section": 6, "body": [words(n) + "。"]}],
    "part six without fees": lambda n: [{"section": 6, "body": [f"信息处理费{words(n)}0元。"]}],
    "abbreviation": lambda n: _overview(f"青禾市{words(n)}局（以下简称“{words(n)}”）收到申请8件。"),
    "law": lambda n: _overview(f"按照《{words(n)}》和{words(n)}条例，收到申请8件。"),
    "between a law and its number": lambda n: _overview(
        f"《中华人民共和国政府信息公开条例》{words(n)}（国务院令第492号），收到申请8件。"
    ),
    "before a year": lambda n: _overview(f"{words(n)}2022年，收到8件。2021年{words(n)}，发文2件。"),
    "accountability": lambda n: _overview(f"（五）监督保障。责任追究{words(n)}情况：{words(n)}。"),
    "placeholder": lambda n: _overview(f"收到申请{'X' * n}件，XX{words(n)}局。{'_' * n}"),
    "phone": lambda n: _overview(f"联系{words(n)}：13800138000。电话13900139000{words(n)}。"),
    "mixed marks": lambda n: _overview(f"{words(n)},收到申请8件.{words(n)}，完成."),
}


def _rows(count: int) -> list[str]:
    return [
        *("state_secret", "prohibited_by_law", "three_safeties_one_stability"),
        *("third_party_rights", "internal_affairs", "process_information", "enforcement_files"),
        "administrative_inquiry",
    ][:count]


_PARTS = (
    *("总体情况", "主动公开政府信息情况", "收到和处理政府信息公开申请情况"),
    *("政府信息公开行政复议、行政诉讼情况", "存在的主要问题及改进情况", "其他需要报告的事项"),
)
_LENGTH_OF_RULES: Mapping[str, Callable[[int], list[Change]]] = {
    "date above the text": lambda n: [{"preamble": [f"{words(n - 10)}2024年1月20日", words(30)]}],
    "date on the line of the signature": lambda n: [{"closing": [f"{words(n - 10)}2024年1月20日"]}],
    "line on the year": lambda n: [{"title": [f"云林市甲局{words(n - 9)}", "（2023年）年度报告"]}],
    "overview": lambda n: _overview(words(n - 1) + "。"),
    "overview on topics": lambda n: _overview(f"主动公开，依申请公开，监督保障{words(n)}。"),
    "heading of a topic": lambda n: _overview(
        *(
            "（一）主动公开。",
            f"（二）{words(n - 8)}依申请公开",
            "（三）信息管理。",
            "（四）平台建设。",
        )
    ),
    "topic behind words": lambda n: _overview(f"{words(n)}监督保障情况。责任追究0人。"),
    "paragraph without its end": lambda n: _overview(
        f"收到申请8件{words(n - 6)}", "其中自然人9件。"
    ),
    "mark of a language": lambda n: _overview(f"<{'a' * (n - 2)}> **{words(n - 4)}** {words(9)}。"),
    "word and its law": lambda n: _overview(f"国务院令第492号{words(n)}政府信息公开条例。"),
    "fee behind words": lambda n: [{"section": 6, "body": [f"信息处理费{words(n)}500元。"]}],
    "carried year": lambda n: _overview(f"2022年{words(n)}结转1件。结转{words(n)}2022年继续。"),
    "changed number": lambda n: _overview(f"收到申请8件，{words(n)}比上年的5件增加4件。"),
    "words between a number and its share": lambda n: _overview(f"予以公开4件，{words(n)}占51%。"),
    "stranger among labels": lambda n: [
        {"replace": "（一）予以公开", "with": f"{words(n)}\n（一）予以公开"}
    ],
}
_COUNT_OF_RULES: Mapping[str, Callable[[int], list[Change]]] = {
    "parts that the preamble lists": lambda n: [
        {"preamble": [f"本报告由{'、'.join(_PARTS[:n])}等{'六五'[n % 2]}个部分组成。"]}
    ],
    "parts that are gone": lambda n: [
        {"section": number, "drop": True} for number in range(1, min(n, 5) + 1)
    ],
    "parts of another document": lambda n: [
        {"title": ["云林市甲局2023年法治政府建设年度报告"]},
        *({"section": number, "drop": True} for number in range(7 - min(n, 6), 7)),
    ],
    "reports that are listed": lambda n: [
        {"text": "\n".join(f"云林市甲局20{10 + k}年政府信息公开工作年度报告" for k in range(n))}
    ],
    "half-width marks": lambda n: _overview(f"{words(4)},{words(4)}" * n + f"，{words(3)}；" * 3),
    "damaged characters": lambda n: _overview(
        "锟斤拷é" * (n % 4) + "\ue000" * (n // 4) + "收到8件。"
    ),
    "placeholders": lambda n: _overview(f"{'X' * n}年，某{'某' * n}局收到{'×' * n}件。{'_' * n}"),
    "blank cells of a group": lambda n: [
        {"cell": f"review.{row}.{column}", "text": ""}
        for row, column in [
            (row, column)
            for row in ("reconsideration", "litigation_direct")
            for column in ("upheld", "corrected", "other", "pending", "total")
        ][:n]
    ],
    "headers gone": lambda n: [
        {"header": f"applications.{column}", "text": "其他栏"}
        for column in ("natural_person", "commercial_enterprise", "research_institution", "total")[
            : n % 5
        ]
    ],
    "labels with a slip": lambda n: [
        {"label": f"applications.denied.{row}", "text": f"{k + 1}.{words(6 + k)}"}
        for k, row in enumerate(_rows(n))
    ],
    "numbers of a paragraph": lambda n: _overview(
        f"收到申请{'、'.join(str(8 + k) for k in range(n))}件，分别来自自然人、企业。"
    ),
    "results in a list": lambda n: _overview(
        "办结8件，"
        + "，".join(
            f"{name}{k}件"
            for k, name in enumerate(("予以公开", "部分公开", "不予公开", "其他")[:n])
        )
    ),
    "years that are spoken of": lambda n: [
        {"title": ["云林市甲局政府信息公开工作年度报告"]},
        {"section": 1, "body": [f"2022年{words(6)}。" * n + "2023年收到8件。"]},
    ],
}

#: What there can be several of.
COUNT: Mapping[str, Callable[[int], list[Change]]] = {
    "parts": lambda n: _overview(
        f"发布信息{n * 10}条，其中{_several(n, lambda k: f'{words(k + 1)}{9 + k}条', '、')}。"
    ),
    "parts that add up": lambda n: _overview(
        f"发布信息{n * 10}条，包括{_several(n, lambda k: f'{words(k + 1)}10条', '，')}。"
    ),
    "parts behind a colon": lambda n: _overview(
        f"收到政府信息公开申请8件：{_several(n, lambda k: f'{words(k + 1)}{k}件', '；')}。"
    ),
    "applications": lambda n: _overview(f"收到政府信息公开申请{n}件，予以公开{n}件，占{n}%。"),
    "rough numbers": lambda n: _overview(f"收到政府信息公开申请{n}余件，约{n}成为近{n}件。"),
    "share": lambda n: _overview(f"收到政府信息公开申请8件，办结{n}件，占{n * 100 / 8:.1f}%。"),
    "growth": lambda n: _overview(
        f"收到申请8件，比上年{n}件增加{8 - n}件，增长{800 // n - 100}%。"
    ),
    "headings in part one": lambda n: _overview(
        *(f"（{'一二三四五六七八九十'[k % 10]}）{words(9)}。{words(20)}。" for k in range(n))
    ),
    "numbered points": lambda n: _overview(*(f"{k}.{words(12)}。" for k in range(n) if k != 3)),
    "paragraphs of part five": lambda n: [
        {
            "section": 5,
            "body": [f"{words(12)}不够。"] * (n // 2) + [f"下一步将{words(12)}。"] * (n % 5),
        }
    ],
    "boxes": lambda n: _overview(f"{'□' * n}收到申请8件{'?' * n}。"),
    "marks": lambda n: _overview(f"收到,申请8件。{words(4)},{words(4)}." * n),
    "markdown": lambda n: _overview(*(f"**{words(4)}**" for _ in range(n)), "<br>" * n),
    "same paragraphs": lambda n: _overview(*[f"{words(31)}。"] * n),
    "years": lambda n: _overview(f"2022年{words(5)}。" * n),
    "abbreviations": lambda n: _overview(f"信息公开办公室（以下简称“公开办”）{words(5)}。" * n),
    "wrong rows": lambda n: [
        {"cell": f"applications.denied.{row}.total", "text": "3"} for row in _rows(n)
    ],
    "blank rows": lambda n: [
        {"cell": f"applications.denied.{row}.{column}", "text": ""}
        for row in _rows(n)
        for column in ("natural_person", "total")
    ],
    "odd rows": lambda n: [
        {"cell": f"applications.denied.{row}.total", "text": "约3件"} for row in _rows(n)
    ],
    "rows gone": lambda n: [{"drop_row": f"applications.denied.{row}"} for row in _rows(n)],
    "rows twice": lambda n: [{"duplicate_row": f"applications.denied.{row}"} for row in _rows(n)],
    "rows that the form has not": lambda n: [
        {"insert_row": "applications.new", "text": f"{words(5 + k)}", "cells": ["0"] * 7}
        for k in range(n)
    ],
    "blank lines": lambda n: _after("三、收到和处理政府信息公开申请情况", "\n" * n),
    "lines of prose before a table": lambda n: _after(
        "三、收到和处理政府信息公开申请情况", "\n".join([f"{words(18)}。"] * n)
    ),
    "lines below the signature": lambda n: [{"append": f"{words(9)}\n" * n}],
    "lines above the title": lambda n: [{"preamble": [words(9)] * n}],
    "reasons": lambda n: _overview(
        f"不予公开{n}件，其中{_several(n, lambda k: f'属于{words(k + 2)}的1件', '，')}。"
    ),
    "sentences between": lambda n: _overview(f"收到申请8件。{f'{words(6)}。' * n}其中自然人9件。"),
}


LENGTH = {**LENGTH, **_LENGTH_OF_RULES}
COUNT = {**COUNT, **_COUNT_OF_RULES}


def swept(argument: str, of: Mapping[str, Callable[[int], list[Change]]]) -> list[Change]:
    """Return the changes that put a thing of a length, or so many of it, into a report."""
    what, _, number = argument.rpartition(" ")
    return of[what](int(number))
