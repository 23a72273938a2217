"""The layouts that tables come in, one a file. A new one is a file and a name in `_MODULES`."""

from __future__ import annotations

from collections.abc import Mapping

from gklint.testing.layouts import (
    markdown,
    padded,
    raw,
    stacked,
    stacked_bars,
    stacked_blank,
    stacked_lines,
    stacked_paragraphs,
    tabs_collapsed,
    tabs_grid,
    tabs_leaky,
)
from gklint.testing.layouts.layout import Layout

__all__ = ["LAYOUTS", "Layout"]

_MODULES = (
    tabs_grid,
    tabs_leaky,
    tabs_collapsed,
    stacked,
    stacked_blank,
    stacked_lines,
    stacked_paragraphs,
    stacked_bars,
    markdown,
    padded,
    raw,
)

#: The layouts by name.
LAYOUTS: Mapping[str, Layout] = {module.LAYOUT.name: module.LAYOUT for module in _MODULES}
