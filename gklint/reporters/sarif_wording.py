"""Wordings as SARIF wants them: {names} become {0}, {1}, …; a brace or a link is no markup."""

from __future__ import annotations

import re
from collections.abc import Mapping
from string import Formatter
from typing import NamedTuple

from gklint.support.bilingual import Text


class Wording(NamedTuple):
    """A wording with numbered placeholders, and what stands for each, as Python writes it."""

    text: str
    fields: tuple[str, ...]


def numbered(wording: str) -> Wording:
    """Return a wording whose {names} are {0}, {1}, …, in the order of their first appearance."""
    text = ""
    fields: list[str] = []
    for literal, name, form, conversion in Formatter().parse(wording):
        text += plain(literal)
        if name is not None:
            field = name + (f"!{conversion}" if conversion else "") + (f":{form}" if form else "")
            if field not in fields:
                fields.append(field)
            text += f"{{{fields.index(field)}}}"
    return Wording(text, tuple(fields))


def arguments(fields: tuple[str, ...], facts: Mapping[str, object], language: str) -> list[str]:
    """Return what stands for each placeholder of a finding's message."""
    values = {
        name: fact.say(language) if isinstance(fact, Text) else fact for name, fact in facts.items()
    }
    return [f"{{{field}}}".format_map(values) for field in fields]


def plain(text: str) -> str:
    """Return `text` so that no reader of SARIF finds a placeholder or a link in it (§3.11.5–6)."""
    text = text.replace("{", "{{").replace("}", "}}")
    return re.sub(r"\[([^\[\]]*)\](?=\()", r"\\[\1\\]", text)
