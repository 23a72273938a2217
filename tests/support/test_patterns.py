"""Patterns are compiled when they are first needed."""

import re

import pytest

from gklint.support.patterns import lazily


def test_a_lazy_pattern_does_what_a_compiled_one_does() -> None:
    text, pattern = "一，二；三", "[，；]"
    lazy, compiled = lazily(pattern), re.compile(pattern)
    for _ in range(2):
        assert lazy.split(text) == compiled.split(text)
        assert lazy.sub("", text) == compiled.sub("", text)
        assert [m.span() for m in lazy.finditer(text)] == [
            m.span() for m in compiled.finditer(text)
        ]
    assert lazy.pattern == compiled.pattern


def test_nothing_is_compiled_before_the_first_call() -> None:
    lazy = lazily("(")
    with pytest.raises(re.error):
        lazy.search("")
