"""The page without a mouse, without sight, and in hands that mean harm."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from helpers.command_line import EXAMPLES
from helpers.page import Opened

_WRONG = (EXAMPLES / "wrong-totals-2023.txt").read_text(encoding="utf-8")
#: What has to have a name for those who hear the page.
_NAMED = ("button", "link", "combobox", "DisclosureTriangle", "heading", "region", "grid",
          "progressbar", "columnheader", "rowheader", "cell")  # fmt: skip
_FOCUSED = """(() => {
    const element = document.activeElement;
    const shown = element.classList.contains('aside') ? element.nextElementSibling : element;
    return JSON.stringify([element.tagName, element.id, element.textContent.trim(),
      getComputedStyle(shown).outlineStyle]);
})()"""


def _heard(opened: Opened) -> list[tuple[str, str]]:
    """Return role and name of all that a screen reader is told of."""
    nodes = opened.browser.ask("Accessibility.getFullAXTree")["nodes"]
    return [
        (_role(node), node.get("name", {}).get("value", ""))
        for node in nodes
        if not node.get("ignored")
    ]


def _role(node: Any) -> str:
    """Return the role; cells that can have the focus are told from the empty corner of a table."""
    role: str = node["role"]["value"]
    able = {each["name"] for each in node.get("properties", ()) if each["value"].get("value")}
    return "cell" if role == "gridcell" and "focusable" in able else role


def _tabbed(opened: Opened, most: int) -> list[Any]:
    """Press Tab until the page ends; return what had the focus."""
    stops = []
    for _ in range(most):
        opened.browser.key("Tab", 9)
        stop = json.loads(opened.run(_FOCUSED))
        if stop[0] == "BODY":
            break
        stops.append(stop)
    return stops


def test_all_is_named_for_those_who_hear_it(opened: Opened) -> None:
    opened.give([EXAMPLES / "clean-2023.txt", EXAMPLES / "wrong-totals-2023.txt"])
    opened.browser.wait("document.querySelectorAll('figure.form td').length > 100")
    opened.click("#compare summary")
    for language in ("zh", "en"):
        heard = _heard(opened)
        assert [each for each in heard if each[0] in _NAMED and not each[1].strip()] == []
        assert {"main", "banner", "contentinfo", "status"} <= {role for role, _ in heard}
        if language == "zh":
            opened.click("#language")
            opened.browser.wait("gklint.state === 'done'")
            opened.browser.wait("document.querySelectorAll('figure.form td').length > 100")
    assert ("button", "About the rule GK301") in heard
    assert opened.run("document.documentElement.lang") == "en"


def test_all_is_reached_and_done_by_keys_and_the_focus_is_seen(opened: Opened) -> None:
    opened.run("document.body.focus()")
    first = _tabbed(opened, 8)
    assert [stop[1] for stop in first[1:4]] == ["language", "files", "folder"]
    opened.give([EXAMPLES / "wrong-totals-2023.txt"])
    opened.browser.wait("!!document.querySelector('td.marked')")
    assert opened.run("document.activeElement.id") == "results-heading"
    stops = _tabbed(opened, 60)
    assert [stop for stop in [*first, *stops] if stop[3] == "none"] == []
    words = [stop[2] for stop in stops]
    assert "规则说明 GK301" in words and "问题清单（.xlsx）" in words
    # The explanation opens by Enter, a table is one stop, its cells are reached by arrows, and
    # Enter on a wrong one leads to what is said of it.
    opened.run("[...document.querySelectorAll('.mark button')][1].focus()")
    opened.browser.key("Enter", 13)
    opened.browser.wait("document.querySelector('pre.explained:not([hidden])') !== null")
    # What could not be checked is explained as well as what is wrong.
    explained = "[...document.querySelectorAll('ul.unevaluated pre.explained:not([hidden])')]"
    opened.run("document.querySelector('ul.unevaluated .mark button').focus()")
    opened.browser.key(" ", 32)
    opened.browser.wait(f"{explained}.length === 1")
    code = opened.run("document.querySelector('[data-unevaluated]').dataset.unevaluated")
    assert code in opened.run(f"{explained}[0].innerText")
    opened.run("document.querySelector('td.marked').focus()")
    opened.browser.key("ArrowLeft", 37)
    opened.browser.key("ArrowRight", 39)
    opened.browser.key("Enter", 13)
    opened.browser.wait("document.activeElement.matches('li[data-code=GK301]')")


def test_what_is_made_to_do_harm_is_shown_as_text(opened: Opened, tmp_path: Path) -> None:
    harm = (
        "<script>harmed()</script><img src=x onerror=harmed()><a href='javascript:harmed()'>x</a>"
    )
    text = _WRONG.replace("（一）主动公开", f"（一）主动公开{harm}", 1).replace(
        "2022年", f"{harm}2022年", 1
    )
    (tmp_path / "<img src=x onerror=harmed()>.txt").write_text(text, encoding="utf-8")
    rows = "<tr><td>=1+1</td><td>javascript:harmed()</td></tr>"
    page = f"<html><body onload=harmed()>{harm}<table>{rows}</table><p>{text}</p></body></html>"
    (tmp_path / "b.html").write_text(page, encoding="utf-8")
    opened.run("window.harmed = () => { window.harm = true; }")
    opened.run("addEventListener('securitypolicyviolation', () => { window.refused = true; })")
    opened.give(sorted(tmp_path.iterdir()))
    opened.run("document.getElementById('open-all').click()")
    opened.browser.wait("document.querySelectorAll('.drawn figure.form').length > 0")
    assert opened.run("window.harm") is None and opened.run("window.refused") is None
    assert opened.run("document.querySelectorAll('img, iframe, object, link').length") == 0
    assert "<img src=x onerror=harmed()>.txt" in opened.verdicts()
    # The links of the page lead nowhere but into it.
    links = "[...document.querySelectorAll('a')].map((each) => each.getAttribute('href'))"
    assert all(link.startswith("#") for link in opened.run(links))


def test_the_policy_refuses_what_would_leave_the_page(opened: Opened) -> None:
    tried = opened.run(
        "(async () => { const refused = [];"
        "addEventListener('securitypolicyviolation', (e) => refused.push(e.effectiveDirective));"
        "await fetch('https://example.invalid/').catch(() => 0);"
        "const image = new Image(); image.src = 'https://example.invalid/a.png';"
        "document.body.append(image);"
        "const script = document.createElement('script'); script.textContent = 'window.harm = 1';"
        "document.body.append(script);"
        "await new Promise((done) => setTimeout(done, 200)); return refused; })()"
    )
    assert {"connect-src", "img-src", "script-src-elem"} <= set(tried)
    assert opened.run("window.harm") is None
    # The browser says on the console what it refused, as it should.
    opened.browser.errors.clear()
    opened.browser.requests[:] = [
        url for url in opened.browser.requests if "example.invalid" not in url
    ]


def test_a_browser_that_lacks_something_is_told_so(opened: Opened) -> None:
    done = opened.browser.ask(
        "Page.addScriptToEvaluateOnNewDocument", source="delete window.DecompressionStream"
    )
    try:
        opened.browser.ask("Page.navigate", url=opened.page.as_uri())
        opened.browser.wait("!!window.gklint && gklint.state === 'failed'")
        told = opened.text("#too-old")
        assert "极速模式" in told and "DecompressionStream" in told
    finally:
        opened.browser.ask(
            "Page.removeScriptToEvaluateOnNewDocument", identifier=done["identifier"]
        )
