"""What files beside the reports need of the run: findings on them, and all rules there are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from gklint.checking.settings import Settings

if TYPE_CHECKING:
    from gklint.model.diagnostics import Diagnostic
    from gklint.rule.definition import Finding, Rule
    from gklint.suppression.waiving import Say


def says(settings_for: Callable[[str], Settings]) -> Say:
    """Return what makes a finding of a rule on a file beside the reports, by its settings."""

    def say(path: str, code: str, found: Finding) -> Diagnostic | None:
        # Imported here: a run that has all in its cache and nothing to say needs no engine.
        from gklint.engine import diagnostic_of
        from gklint.forms.loading import load_forms
        from gklint.plugins.loading import load_plugins

        settings = settings_for(path)
        rule = load_plugins().rule(code)
        if not settings.selects(rule):
            return None
        return diagnostic_of(found, rule, None, load_forms(), settings)

    return say


def rules_of(
    settings_for: Callable[[str], Settings], paths: Sequence[str]
) -> Callable[[], Sequence[Rule]]:
    """Return what gives all rules that there are, asked or not, those without code included."""

    def rules() -> Sequence[Rule]:
        from gklint.engine import rules_for
        from gklint.plugins.loading import load_plugins

        plugins = load_plugins()
        every = {settings_for(path) for path in paths}
        found = {
            module.RULE.code: module.RULE
            for settings in every
            for module in rules_for(plugins, settings)
        }
        return [found[code] for code in sorted(found)]

    return rules
