"""Which language the command line speaks: that of the locale, Chinese where it does not say."""

from __future__ import annotations

import os


def locale_language() -> str:
    """Return "en" where the locale is an English one, else "zh"."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return "en" if value.lower().startswith("en") else "zh"
    return "zh"


def localized(zh: str, en: str, language: str | None = None) -> str:
    """Return one of two wordings, by the locale where no language is given."""
    return en if (language or locale_language()) == "en" else zh
