"""The kinds of values that are about rules: their codes and names, and their options."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from gklint.rule.definition import Option, OptionValue, Rule
from gklint.support.declared import Flag, Kind, Schema, Several, Whole, Words, read_declared
from gklint.support.declared_mappings import Keys, Record
from gklint.support.did_you_mean import did_you_mean, rule_words
from gklint.support.locations import Document, Location, Value


class RuleWord:
    """A code, a name or a prefix of codes; read as code or prefix. With `single` one rule only."""

    def __init__(self, rules: Sequence[Rule], single: bool = False) -> None:
        self.rules = rules
        self.single = single

    def read(self, value: Any, location: Location) -> Value | None:
        """Return the value."""
        if not isinstance(value, str) or not value:
            location.expected(
                "规则的代码或名称，如 GK301 或 row-total",
                "the code or name of a rule, such as GK301 or row-total",
                value,
            )
            return None
        found = self.find(value)
        if found is None:
            hint = did_you_mean(value, rule_words(self.rules), listed=False)
            location.wrong(
                f"没有规则“{value}”{hint.zh}（全部规则见 gklint rules）",
                f"no rule “{value}”{hint.en} (`gklint rules` lists them)",
            )
            return None
        return location.value(found)

    def find(self, word: str) -> str | None:
        """Return the code of the rule with this code or name, the prefix as it is, else None."""
        for rule in self.rules:
            if word.upper() == rule.code or word.lower() == rule.name:
                return rule.code
        prefix = word.upper()
        known = prefix == "ALL" or any(rule.code.startswith(prefix) for rule in self.rules)
        return prefix if known and len(prefix) >= 2 and not self.single else None

    def schema(self) -> Schema:
        """Return the kind as JSON Schema: rules that it does not know have codes of their own."""
        codes = [rule.code for rule in self.rules]
        if self.single:
            return {"anyOf": [{"enum": sorted(rule_words(self.rules))}, {"pattern": OTHER_CODE}]}
        prefixes = {code[:length] for code in codes for length in range(2, len(code))}
        words = [*sorted(prefixes), "ALL", *sorted(rule_words(self.rules))]
        return {"type": "string", "anyOf": [{"enum": words}, {"pattern": OTHER_PREFIX}]}


#: Codes of plugins and of rules without code: GK is gklint's own.
OTHER_CODE = "^(?!GK)[A-Z]{2,4}[0-9]{3,4}$"
OTHER_PREFIX = "^(?!GK)[A-Z]{2,4}[0-9]{0,4}$"


class ByRule:
    """A mapping by rules: read as a dict by code or prefix. No rule may stand in it twice."""

    def __init__(
        self,
        rules: Sequence[Rule],
        kinds: Mapping[str, Kind] | None = None,
        each: Kind | None = None,
    ) -> None:
        # `kinds` has one kind for each rule by code; `each` is one for all, prefixes included.
        self.rules = rules
        self.kinds = kinds or {}
        self.each = each

    def read(self, value: Any, location: Location) -> dict[str, Any]:
        """Return the value."""
        read: dict[str, Any] = {}
        if not isinstance(value, dict):
            location.expected("键值对，规则在前", "a mapping of rules", value)
            return read
        words = RuleWord(self.rules, single=self.each is None)
        for written, item in value.items():
            at = location.inside(str(written))
            found = words.read(str(written), at)
            if found is None:
                continue
            if found.value in read:
                at.wrong(f"{found.value} 已经写过一次", f"{found.value} stands here twice")
            elif kind := self.each or self.kinds.get(found.value):
                result = kind.read(item, at)
                if result is not None:
                    read[found.value] = result
            else:
                at.wrong(
                    f"{found.value} 没有可以设置的选项；有选项的规则：{'、'.join(self.kinds)}",
                    f"{found.value} has no options; these have: {', '.join(self.kinds)}",
                )
        return read

    def schema(self) -> Schema:
        """Return the kind as JSON Schema."""
        if self.each is not None:
            return {
                "type": "object",
                "propertyNames": RuleWord(self.rules).schema(),
                "additionalProperties": self.each.schema(),
            }
        names = {rule.code: rule.name for rule in self.rules}
        properties = {
            word: kind.schema() for code, kind in self.kinds.items() for word in (code, names[code])
        }
        return {
            "type": "object",
            "properties": properties,
            "patternProperties": {OTHER_CODE: {"type": "object"}},
            "additionalProperties": False,
        }


def kind_of_option(option: Option) -> Kind:
    """Return the kind of value that a rule's option takes."""
    default = option.default
    if isinstance(default, bool):
        return Flag()
    if isinstance(default, int):
        return Whole(option.least)
    if isinstance(default, str):
        return Words(option.choices, option.pattern, option.example, empty=not default)
    if option.fields:
        return Several(Record(option.fields), option.example)
    return Several(Words(option.choices, option.pattern, option.example), option.example)


def read_options(rule: Rule, written: Mapping[str, Any]) -> tuple[tuple[str, OptionValue], ...]:
    """Return the options of a rule as `Settings` has them, from what people would write.

    Raises ConfigurationError with all that is wrong.
    """
    kinds = {option.name: kind_of_option(option) for option in rule.options}
    read = read_declared(Keys(kinds), Document(rule.name, dict(written), {}))
    return tuple(sorted(read.items()))
