"""Bodies that report. All of them are made up."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import NamedTuple, TypeVar

T = TypeVar("T")

#: The body of a draft for which none was named.
DEFAULT_AGENCY = "青禾市望溪区松林街道办事处"

_PROVINCES = ("海岭省", "云岸省")
_CITIES = ("青禾市", "临澜市", "白鹭滩市", "丰原港市")
_COUNTIES = ("望溪区", "听涛区", "鹿鸣湖区", "云泽县", "松岗岭县")
_TOWNSHIPS = ("柳湾镇", "青檀坪镇", "茶坪岭乡")
_STREETS = ("松林街道办事处", "望月桥街道办事处", "和风里街道办事处")
_OFFICES = (
    "教育局",
    "民政局",
    "司法局",
    "交通运输局",
    "卫生健康委员会",
    "市场监督管理局",
    "住房和城乡建设局",
    "发展和改革委员会",
)
_PROVINCIAL_OFFICES = ("教育厅", "财政厅", "水利厅", "市场监督管理局")

#: Ending of the name → kind of agency, level where the name alone tells it, what prose calls it.
_ENDINGS = (
    ("省人民政府", "government", "province", "我省"),
    ("区人民政府", "government", "county", "我区"),
    ("县人民政府", "government", "county", "我县"),
    ("市人民政府", "government", "city", "我市"),
    ("镇人民政府", "township", "township", "我镇"),
    ("乡人民政府", "township", "township", "我乡"),
    ("街道办事处", "street", "township", "本街道"),
    ("委员会", "department", "", "本机关"),
    ("厅", "department", "province", "本机关"),
    ("局", "department", "", "本机关"),
)


class Body(NamedTuple):
    """A body that reports.

    `kind` is one of `gklint.model.report.AGENCY_KINDS`; `level` is "province", "city", "county" or
    "township"; `own_name` is what its prose calls it: 我区, 本街道, …
    """

    name: str
    kind: str
    level: str
    own_name: str


def body_named(name: str) -> Body:
    """Return the body with this name; its kind and level are read off the name."""
    for ending, kind, level, own_name in _ENDINGS:
        if name.endswith(ending):
            return Body(name, kind, level or _level(name), own_name)
    return Body(name, "unknown", _level(name), "本单位")


def random_body(chance: Random) -> Body:
    """Return a body of any kind and level."""
    kind = _pick(chance, ("street", "township", "county", "city", "province", "department"))
    return body_named(_name(kind, chance))


def _name(kind: str, chance: Random) -> str:
    city = _pick(chance, _CITIES)
    county = city + _pick(chance, _COUNTIES)
    if kind == "street":
        return county + _pick(chance, _STREETS)
    if kind == "township":
        return county + _pick(chance, _TOWNSHIPS) + "人民政府"
    if kind == "county":
        return _pick(chance, (county, county.removeprefix(city))) + "人民政府"
    if kind == "city":
        return city + "人民政府"
    if kind == "province":
        return _pick(chance, _PROVINCES) + "人民政府"
    if chance.randint(0, 5) == 5:
        return _pick(chance, _PROVINCES) + _pick(chance, _PROVINCIAL_OFFICES)
    return _pick(chance, (county, city)) + _pick(chance, _OFFICES)


def _level(name: str) -> str:
    if any(county in name for county in "区县"):
        return "county"
    return "city" if "市" in name.removesuffix("市场监督管理局") else "province"


def _pick(chance: Random, choices: Sequence[T]) -> T:
    return choices[chance.randint(0, len(choices) - 1)]
