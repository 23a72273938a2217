"""Strategies for Hypothesis: valid reports that shrink to plain ones. Needs hypothesis.

What is drawn are small integers, one for each choice; 0 is the plainest, so that a failing report
shrinks to few numbers, the first wordings and no noise.
"""

from __future__ import annotations

from hypothesis import strategies as st

from gklint.testing.draft import Draft
from gklint.testing.layouts import LAYOUTS
from gklint.testing.random_reports import random_draft, random_report, random_style
from gklint.testing.rendering import Rendered
from gklint.testing.style import ENCODINGS, Style

_chance = st.randoms(note_method_calls=False, use_true_random=False)


def layouts() -> st.SearchStrategy[str]:
    """Draw the name of a layout."""
    return st.sampled_from(tuple(LAYOUTS))


def encodings() -> st.SearchStrategy[str]:
    """Draw an encoding that reports come in."""
    return st.sampled_from(ENCODINGS)


def drafts() -> st.SearchStrategy[Draft]:
    """Draw a valid draft: both formats, any year from 2019 to 2027, any kind of body."""
    return _chance.map(random_draft)


def styles(layout: str = "tabs_grid") -> st.SearchStrategy[Style]:
    """Draw a style that a layout can be read in."""
    return _chance.map(lambda chance: random_style(chance, layout))


def rendered_reports(layout: str | None = None) -> st.SearchStrategy[Rendered]:
    """Draw a valid report as text, in `layout` or in any, with noise and the truth about it."""
    names = layouts() if layout is None else st.just(layout)
    return st.builds(lambda chance, name: random_report(chance, name), _chance, names)
