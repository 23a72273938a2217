"""How a paragraph of the overview opens a topic without a number: 依申请公开方面，…"""

from __future__ import annotations

import re

#: So far into a paragraph its topic is named.
_HEAD = 30
_MARK = "[。:;,，：；]"
_OPENS = r"^[^。:;,，：；]*(?:方面[。:;,，：；]|(?:情况|工作|建设)[。:：])"


def topic_of(text: str) -> str:
    """Return the words up to the first mark, which name the topic if any do."""
    return re.split(_MARK, text[:_HEAD], maxsplit=1)[0]


def opens_a_topic(text: str) -> bool:
    """Say whether a paragraph begins with words that open a topic."""
    return re.match(_OPENS, text[:_HEAD]) is not None
