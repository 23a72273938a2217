"""Settings say at once what is wrong with them, and hold what was set."""

from __future__ import annotations

import pickle
from typing import Any

import pytest

from gklint import Settings
from gklint.plugins.loading import load_plugins
from gklint.readers.limits import Limits


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"select": "GK301"}, "select: a tuple of text is expected, not 'GK301'"),
        ({"ignore": ["GK301"]}, "ignore: a tuple of text"),
        ({"extend_select": (301,)}, "extend_select: a tuple of text"),
        ({"rules": (None,)}, "rules: a tuple of text"),
        ({"year": -1}, "year: a year from 2008 to 2099, not -1"),
        ({"year": "2023"}, "year: .* not '2023'"),
        ({"year": True}, "year: "),
        ({"agency_kind": "county"}, "agency_kind: one of government, township"),
        ({"severity": (("GK301", "fatal"),)}, "severity of GK301: error, warning or info"),
        ({"severity": {"GK301": "error"}}, "severity: a tuple of pairs"),
        ({"options": (("GK111", {"characters": 5}),)}, "options of GK111: a tuple of pairs"),
        ({"limits": 5}, "limits: Limits are expected"),
        ({"limits": Limits(pages=-1)}, "limits.pages: a whole number of 1 or more"),
        ({"apply_suppressions": "no"}, "apply_suppressions: True or False"),
    ],
)
def test_what_cannot_be_set_is_refused_and_named(wrong: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        Settings(**wrong)


def test_settings_are_equal_hashable_and_can_be_sent_to_another_process() -> None:
    settings = Settings(select=("GK3",), severity=(("GK301", "info"),), year=2023)
    asked = [settings.selects(module.RULE) for module in load_plugins().rules]
    same = Settings(select=("GK3",), severity=(("GK301", "info"),), year=2023)
    assert settings == same and hash(settings) == hash(same) and repr(settings) == repr(same)
    sent = pickle.loads(pickle.dumps(settings))
    assert sent == settings
    assert [sent.selects(module.RULE) for module in load_plugins().rules] == asked
