"""Did you mean …? The word most like one that is not known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from gklint.support.bilingual import Text

#: Words that people know from other tools, in no way like ours: what they stand for here.
_ELSEWHERE: Mapping[str, str] = {
    "fail-on": "fail-level",
    "min-severity": "fail-level",
    "overrides": "per-file",
    "disable": "ignore",
    "enable": "extend-select",
    "code": "rule",
    "codes": "rule",
    "id": "code",
    "path": "file",
    "paths": "file",
    "by": "who",
    "owner": "who",
    "expires": "until",
    "why": "reason",
    "justification": "reason",
    "level": "severity",
    "regex": "pattern",
    "expression": "formula",
    "description": "summary",
}


def nearest(word: str, words: Iterable[str]) -> str:
    """Return the word most like the one written, whatever its case; "" where none is near."""
    # Imported here: needed only where something was misspelled.
    from difflib import get_close_matches

    known = {known.lower(): known for known in words}
    written = word.lower()
    meant = _ELSEWHERE.get(written.replace("_", "-"))
    if meant in known:
        return known[meant]
    near = get_close_matches(written, known, len(known) or 1)
    # Of codes that are equally near, one of the same family is what was meant.
    near.sort(key=lambda found: found[:3] != written[:3])
    return known[near[0]] if near else ""


def did_you_mean(word: str, words: Iterable[str], listed: bool = True) -> Text:
    """Return the question after the nearest word, and with `listed` what else there is."""
    words = list(words)
    near = nearest(word, words)
    zh, en = (f"；是否指 {near}？", f"; did you mean {near}?") if near else ("", "")
    if listed and not (near and len(words) > 5):
        zh += f"{'' if near else '；'}可以写：{'、'.join(words)}"
        en += f"{' There' if near else '; there'} are: {', '.join(words)}"
    return Text(zh, en)


def rule_words(rules: Sequence[Any]) -> list[str]:
    """Return the codes and names of rules."""
    return [word for rule in rules for word in (rule.code, rule.name)]
