"""Builds what runs take ready-made (parser tables, forms, word lists) when the wheel is built.

The same sources give the same bytes on every Python. An editable install builds into the tree,
where a clone would build at its first run.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class BuiltData(BuildHookInterface[Any]):
    """The hook of hatchling; `initialize` is called before the files of the wheel are gathered."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build, and have the wheel take what was built."""
        self._folder = TemporaryDirectory()
        folder = Path(self.root, "gklint", "built")
        if version != "editable":
            folder = Path(self._folder.name)
        build(self.root, str(folder))
        if version != "editable":
            for file in sorted(folder.iterdir()):
                build_data["force_include"][str(file)] = f"gklint/built/{file.name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove what was built, now that the wheel has it."""
        self._folder.cleanup()


def build(root: str, folder: str) -> None:
    """Build all that runs take ready-made, by the modules of the tree at `root`, into a folder."""
    sys.path.insert(0, root)
    try:
        from gklint.rules._word_lists import load_data

        from gklint.forms.loading import load_forms
        from gklint.parsing.document_kinds import load_kinds
        from gklint.parsing.grammar import load_tables
        from gklint.parsing.lexicon import load_lexicon
        from gklint.prose.vocabulary_loading import load_vocabulary
        from gklint.support.built import build_into

        build_into(folder)
        for load in (load_tables, load_forms, load_kinds, load_lexicon, load_vocabulary):
            load()
        for path in sorted(Path(root, "rules").glob("*/*.yaml")):
            load_data(str(path), path.name)
    finally:
        sys.path.remove(root)
