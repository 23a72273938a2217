"""The level of an agency, as far as its name tells it for sure."""

from __future__ import annotations

import re

from gklint.api import Report, fold, lazily

#: Cities that are provinces.
_MUNICIPALITIES = lazily("^(北京|上海|天津|重庆)市?$")
#: Words that hold 区 or 县 and name no district and no county.
_NO_COUNTY = (
    r"自治区|特别行政区|开发区|高新区|新区|园区|景区|保护区|示范区|地区|社区|校区|片区"
    r"|区域|区块|县域"
)


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
        return "county" if re.search("[区县旗]", re.sub(_NO_COUNTY, "", name)) else ""
    return ""


def _of_government(place: str) -> str:
    if re.search(rf"(?:{_NO_COUNTY})$", place):
        return "province" if place.endswith("自治区") else ""
    if place.endswith(("区", "县", "旗")) or re.search("市.+市$", place):
        return "county"
    if place.endswith("省") or _MUNICIPALITIES.search(place):
        return "province"
    return "city" if place.endswith(("市", "自治州", "盟")) else ""
