"""The tables that Lark makes of a grammar, and the walk through them.

Lark reads `grammars/report.lark` and builds the tables (LALR(1)); that takes half as long as all
else that a run does, so it is done beforehand and the tables are kept as data. To walk through them
takes no Lark: shift a token, or reduce what a rule has found (Aho, Sethi, Ullman, Compilers, 4.7).
"""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple, NoReturn

from gklint.parsing.tree import GrammarError, Node, Token, Tree

#: The end of the tokens, as Lark calls it.
END = "$END"


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

    built = lark.Lark(grammar, start="report", parser="lalr", lexer=Unused)
    # What `python -m lark.tools.serialize` writes: numbers stand for symbols and for rules.
    data, memo = built.memo_serialize([TerminalDef, Rule])
    tables = data["parser"]["parser"]
    names: Mapping[int, str] = tables["tokens"]
    patterns = {terminal.name: terminal.pattern.to_regexp() for terminal in built.terminals}
    rules = {key: rule for key, rule in memo.items() if rule["__type__"] == "Rule"}
    # Lark's numbers differ from run to run; the same grammar is to give the same tables.
    numbers = {
        key: number for number, key in enumerate(sorted(rules, key=lambda key: _told(rules[key])))
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


def _told(rule: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the name of a rule and its parts; raises ValueError for more than the tables tell."""
    name: str = rule["origin"]["name"]
    if rule["alias"] or rule["options"]["expand1"]:
        raise ValueError(f"{name}: an alias or a ? is not told by the tables")
    return name, *(symbol["name"] for symbol in rule["expansion"])


def tree_by(tables: ParseTables, tokens: Iterable[Token]) -> Tree:
    """Return the tree of the tokens; raises GrammarError where the grammar has no place for one."""
    states = [tables.start]
    found: list[Node | list[Node]] = []
    for token in tokens:
        _reduce(tables, states, found, token.type)
        states.append(tables.states[states[-1]][token.type])
        found.append(token)
    _reduce(tables, states, found, END)
    (tree,) = found
    assert isinstance(tree, Tree), "the first rule of the grammar has a name of its own"
    return tree


def _reduce(
    tables: ParseTables, states: list[int], found: list[Node | list[Node]], symbol: str
) -> None:
    """Put together what is whole before the next symbol."""
    while states[-1] != tables.end or symbol != END:
        action = tables.states[states[-1]].get(symbol)
        if action is None:
            raise GrammarError(f"the grammar has no place for {symbol} here")
        if action >= 0:
            return
        name, length = tables.rules[-action - 1]
        at = len(found) - length
        parts = found[at:]
        del found[at:]
        del states[len(states) - length :]
        children = _joined(parts)
        found.append(children if name.startswith("_") else Tree(name, children))
        states.append(tables.states[states[-1]][name])


def _joined(parts: list[Node | list[Node]]) -> list[Node]:
    """Return the parts in one list; what was found before grows, so that long lists stay cheap."""
    first = parts[0] if parts else []
    joined = first if isinstance(first, list) else [first]
    for part in parts[1:]:
        if isinstance(part, list):
            joined += part
        else:
            joined.append(part)
    return joined
