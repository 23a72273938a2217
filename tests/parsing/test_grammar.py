"""The grammar decides: each pattern of `grammars/report.lark` lexes its terminal, no copy does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import lark
import pytest
from lark.lexer import Lexer

import gklint.parsing
from gklint.model.report import Report
from gklint.model.source import source_of_text
from gklint.parsing import parse
from gklint.parsing.grammar import (
    GrammarError,
    LineLexer,
    Node,
    Parser,
    Token,
    build_tables,
    load_tables,
)
from gklint.support.built import grammar_files

GRAMMAR = grammar_files("", "report.lark")["report.lark"]
PATTERNS = re.findall(r"^([A-Z_]+): /", GRAMMAR, re.MULTILINE)
EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.txt"))
DECLARED = re.findall(r"^%declare ([A-Z_]+)$", GRAMMAR, re.MULTILINE)

#: Each line with the kind it must be, "" for a blank line. No agency of this name exists.
LINES = """
MASTHEAD     青禾市望溪区松林街道办事处
TITLE        2023年政府信息公开工作年度报告
DATELINE     发布日期：2024年1月12日
DATELINE     来源：松林街道
NOISE        ==========
CONTENTS     目录
CONTENTS     一、总体情况……1
CONTENTS     二、主动公开政府信息情况……2
CONTENTS     三、收到和处理政府信息公开申请情况……3

HEADING      一、总体情况
SUBHEADING   （一）主动公开
TEXT         这一年按要求做了有关工作，各项任务都按照时间
NOISE        — 1 —
CONTINUATION 安排完成，情况如下。
PAGE_NUMBER  2
TEXT         这一页从这里开始。
NOISE        \u200b\u200b
TEXT         这里是另一段。
NOISE        【打印】
HEADING      二、主动公开政府信息情况
TABLE        第二十条第（一）项
CELLS        信息内容\t本年制发件数\t本年废止件数\t现行有效件数
NOISE        ---\t---\t---\t---
NOISE        https://example.gov.cn/xxgk/nb.html        2/9
NOISE        2024/1/12 9:05
NOISE        1/12/24, 9:05 AM      松林街道2023年政府信息公开工作年度报告_门户网站
CELLS        规章\t0\t0\t0
CELLS        行政规范性文件\t1\t0\t5
HEADING      三、收到和处理政府信息公开申请情况
TABLE        一、本年新收政府信息公开申请数量
NUMBERS      3
NUMBERS      2（其中1件网上）
NUMBERS      0
NOTHING      无
NUMBERS      0
NUMBERS      0
NUMBERS      5
LABEL        二、上年结转政府信息公开申请数量
FRAGMENT     政府信息公开申
HEADING      四、政府信息公开行政复议、行
HEADING_REST 政诉讼情况
TEXT         没有发生。
HEADING      五、存在的主要问题及改进情况
TEXT         部分信息更新不及时，需要改进。
HEADING      六、其他需要报告的事项
TEXT         没有其他需要报告的事项。

SIGNED       望溪区政府2024年1月11日
SIGNATURE    青禾市望溪区松林街道办事处
DATE         2024年1月12日
REMARK       （此件公开发布）
AFTERWORD    这里的数据由有关单位提供。
"""
#: A text that ends otherwise.
OTHER_LINES = """
HEADING      六、其他需要报告的事项
TEXT         没有其他需要报告的事项。
DATE         2024年1月12日
FOOT         注：不含下属单位。
FOOT         附件下载：年度报告.docx
FOOT         主办：青禾市望溪区人民政府
"""


def pairs_of(lines: str) -> list[list[str]]:
    """Return kind and text of each line that is not blank."""
    return [line.split(None, 1) for line in lines.splitlines() if line]


def text_of(lines: str) -> str:
    return "\n".join(line.split(None, 1)[1] if line else "" for line in lines.splitlines())


TEXT, OTHER_TEXT = map(text_of, (LINES, OTHER_LINES))


def parser(grammar: str) -> Parser:
    return Parser(build_tables(grammar))


def reports_by(grammar: str, monkeypatch: pytest.MonkeyPatch) -> list[Report]:
    with monkeypatch.context() as patch:
        patch.setattr(gklint.parsing, "tree_of", parser(grammar).parse)
        return [parse(source_of_text(text)) for text in (TEXT, OTHER_TEXT)]


def without(terminal: str) -> str:
    """Return the grammar with a pattern that fits no line in the place of the terminal's own."""
    changed, count = re.subn(
        rf"^{terminal}: /.*/$", f"{terminal}: /zzzz/", GRAMMAR, flags=re.MULTILINE
    )
    assert count == 1
    return changed


