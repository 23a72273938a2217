"""The grammar `grammars/report.lark`: Source → tree of lines."""

from __future__ import annotations

from functools import lru_cache

from gklint.model.source import Source
from gklint.parsing import lalr
from gklint.parsing.lines import LineLexer
from gklint.parsing.tree import Tree
from gklint.support.built import built, grammar_files
from gklint.support.json_values import JsonType

GRAMMAR = "report.lark"


class Parser:
    """Puts the lines of a text together as a grammar says."""

    def __init__(self, tables: lalr.ParseTables) -> None:
        self._tables = tables
        self._lexer = LineLexer(tables.patterns)

    def parse(self, source: Source) -> Tree:
        """Return the tree of the source's lines; raises GrammarError where it has none."""
        return lalr.tree_by(self._tables, self._lexer.lex(source))


def tree_of(source: Source) -> Tree:
    """Return the tree of the source's lines; any text at all has one."""
    return _parser().parse(source)


def load_tables() -> lalr.ParseTables:
    """Return the tables of the grammar that ships with gklint."""
    text = grammar_files("", GRAMMAR)[GRAMMAR]
    kind = JsonType[lalr.ParseTables](lalr.ParseTables)
    return built("parser", [text], ["parsing/lalr.py"], kind, lambda: lalr.build_tables(text))


@lru_cache(maxsize=1)
def _parser() -> Parser:
    return Parser(load_tables())
