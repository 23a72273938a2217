"""The word lists, numbers and terms of the rules: YAML files beside the rules that use them."""

from __future__ import annotations

import os
from functools import cache
from typing import Any

from gklint.rule.word_lists import with_added
from gklint.support.compiled import compiled


@cache
def load_data(module: str, name: str) -> Any:
    """Return what stands in the YAML file `name` beside the file `module`, and what plugins add.

    Kept between runs (see `gklint.support.compiled`). Raises OSError where gklint is not whole.
    """
    folder = os.path.dirname(module)
    with open(os.path.join(folder, name), encoding="utf-8") as file:
        text = file.read()

    def build() -> Any:
        import yaml

        return yaml.safe_load(text)

    stem = f"{os.path.basename(folder)}-{name.removesuffix('.yaml')}"
    return with_added(name.removesuffix(".yaml"), compiled(stem, __file__, [text], build))
