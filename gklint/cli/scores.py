"""The score card of a run: by what the reports are scored, if they are. It needs no click."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gklint.cli.language import localized
from gklint.cli.output import note
from gklint.configuration import Configurations
from gklint.reporters import Options


def scored(
    options: Options, of_run: Mapping[str, Any], configurations: Configurations
) -> Options | None:
    """Return the options with the score card that the run names, as they are without one; None
    where it cannot be used, and the user has been told."""
    path = of_run.get("score")
    if path is None:
        return options
    # Imported here: few runs score, and others may need no rules at all.
    from gklint.configuration.scores import load_score_card
    from gklint.plugins.loading import load_plugins
    from gklint.support.problems import ConfigurationError

    modules = (*load_plugins().rules, *configurations.rules())
    try:
        card = load_score_card(path, [module.RULE for module in modules])
    except ConfigurationError as error:
        zh = "评分表有误，没有检查任何文件："
        en = "the score card is wrong; nothing was checked:"
        note(localized(zh, en, options.language))
        for problem in error.problems:
            note(f"  {problem.say(options.language)}")
        return None
    return options._replace(score=card)
