"""The word lists, numbers and terms of the rules: YAML files beside the rules that use them."""

from __future__ import annotations

import os
from functools import cache
from typing import Any

from gklint.rule.word_lists import with_added
from gklint.support.built import built
from gklint.support.json_values import JsonType

#: What a list of words can be; it is looked at when the list is built.
_ANYTHING = JsonType[Any](Any)


@cache
def load_data(module: str, name: str) -> Any:
    """Return what stands in the YAML file `name` beside the file `module`, and what plugins add.

    Read when the wheel is built (see `gklint.support.built`). Raises OSError where gklint is not
    whole.
    """
    folder = os.path.dirname(module)
    with open(os.path.join(folder, name), encoding="utf-8") as file:
        text = file.read()

    def build() -> Any:
        import yaml

        return yaml.safe_load(text)

    stem = f"{os.path.basename(folder)}-{name.removesuffix('.yaml')}"
    words = built(stem, [text], (), _ANYTHING, build)
    return with_added(name.removesuffix(".yaml"), words)
