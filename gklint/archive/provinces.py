"""Which province a report is of: by the name of its body, else by a folder that it stands in."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import yaml


def province_of(agency: str | None, path: str) -> str | None:
    """Return the full name of the province, None where neither name nor folders tell it.

    A body whose name does not begin with a province (青川区教育局) is of that of the nearest folder
    which does: 浙江省/…, 浙江/….
    """
    for name in (agency or "", *reversed(path.replace("\\", "/").split("/")[:-1])):
        found = _begins(name)
        if found is not None:
            return found
    return None


def _begins(name: str) -> str | None:
    for full, words in _provinces().items():
        # A folder may be called by the short name where it begins no other name: 河南, 海南.
        if any(name.startswith(word) for word in words) or name == full[:2]:
            return full
    return None


@lru_cache(maxsize=1)
def _provinces() -> Mapping[str, tuple[str, ...]]:
    text = (Path(__file__).parent / "provinces.yaml").read_text(encoding="utf-8")
    return {full: tuple(words) for full, words in yaml.safe_load(text).items()}
