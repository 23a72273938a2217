"""How a paragraph of the overview opens a topic without a number: 依申请公开方面，…"""

from gklint.api import opened_topic, words_before_mark

#: So far into a paragraph its topic is named.
_HEAD = 30


def topic_of(text: str) -> str:
    """Return the words up to the first mark, which name the topic if any do."""
    return words_before_mark(text[:_HEAD])


def opens_a_topic(text: str) -> bool:
    """Say whether a paragraph begins with words that open a topic."""
    return opened_topic(text[:_HEAD]) != ""
