"""Which language the command line speaks: what `--lang` says, else that of the locale, Chinese
where neither does.

Help is made when a command is loaded, so `--lang` is looked for before any is.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from itertools import zip_longest

OPTION = "--lang"
LANGUAGES = ("zh", "en")
_requested: str | None = None


def speak(arguments: Sequence[str]) -> None:
    """Speak the language that the arguments ask for with `--lang`, in help and errors too.

    The last one counts, as everywhere; a language that there is not is left to the command.
    """
    global _requested
    _requested = None
    words = list(arguments)
    if "--" in words:
        del words[words.index("--") :]
    for word, following in zip_longest(words, words[1:], fillvalue=""):
        name, sign, value = word.partition("=")
        if name == OPTION:
            value = value if sign else following
            _requested = value if value in LANGUAGES else _requested


def language_first(arguments: Sequence[str]) -> tuple[list[str], list[str]]:
    """Part arguments into each `--lang` with its value at their head, and the rest."""
    at = 0
    while at < len(arguments) and arguments[at].partition("=")[0] == OPTION:
        at += 1 if "=" in arguments[at] else 2
    return list(arguments[:at]), list(arguments[at:])


def locale_language() -> str:
    """Return the language asked for; else "en" where the locale is an English one, else "zh"."""
    if _requested:
        return _requested
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return "en" if value.lower().startswith("en") else "zh"
    return "zh"


def localized(zh: str, en: str, language: str | None = None) -> str:
    """Return one of two wordings, in the language of the command line where none is given."""
    return en if (language or locale_language()) == "en" else zh
