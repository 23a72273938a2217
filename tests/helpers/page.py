"""The page built, and used as somebody would, in a browser."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from helpers.browser import Browser
from helpers.command_line import ROOT

from gklint.page.build import UNFETCHABLE

_CACHE = ROOT / "build" / "page"
_READY = "!!window.gklint && ['ready', 'failed'].includes(gklint.state)"
_DONE = "!['checking', 'waiting'].includes(gklint.state)"


def built(target: Path) -> Path:
    """Build the page into a file."""
    command = [sys.executable, "-m", "gklint.page.build", str(target), str(_CACHE)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    if done.returncode == UNFETCHABLE:
        pytest.skip(f"its parts cannot be fetched here: {done.stderr.strip()[-200:]}")
    assert done.returncode == 0, done.stderr
    return target


class Opened:
    """The page in a browser, as somebody uses it."""

    def __init__(self, browser: Browser, page: Path) -> None:
        self.browser = browser
        self.page = page

    def start(self) -> float:
        """Open the page anew; return how long it took until it was ready."""
        self.browser.requests.clear()
        self.browser.errors.clear()
        began = time.monotonic()
        self.browser.ask("Page.navigate", url=self.page.as_uri())
        self.browser.wait(_READY)
        assert self.run("gklint.state") == "ready", self.run("document.body.innerText")
        return time.monotonic() - began

    def run(self, script: str) -> Any:
        """Return what a piece of JavaScript comes to in the page."""
        return self.browser.run(script)

    def give(self, paths: Sequence[Path], selector: str = "#files") -> None:
        """Choose files, or a folder, and wait until what comes of them is shown."""
        self.run("gklint.state = 'waiting'")
        self.choose(paths, selector)
        self.browser.wait(_DONE)

    def choose(self, paths: Sequence[Path], selector: str = "#files") -> None:
        """Choose files, or a folder."""
        root = self.browser.ask("DOM.getDocument")["root"]["nodeId"]
        node = self.browser.ask("DOM.querySelector", nodeId=root, selector=selector)["nodeId"]
        files = [str(path) for path in paths]
        self.browser.ask("DOM.setFileInputFiles", nodeId=node, files=files)

    def click(self, selector: str) -> None:
        """Click what is found first."""
        self.browser.wait(f"!!document.querySelector({json.dumps(selector)})")
        self.run(f"document.querySelector({json.dumps(selector)}).click()")

    def text(self, selector: str) -> str:
        """Return the words of what is found first, empty where it is not to be seen."""
        return str(
            self.run(
                f"(() => {{ const found = document.querySelector({json.dumps(selector)});"
                " return found && !found.closest('[hidden]') ? found.innerText : ''; })()"
            )
        )

    def reports(self) -> list[dict[str, Any]]:
        """Return the reports of the last check, as the JSON has them."""
        told: list[dict[str, Any]] = json.loads(self.run("JSON.stringify(gklint.results)"))[
            "reports"
        ]
        return told

    def verdicts(self) -> dict[str, str]:
        """Return the verdict on each report, by path."""
        script = "[...document.querySelectorAll('[data-path]')].map(({dataset}) =>"
        script += " [dataset.path, dataset.verdict])"
        return dict(json.loads(self.run(f"JSON.stringify({script})")))

    def asked_outside(self) -> list[str]:
        """Return the requests that leave the page."""
        return [url for url in self.browser.requests if not url.startswith(("file:", "blob:null/"))]