def test_every_kind_of_line_is_told() -> None:
    kinds = set()
    for lines, text in ((LINES, TEXT), (OTHER_LINES, OTHER_TEXT)):
        tree = parser(GRAMMAR).parse(source_of_text(text))
        pairs = pairs_of(lines)
        assert [(token.type, str(token)) for token in tree.tokens()] == [
            (kind, written.strip()) for kind, written in pairs
        ]
        kinds |= {kind for kind, _ in pairs}
    assert kinds == {*build_tables(GRAMMAR).patterns, *DECLARED}


class LarkLexer(Lexer):
    """The tokens of `LineLexer` for Lark's own parser."""

    def __init__(self, lexer_conf: Any) -> None:
        self.lexer = LineLexer({t.name: t.pattern.to_regexp() for t in lexer_conf.terminals})

    def lex(self, source: Any) -> Iterator[lark.Token]:  # type: ignore[override]
        for token in self.lexer.lex(source):
            yield lark.Token(token.type, str(token), line=token.line)


def shape_of(node: Node | Any) -> Any:
    """Return a tree as plain values, whoever made it."""
    if isinstance(node, Token | lark.Token):
        return node.type, str(node), node.line
    return str(node.data), [shape_of(child) for child in node.children]


@pytest.mark.parametrize("path", ["", *EXAMPLES], ids=lambda path: getattr(path, "name", "all"))
def test_the_tree_is_the_one_that_lark_gives(path: Path | str) -> None:
    source = source_of_text(path.read_text(encoding="utf-8") if isinstance(path, Path) else TEXT)
    theirs = lark.Lark(GRAMMAR, start="report", parser="lalr", lexer=LarkLexer).parse(source)
    assert shape_of(parser(GRAMMAR).parse(source)) == shape_of(theirs)


def test_the_tables_that_are_kept_are_those_of_the_grammar() -> None:
    assert load_tables() == build_tables(GRAMMAR)


def test_what_the_tables_do_not_tell_is_refused() -> None:
    for rule in ("?section: HEADING HEADING_REST? _line*", "section: HEADING _line* -> part"):
        changed = re.sub(r"^section: .*$", rule, GRAMMAR, flags=re.MULTILINE)
        with pytest.raises(ValueError, match="section"):
            build_tables(changed)


@pytest.mark.parametrize("terminal", PATTERNS)
def test_a_report_is_read_otherwise_where_a_pattern_is_another(
    terminal: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = reports_by(GRAMMAR, monkeypatch)
    try:
        other = reports_by(without(terminal), monkeypatch)
    except GrammarError:
        # What no other terminal fits is text; without TEXT there is no kind for a line of prose,
        # and without INVISIBLE none for a line of which folding leaves nothing.
        assert terminal in ("TEXT", "INVISIBLE")
    else:
        assert other != read


def test_every_terminal_without_a_pattern_says_who_decides_it() -> None:
    blocks = re.findall(r"((?://.*\n)+)%declare ([A-Z_]+)$", GRAMMAR, re.MULTILINE)
    assert [name for _, name in blocks] == DECLARED
    for comment, name in blocks:
        who = re.search(r"[Dd]ecided by\s+(?://\s)?(kinds/\w+|outline)\.py", comment)
        assert who, f"nobody decides {name}"


def test_no_pattern_is_one_that_never_fits() -> None:
    assert "(?!)" not in GRAMMAR


@pytest.mark.parametrize("text", ["\u200b" * 100, "\u200b" * 61 + "x", "\ufeff\u200b", "#" * 70])
@pytest.mark.parametrize("place", ["before the title", "in the prose", "in a table"])
def test_a_line_of_invisible_characters_or_marks_stops_nothing(text: str, place: str) -> None:
    before = {
        "before the title": 0,
        "in the prose": TEXT.index("这里是另一段"),
        "in a table": TEXT.index("规章"),
    }
    at = before[place]
    report = parse(source_of_text(f"{TEXT[:at]}{text}\n{TEXT[at:]}"))
    assert [section.form.number for section in report.sections] == [1, 2, 3, 4, 5, 6]
