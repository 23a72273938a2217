"""The grammar `grammars/report.lark`: Source → tree of lines.

The lexer gives one token a line. The patterns are those of the grammar; `kinds` adds what needs
memory and the words of the form.

Lark reads the grammar and builds the tables that say how to put tokens together (LALR(1)); that
takes half as long as all else that a run does, so it is done beforehand and the tables are kept as
data. To walk through them takes no Lark: shift a token, or reduce what a rule has found (Aho,
Sethi, Ullman, Compilers, 4.7).
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache, partial
from typing import Any, NamedTuple, NoReturn

from gklint.model.source import Source
from gklint.parsing.kinds import kinds_of, lines_of
from gklint.parsing.kinds.line import GrammarError
from gklint.support.built import built, grammar_files
from gklint.support.json_values import JsonType

GRAMMAR = "report.lark"


class Parser:
    """Puts the lines of a text together as a grammar says."""

    def __init__(self, tables: ParseTables) -> None:
        self._tables = tables
        self._lexer = LineLexer(tables.patterns)

    def parse(self, source: Source) -> Tree:
        """Return the tree of the source's lines; raises GrammarError where it has none."""
        return tree_by(self._tables, self._lexer.lex(source))


def tree_of(source: Source) -> Tree:
    """Return the tree of the source's lines; any text at all has one."""
    return _parser().parse(source)


def load_tables() -> ParseTables:
    """Return the tables of the grammar that ships with gklint."""
    text = grammar_files("", GRAMMAR)[GRAMMAR]
    kind = JsonType[ParseTables](ParseTables)
    return built("parser", [text], ["parsing/grammar.py"], kind, lambda: build_tables(text))


@lru_cache(maxsize=1)
def _parser() -> Parser:
    return Parser(load_tables())


# --- the lexer ---


class LineLexer:
    """Yields a token for each line that is not blank; `patterns` are the grammar's, by terminal.

    With the grammar as it is shipped it never raises on text.
    """

    def __init__(self, patterns: Mapping[str, str]) -> None:
        self.patterns = _Patterns(patterns)

    def lex(self, source: Source) -> Iterator[Token]:
        """Yield the tokens of the source's lines, positions exact. Raises GrammarError."""
        matches = self.patterns.match
        lines = list(lines_of(source, partial(matches, "CELLS")))
        starts = source.starts
        for line, kind in zip(lines, kinds_of(lines, matches, _rows_of_grids(source)), strict=True):
            start = starts[line.number - 1] + line.column - 1
            yield Token(kind, line.text, line.number, line.column, start)


class _Patterns:
    """The patterns of the grammar, compiled when they are first needed."""

    def __init__(self, patterns: Mapping[str, str]) -> None:
        self.patterns = patterns
        self.compiled: dict[str, Callable[[str], object]] = {}

    def match(self, terminal: str, folded: str) -> bool:
        """Say whether the grammar's pattern of a terminal fits the whole of a folded line."""
        fits = self.compiled.get(terminal)
        if fits is None:
            fits = self.compiled[terminal] = re.compile(self.patterns[terminal]).fullmatch
        return fits(folded) is not None


def _rows_of_grids(source: Source) -> frozenset[int]:
    """Return the numbers of the lines that are rows of the form's tables, if the file knows."""
    if not source.grids:
        return frozenset()
    # Imported here: only documents have grids.
    from gklint.parsing.grids import table_lines

    return table_lines(source)


# --- the tables, and the walk through them ---

#: The end of the tokens, as Lark calls it.
END = "$END"


class Token(str):
    """A line as the grammar has it: its text, the terminal it is, where it stands.

    Lines and columns count from 1, positions in the text from 0, ends are exclusive.
    """

    __slots__ = ("column", "line", "start_pos", "type")

    def __new__(cls, type: str, text: str, line: int, column: int, start_pos: int) -> Token:
        """Make the token of a text that stands on one line."""
        token = super().__new__(cls, text)
        token.type = type
        token.line = line
        token.column = column
        token.start_pos = start_pos
        return token

    type: str
    line: int
    column: int
    start_pos: int

    @property
    def end_line(self) -> int:
        """The line that it ends on: the one that it begins on."""
        return self.line

    @property
    def end_column(self) -> int:
        """The column behind its last character."""
        return self.column + len(self)

    @property
    def end_pos(self) -> int:
        """The position behind its last character."""
        return self.start_pos + len(self)


class Tree(NamedTuple):
    """What a rule of the grammar found: its name (`data`) and its parts in their order."""

    data: str
    children: list[Node]

    def tokens(self) -> Iterator[Token]:
        """Yield the lines in their order."""
        for child in self.children:
            if isinstance(child, Tree):
                yield from child.tokens()
            else:
                yield child


#: Part of a tree: a line, or what a rule found.
Node = Token | Tree


