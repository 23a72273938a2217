"""What a shell offers where the cursor is: files, rules."""

from __future__ import annotations

from click.shell_completion import CompletionItem

from gklint.cli.language import locale_language


def files(incomplete: str) -> list[CompletionItem]:
    """Return that the shell is to complete a file."""
    return [CompletionItem(incomplete, type="file")]


def rules(incomplete: str, several: bool) -> list[CompletionItem]:
    """Return the rules by code and name; `several` may stand there, with commas."""
    # Imported here: the script does not need it.
    from gklint.plugins.loading import load_plugins

    before, comma, begun = incomplete.rpartition(",") if several else ("", "", incomplete)
    language = locale_language()
    words = {
        word: module.RULE.summary.say(language)
        for module in load_plugins().rules
        for word in (module.RULE.code, module.RULE.name)
    }
    return [
        CompletionItem(before + comma + word, help=summary)
        for word, summary in words.items()
        if word.lower().startswith(begun.lower())
    ]
