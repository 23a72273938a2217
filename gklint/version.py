"""The version of gklint, read by the build and by every reporter."""

__version__ = "0.1.0"