class ParseTables(NamedTuple):
    """What a grammar says: the pattern of each terminal that has one; how to put tokens together.

    `rules` are the name of each rule and how many parts it has. `states` give by terminal or rule
    what to do next: n ≥ 0 takes it and goes to state n, n < 0 reduces by rule -n - 1. It begins in
    the state `start` and is done in the state `end`. What a rule finds whose name begins with _
    belongs to the rule around it.
    """

    patterns: Mapping[str, str]
    rules: tuple[tuple[str, int], ...]
    states: tuple[Mapping[str, int], ...]
    start: int
    end: int


def build_tables(grammar: str) -> ParseTables:
    """Have Lark build the tables of a grammar; raises ValueError for what they do not tell."""
    # Imported here, as it is needed where the grammar has changed only.
    import lark
    from lark.grammar import Rule
    from lark.lexer import Lexer, TerminalDef

    class Unused(Lexer):
        """Lines are told by `LineLexer`; Lark's own lexers refuse patterns that fit nothing."""

        def __init__(self, lexer_conf: object) -> None:
            pass

        def lex(self, *given: object) -> NoReturn:
            raise NotImplementedError

    made = lark.Lark(grammar, start="report", parser="lalr", lexer=Unused)
    # What `python -m lark.tools.serialize` writes: numbers stand for symbols and for rules.
    data, memo = made.memo_serialize([TerminalDef, Rule])
    tables = data["parser"]["parser"]
    names: Mapping[int, str] = tables["tokens"]
    patterns = {terminal.name: terminal.pattern.to_regexp() for terminal in made.terminals}
    rules = {key: rule for key, rule in memo.items() if rule["__type__"] == "Rule"}
    # Lark's numbers differ from run to run; the same grammar is to give the same tables.
    numbers = {
        key: number
        for number, key in enumerate(sorted(rules, key=lambda key: _symbols(rules[key])))
    }
    (start,), (end,) = tables["start_states"].values(), tables["end_states"].values()
    order = _order(tables["states"], start, names)
    states = tuple(
        {
            name: -numbers[target["@"]] - 1 if reduces else order.index(target)
            for name, (reduces, target) in sorted(
                (names[symbol], action) for symbol, action in tables["states"][state].items()
            )
        }
        for state in order
    )
    of_rules = tuple(
        (rules[key]["origin"]["name"], len(rules[key]["expansion"])) for key in numbers
    )
    return ParseTables(
        dict(sorted(patterns.items())), of_rules, states, order.index(start), order.index(end)
    )


def _order(states: Mapping[int, Any], start: int, names: Mapping[int, str]) -> list[int]:
    """Return the states in the order in which they are reached, by name of what leads there."""
    order = [start]
    for state in order:
        targets = sorted(
            (names[symbol], target)
            for symbol, (reduces, target) in states[state].items()
            if not reduces
        )
        order += [target for _, target in targets if target not in order]
    return order


def _symbols(rule: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the name of a rule and of its parts; raises ValueError for what no table can hold."""
    name: str = rule["origin"]["name"]
    if rule["alias"] or rule["options"]["expand1"]:
        raise ValueError(f"{name}: an alias or a ? has no place in the tables")
    return name, *(symbol["name"] for symbol in rule["expansion"])


def tree_by(tables: ParseTables, tokens: Iterable[Token]) -> Tree:
    """Return the tree of the tokens; raises GrammarError where the grammar has no place for one."""
    actions = tables.states
    states = [tables.start]
    found: list[Node | list[Node]] = []
    for token in tokens:
        symbol = token.type
        while (action := actions[states[-1]].get(symbol, _NO_PLACE)) < 0:
            _reduce(tables, action, states, found, symbol)
        states.append(action)
        found.append(token)
    while states[-1] != tables.end:
        _reduce(tables, actions[states[-1]].get(END, _NO_PLACE), states, found, END)
    (tree,) = found
    assert isinstance(tree, Tree), "the first rule of the grammar has a name of its own"
    return tree


#: What no table of a grammar says.
_NO_PLACE = -sys.maxsize


def _reduce(
    tables: ParseTables,
    action: int,
    states: list[int],
    found: list[Node | list[Node]],
    following: str,
) -> None:
    """Put together what a rule has found; raises GrammarError where there is no such rule."""
    if action == _NO_PLACE:
        raise GrammarError(f"the grammar has no place for {following} here")
    name, length = tables.rules[-action - 1]
    at = len(found) - length
    children: list[Node] = []
    for part in found[at:]:
        if not isinstance(part, list):
            children.append(part)
        elif children:
            children += part
        else:
            # What was found before grows, so that long lists stay cheap.
            children = part
    del found[at:], states[len(states) - length :]
    found.append(children if name[0] == "_" else Tree(name, children))
    states.append(tables.states[states[-1]][name])
