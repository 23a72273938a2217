"""What a plugin may give: the hook specifications, built-ins and plugins alike."""

from __future__ import annotations

from collections.abc import Iterable

import pluggy

from gklint.rule import RuleModule

#: The project's name for pluggy, and the group of entry points in which plugins are found.
PROJECT = "gklint"

hookspec = pluggy.HookspecMarker(PROJECT)
#: Marks a plugin's implementation: `@gklint.hooks.hookimpl`.
hookimpl = pluggy.HookimplMarker(PROJECT)


class Hooks:
    """The hooks of gklint."""

    @hookspec
    def gklint_rules(self) -> Iterable[RuleModule]:  # type: ignore[empty-body]
        """Return rule modules: each has RULE, check(report) and a docstring."""
