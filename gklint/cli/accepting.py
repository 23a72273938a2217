"""What a run accepts: what the command line and the configuration say, and what lies beside the
reports. It needs no click."""

import os
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from gklint.checking.settings import Settings
from gklint.cli.language import localized
from gklint.cli.output import note
from gklint.suppression import Accepting, found_waivers


class Accept:
    """What is asked of a run that has no key in the configuration: a baseline to write, none to be
    shrunk, suppressions in the text not to be applied."""

    def __init__(
        self,
        write_baseline: str | None = None,
        keep_baseline: bool = False,
        no_inline_suppressions: bool = False,
    ) -> None:
        self.write_baseline = write_baseline
        self.keep_baseline = keep_baseline
        self.no_inline_suppressions = no_inline_suppressions


def accepting_of(
    paths: Sequence[str],
    of_run: Mapping[str, Any],
    accept: Accept,
    settings_for: Callable[[str], Settings],
    language: str,
) -> list[Accepting] | None:
    """Return what accepts findings in the reports at `paths`; most often nothing does.

    None: a file of waivers or a baseline cannot be used, and the user has been told.
    """
    waivers, baseline = of_run.get("waivers"), of_run.get("baseline")
    found = {} if waivers else found_waivers(paths)
    if not (waivers or baseline or accept.write_baseline or found):
        return []
    folder = os.path.dirname(accept.write_baseline or "")
    if folder and not os.path.isdir(folder):
        # Said before anything is checked: that may take an hour.
        zh = f"文件夹 {folder} 不存在，无法写入基线 {accept.write_baseline}"
        en = f"there is no folder {folder} to write {accept.write_baseline} to"
        note(localized(zh, en, language))
        return None
    # Imported here: most runs accept nothing.
    from gklint.batch.accepting import rules_of, says
    from gklint.support.problems import ConfigurationError
    from gklint.suppression.requested import Requested, accepting_for

    requested = Requested(waivers, baseline, accept.write_baseline, not accept.keep_baseline)
    try:
        return accepting_for(
            paths,
            requested,
            found,
            says(settings_for),
            rules_of(settings_for, paths),
            lambda text: note(text.say(language)),
        )
    except ConfigurationError as error:
        note(
            localized(
                "豁免文件或基线有误，没有检查任何文件：",
                "what is accepted cannot be read; nothing was checked:",
                language,
            )
        )
        for problem in error.problems:
            note(f"  {problem.say(language)}")
        return None


def applying(settings_for: Callable[[str], Settings], accept: Accept) -> Callable[[str], Settings]:
    """Return what gives the settings of a file, suppressions in its text applied or not."""
    if not accept.no_inline_suppressions:
        return settings_for
    return lambda path: settings_for(path)._replace(apply_suppressions=False)
