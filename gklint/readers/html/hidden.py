"""What of a page is not shown: left out, unless it is the rest of the report behind a button.

Parts of a report stand behind tabs and 展开全文; copies of it stand there for other screens.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from gklint.readers.html.sheets import Page, hidden_by_sheets, says_hidden
from gklint.readers.limits import Deadline
from gklint.readers.nested import HEADING

#: Elements named so are made for other screens.
_OTHER_SCREENS = re.compile(
    r"(?i)(?:^|[\s_-])(?:wap|mobile|phone|sjb?|app|m)(?:$|[\s_-])|print-?only"
)
_WHITE = re.compile(
    r"(?i)(?:^|[;\s])color\s*:\s*(?:#fff(?:fff)?\b|white\b|rgb\(255,\s*255,\s*255\))"
)
_GROUND = re.compile(r"(?i)background")
_WHITES = ("#fff", "#ffffff", "white", "ffffff")
_INLINE = ("span", "font", "b", "i", "em", "strong", "small", "label")
#: A line of fewer characters may be said twice.
_TELLING = 6
#: Sentences, and so many characters, are the text of a report and not of the site.
_SENTENCES = 2
_LONG = 60
_LONGEST_HEADING = 50
#: What opens the rest of a text.
_OPENS = re.compile(r"展开|全文|更多|阅读|下一页|收起|expand|more")


def drop_hidden(page: Page, body: Any, drop: Any, deadline: Deadline) -> None:
    """Take out what is not shown; `drop` takes an element out of the page."""
    styled = [element for element in body.iter() if element.attrib]
    hidden = _hidden(page, styled, deadline)
    copies = {
        element
        for element in styled
        if element not in hidden
        and (element.get("aria-hidden") == "true" or _is_for_other_screens(element))
    }
    if not hidden and not copies:
        return
    shown = _lines(body, hidden | copies)
    opens = bool(_OPENS.search("".join(body.itertext())))
    pressed = _ids_that_open(styled)
    for element in [element for element in body.iter() if element in hidden or element in copies]:
        deadline.check()
        if element is body or not _is_in(element, body):
            continue
        own = _lines(element, hidden - {element})
        if _is_copy(own, shown) or (
            element in hidden
            and not _is_rest(own, shown, opens)
            and not (own and (element.get("id") in pressed or _is_below_heading(element, body)))
        ):
            drop(element)
        else:
            shown |= own


def _hidden(page: Page, styled: Sequence[Any], deadline: Deadline) -> set[Any]:
    """Return the elements that are not shown; `styled` are those of the body with attributes."""
    hidden_by: dict[Any, bool] = dict(hidden_by_sheets(page, deadline))
    for element in styled:
        style = element.get("style")
        if style:
            own = says_hidden(style)
            if own is None and _WHITE.search(style) and _is_white_on_white(element):
                own = True
            if own is not None:
                hidden_by[element] = own
        elif element.get("hidden") is not None or (
            element.get("color", "").lower() in _WHITES and _is_white_on_white(element)
        ):
            hidden_by.setdefault(element, True)
    return {element for element, is_hidden in hidden_by.items() if is_hidden}


def _is_white_on_white(element: Any) -> bool:
    """Say whether white text stands on white: on no ground of its own beside text that is not
    white, or on none that anything can have given it."""
    if element.tag in _INLINE:
        own = element.get("bgcolor") or _GROUND.search(element.get("style", ""))
        parent = element.getparent()
        beside = [parent.text, *(child.tail for child in parent)] if parent is not None else []
        if not own and any(text and text.strip() for text in beside):
            return True
    return not _has_ground(element)


def _has_ground(element: Any) -> bool:
    """Say whether white text may stand on a ground of another colour."""
    while element is not None:
        if element.get("bgcolor") or element.get("background") or element.get("class"):
            return True
        if _GROUND.search(element.get("style", "")):
            return True
        element = element.getparent()
    return False


def _is_for_other_screens(element: Any) -> bool:
    return any(
        name and _OTHER_SCREENS.search(name) for name in (element.get("id"), element.get("class"))
    )


def _is_in(element: Any, body: Any) -> bool:
    return any(above is body for above in element.iterancestors())


def _lines(element: Any, without: set[Any]) -> set[str]:
    """Return the texts in an element, long enough to be known again, without what is left out."""
    found: set[str] = set()
    waiting = [element]
    while waiting:
        part = waiting.pop()
        for text in (part.text, *(child.tail for child in part)):
            line = "".join((text or "").split())
            if len(line) >= _TELLING:
                found.add(line)
        waiting += [child for child in part if child not in without]
    return found


def _ids_that_open(styled: Sequence[Any]) -> set[str]:
    """Return the ids of what opens where the heading of a part is pressed."""
    found = set()
    for element in styled:
        names = [element.get(name) for name in ("data-target", "data-bs-target", "aria-controls")]
        link = element.get("href") or ""
        ids = {name.lstrip("#") for name in (*names, link if link[:1] == "#" else "") if name}
        if ids and HEADING.match("".join(element.itertext()).strip()):
            found |= ids
    return found


def _is_below_heading(element: Any, body: Any) -> bool:
    """Say whether what stands right before an element is the heading of a part and no more."""
    before = element.getprevious()
    while before is None and element.getparent() not in (None, body):
        element = element.getparent()
        before = element.getprevious()
    if before is None or (before.tail or "").strip():
        return False
    text = "".join("".join(before.itertext()).split())
    return len(text) <= _LONGEST_HEADING and HEADING.match(text) is not None


def _is_copy(own: set[str], shown: set[str]) -> bool:
    """Say whether most of the lines stand elsewhere too."""
    return bool(own) and len(own & shown) * 2 > len(own)


def _is_rest(own: set[str], shown: set[str], opens: bool) -> bool:
    """Say whether hidden lines are a part of the report that the page shows on demand."""
    headings = {line for line in own if HEADING.match(line)}
    if headings:
        # Headings that are all there already are those of another report.
        return not headings <= shown
    sentences = sum(line.count("。") for line in own)
    return opens and sentences >= _SENTENCES and sum(map(len, own)) >= _LONG
