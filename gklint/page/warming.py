"""Run when the page is built: what a check needs is loaded into the memory that is kept."""

import contextlib
import gc
import importlib
import pkgutil
import sys

sys.path.insert(0, "/site")
sys.dont_write_bytecode = True


def warm(text: str) -> None:
    """Load gklint and check a text."""
    import gklint
    from gklint.page import running

    running.begin()
    for name in ("a/a.txt", "b/b.txt"):
        running.put(name, text.encode())
    running.check("zh")
    for found in pkgutil.walk_packages(gklint.__path__, "gklint."):
        if not found.name.endswith("__main__"):
            # What is not there, and what needs it, is not needed in a browser.
            with contextlib.suppress(ImportError):
                importlib.import_module(found.name)
    running.explained("GK301", "zh")
    running.begin()
    running.put("a.txt", text.encode())
    running.check("zh")
    running.forget()
    gc.collect()
