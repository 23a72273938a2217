"""A department's numbers are its own under whatever short name, and not under another body's."""

from __future__ import annotations

import pytest
from helpers.prose import statements

OWN = [
    ("青禾市外事办公室", "市外办"),
    ("青禾市市场监督管理局", "市市场监管局"),
    ("青禾市国有资产监督管理委员会", "市国资委"),
    ("青禾市望溪区教育体育局", "区教体局"),
    ("青禾市发展和改革委员会", "市发展改革委"),
    ("望溪县残疾人联合会", "县残联"),
    ("青禾市住房公积金管理中心", "公积金中心"),
    ("青禾新区管理委员会", "新区管委会"),
    ("望溪县粮食和物资储备局", "县粮储局"),
    ("望溪县信访局", "县信访局"),
    ("望溪县人民政府办公室", "县政府办"),
    ("青禾市生态环境局望溪分局", "望溪分局"),
    ("青禾省交通运输厅", "省交通厅"),
]
OTHERS = [
    ("青禾市审计局", "市财政局"),
    ("青禾市审计局", "市外办"),
    ("青禾市外事办公室", "市侨办"),
    ("青禾市望溪区水务局", "市水务局"),
    ("望溪县教育局", "市教育局"),
    ("望溪县教育局", "县教体局"),
    ("青禾市生态环境局望溪分局", "市生态环境局"),
    ("青禾市公安局交通警察支队", "市公安局"),
    ("青禾市政务服务管理办公室", "市政府"),
    ("青禾市城市管理局", "市市场监管局"),
]


def _subjects(agency: str, name: str) -> set[str]:
    sentence = f"2023年，{name}共收到政府信息公开申请42件，办结41件。"
    found = statements(sentence, agency=agency)
    return {statement.subject for statement in found if statement.value in (41, 42)}


@pytest.mark.parametrize(("agency", "name"), OWN)
def test_a_short_name_is_the_body_itself(agency: str, name: str) -> None:
    assert _subjects(agency, name) == {"own"}


@pytest.mark.parametrize(("agency", "name"), OTHERS)
def test_a_name_of_another_body_is_not_taken_for_a_short_one(agency: str, name: str) -> None:
    assert _subjects(agency, name) == {"other"}
