"""The Lark parser of `grammars/report.lark`: Source → tree of lines."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO

import lark

from gklint.model.source import Source
from gklint.parsing.lines import LineLexer
from gklint.support.compiled import compiled, grammar_files

GRAMMAR = "report.lark"


def tree_of(source: Source) -> lark.ParseTree:
    """Return the tree of the source's lines; any text at all has one."""
    return _parser().parse(source)


@lru_cache(maxsize=1)
def _parser() -> lark.Lark:
    text = grammar_files("", GRAMMAR)[GRAMMAR]
    saved = compiled("grammar", __file__, [text, lark.__version__], lambda: _save(text))
    return lark.Lark.load(BytesIO(saved))


def _save(text: str) -> bytes:
    """Return the tables built from the grammar, as Lark saves them."""
    parser = lark.Lark(text, start="report", parser="lalr", lexer=LineLexer)
    file = BytesIO()
    parser.save(file)
    return file.getvalue()
