"""Words of plugins are joined to the lists, and are written as the lists are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from gklint.rule import word_lists
from gklint.support.problems import ConfigurationError


@pytest.fixture(autouse=True)
def nothing_added() -> Iterator[None]:
    word_lists.forget_added()
    yield
    word_lists.forget_added()


def test_what_is_added_stands_behind_a_list_and_replaces_in_a_mapping() -> None:
    word_lists.add_words(
        {"mail_providers": ["example.org"], "navigation": {"印": "打印", "闭": "x"}}
    )
    word_lists.add_words({"mail_providers": ("example.net",)})
    assert word_lists.with_added("mail_providers", ["163.com"]) == [
        "163.com",
        "example.org",
        "example.net",
    ]
    navigation = word_lists.with_added("navigation", {"返": "返回", "闭": "关闭"})
    assert navigation == {"返": "返回", "闭": "x", "印": "打印"}
    assert word_lists.with_added("abbreviations", ["条例"]) == ["条例"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ({"mail_provider": []}, "did you mean mail_providers"),
        ({"mail_providers": {"a": "b"}}, "a list, such as"),
        ({"mail_providers": [""]}, "mail_providers[0]"),
        ({"misspellings": {"帐号": {"right": "账号"}}}, "source is missing"),
        ({"law_names": [{"written": "x", "name": "y", "marked": "no"}]}, "law_names[0].marked"),
    ],
)
def test_what_is_written_otherwise_is_refused_and_nothing_is_added(
    words: dict[str, Any], message: str
) -> None:
    with pytest.raises(ConfigurationError) as caught:
        word_lists.add_words({"abbreviations": ["要点"], **words})
    assert message in str(caught.value)
    assert word_lists.with_added("abbreviations", []) == []
