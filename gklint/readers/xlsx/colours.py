"""Colours of a workbook's fonts and grounds: what is white on white is not seen."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from gklint.readers.xlsx.drawings import local

#: The first colour of a theme is that of the paper (ECMA-376-1, 18.8.3).
_PAPER = "0"


def is_white(element: Element) -> bool:
    """Say whether a property of a font is a white colour."""
    if local(element) != "color":
        return False
    if element.get("theme") == _PAPER:
        return float(element.get("tint") or 0) == 0
    return element.get("rgb", "").upper().endswith("FFFFFF") and len(element.get("rgb", "")) == 8


def is_bare(fill: Element) -> bool:
    """Say whether a ground is none, or white."""
    pattern = next((part for part in fill if local(part) == "patternFill"), None)
    if pattern is None:
        return False
    kind = pattern.get("patternType", "none")
    ground = next((part for part in pattern if local(part) == "fgColor"), None)
    white = ground is not None and (
        ground.get("theme") == _PAPER or ground.get("rgb", "").upper().endswith("FFFFFF")
    )
    return kind == "none" or (kind == "solid" and white)
