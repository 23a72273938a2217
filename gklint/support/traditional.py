"""Traditional characters read as the simplified ones that they are the same words in.

The gates of whole provinces serve their pages so. Character for character: places stay exact.
"""

from __future__ import annotations

#: Characters of every such report, and of no simplified one. A name or a quotation has a few.
_TELLING = frozenset("開總體務報關數據進級訴訟復實導監門議會對發業動貫執從與區縣廳鄉")
_FEWEST = 6


def is_traditional(text: str) -> bool:
    """Say whether a text is written in traditional characters."""
    return not text.isascii() and sum(map(text.__contains__, _TELLING)) >= _FEWEST


def simplified(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the texts in simplified characters, each as long as it was."""
    # Imported here: hardly any report needs it.
    from opencc import OpenCC

    convert = OpenCC("t2s").convert
    table = {}
    for character in set("".join(texts)):
        if not character.isascii():
            # A word that is said otherwise elsewhere may change its length; a character does not.
            converted = convert(character)
            if len(converted) == 1 and converted != character:
                table[ord(character)] = converted
    return tuple(text.translate(table) for text in texts)
