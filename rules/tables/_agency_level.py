"""The level of an agency, as far as its name tells it for sure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from gklint.api import Report, fold

from .._word_lists import load_data


def level(report: Report) -> str:
    """Return "township", "county", "city" or "province"; "" where the name does not tell it.

    That of a department is the level of the government it belongs to.
    """
    name = fold(report.agency)
    kind = report.agency_kind
    if kind == "township" or (kind == "street" and re.search(r"街道|街道?办|^.{2,}办事处$", name)):
        return "township"
    if kind == "government":
        return _of_government(name.removesuffix("人民政府"))
    if kind == "department":
        return "county" if re.search("[区县旗]", re.sub(_no_county(), "", name)) else ""
    return ""


def _of_government(place: str) -> str:
    if re.search(rf"(?:{_no_county()})$", place):
        return "province" if place.endswith("自治区") else ""
    if place.endswith(("区", "县", "旗")) or re.search("市.+市$", place):
        return "county"
    if place.endswith("省") or place.removesuffix("市") in _names()["municipalities"]:
        return "province"
    return "city" if place.endswith(("市", "自治州", "盟")) else ""


def _no_county() -> str:
    return "|".join(_names()["no_county"])


def _names() -> Mapping[str, Sequence[str]]:
    names: Mapping[str, Sequence[str]] = load_data(__file__, "place_names.yaml")
    return names
