"""Rules as suppressions and waivers name them: by code or name, one at a time."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gklint.model.source import Place
from gklint.rule.definition import Finding, Rule, finding

#: The rules whose findings speak of what was accepted.
UNUSED, UNREASONED, UNKNOWN = "GK904", "GK905", "GK907"


def rule_named(word: str, rules: Sequence[Rule]) -> Rule | None:
    """Return the rule with this code or name, whatever its case; None where there is none."""
    lower = word.lower()
    for rule in rules:
        if lower in (rule.code.lower(), rule.name):
            return rule
    return None


def unknown(word: str, place: Place, rules: Sequence[Rule]) -> Finding:
    """Return the finding on a word that is no rule's, with the nearest rule that there is."""
    # Imported here: needed only where something was misspelled.
    from gklint.support.did_you_mean import did_you_mean, rule_words

    if re.fullmatch(r"(?i)all|gk\d{0,2}[x*]*", word):
        return finding(place, "several", rule=word)
    hint = did_you_mean(word, rule_words(rules), listed=False)
    return finding(place, rule=word, hint=hint)


def called(rule: Rule) -> str:
    """Return how messages name a rule: code and name."""
    return f"{rule.code} {rule.name}"
