"""The same words in the languages that gklint speaks."""

from collections.abc import Mapping
from typing import NamedTuple

#: The languages a message can be had in.
LANGUAGES = ("zh", "en")


class Text(NamedTuple):
    """The same words in Chinese and in English; {names} are filled in from a finding's facts."""

    zh: str
    en: str

    def say(self, language: str, facts: Mapping[str, object] | None = None) -> str:
        """Return the text in "zh" or "en" with the facts filled in; a Text fact is translated."""
        words = self.en if language == "en" else self.zh
        if not facts:
            return words
        return words.format_map(
            {
                name: fact.say(language) if isinstance(fact, Text) else fact
                for name, fact in facts.items()
            }
        )
