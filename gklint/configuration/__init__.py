"""Configuration: `gklint.yaml`, or `[tool.gklint]` in pyproject.toml, found upwards from a file.

As a library::

    from gklint.configuration import settings_for
    result = gklint.lint_file(path, settings_for(path))
"""

from __future__ import annotations

from gklint.checking.settings import Settings
from gklint.configuration.find import Configurations

__all__ = ["Configurations", "settings_for"]


def settings_for(path: str) -> Settings:
    """Return what the configuration says the file at `path` is checked by.

    Raises `gklint.support.problems.ConfigurationError` with all that is wrong with it. For
    many files, `Configurations().settings_for` reads each configuration once.
    """
    configurations = Configurations()
    settings = configurations.settings_for(path)
    configurations.raise_problems()
    return settings
