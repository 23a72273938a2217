"""How the overview opens a topic: with a number, or without one: 依申请公开方面，…"""

import re

from gklint.api import opened_topic, words_before_mark

#: So far into a paragraph its topic is named.
HEAD = 30
_HAN = "[一二三四五六七八九十]"
#: What an enumerator begins with, but for digits.
_FIRST = tuple("(第一二三四五六七八九十")
#: How what opens a topic begins, by kind of enumerator, folded.
_ENUMERATORS = (
    rf"\({_HAN}{{1,2}}\)",
    rf"{_HAN}{{1,2}}[、.,]",
    r"\d{1,2}[、.,](?!\d)",
    r"\(\d{1,2}\)",
    f"第{_HAN}",
    f"{_HAN}是",
)


def topic_of(text: str) -> str:
    """Return the words up to the first mark, which name the topic if any do."""
    return words_before_mark(text[:HEAD])


def opens_a_topic(text: str) -> bool:
    """Say whether a paragraph begins with words that open a topic."""
    return opened_topic(text[:HEAD]) != ""


def enumerator(head: str) -> str | None:
    """Return the kind of number that a folded text begins with, None without one."""
    # Most texts begin with none, and need none of the patterns.
    if head[:1] not in _FIRST and not head[:1].isdigit():
        return None
    return next((kind for kind in _ENUMERATORS if re.match(kind, head)), None)
