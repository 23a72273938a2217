"""What a page's own style sheets say of elements: whether they are shown on a screen, and how.

Only what hides is looked for, and what strikes out, raises or makes white. Selectors by tag, class,
id and descent are understood (CSS 2.1, 5); a selector of any other kind says nothing here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple

from gklint.readers.limits import Deadline

#: How wide the screen is for which @media rules hold, in pixels.
_SCREEN = 1280
#: Rules looked at; a page made to do harm may have no end of them.
_MOST_RULES = 2000

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_HIDING = re.compile(
    r"(?i)(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)"
    r"|opacity\s*:\s*0(?:\.0+)?(?=\s*(?:;|!|$))|font-size\s*:\s*0(?:px|pt|em|%)?(?=\s*(?:;|!|$))"
    r"|(?:left|right|top|text-indent|margin-left)\s*:\s*-\d{4,}(?:px|em|pt|%)?"
    r"|clip\s*:\s*rect\(\s*(?:0|1px)[\s,]|clip-path\s*:\s*(?:inset\((?:50|100)%|circle\(0)"
    r"|transform\s*:\s*scale\(0\))"
)
_SHOWING = re.compile(r"(?i)(?:^|[;\s])(?:display\s*:\s*(?!none)|visibility\s*:\s*visible)")
_COMPOUND = re.compile(r"(?P<tag>[A-Za-z][\w-]*|\*)?(?P<more>(?:[.#][\w\u0080-\uffff-]+)*)")


#: What else changes how text is read, as the declaration that says so in an element's own style.
_LOOKS = {
    "text-decoration:line-through": re.compile(r"(?i)text-decoration[\w-]*\s*:[^;]*line-through"),
    "vertical-align:super": re.compile(r"(?i)vertical-align\s*:\s*(?:super|sub)\b"),
    "color:#ffffff": re.compile(
        r"(?i)^(?!.*background)(?:.*[;\s])?color\s*:\s*(?:#fff(?:fff)?\b|white\b"
        r"|rgb\(255,\s*255,\s*255\))",
        re.DOTALL,
    ),
}

#: Says something of an element by its declarations, None where they do not.
_Test = Callable[[str], bool | None]


class Page(NamedTuple):
    """The elements of a page, those of them that have a class or an id, and its own sheets."""

    elements: Sequence[Any]
    named: Sequence[Any]
    sheets: str


class _Rule(NamedTuple):
    """A selector as its compounds, the last one first, how strong it is, and what it says."""

    compounds: tuple[tuple[str, frozenset[str], str], ...]
    strength: tuple[bool, int, int, int, int]
    holds: bool


def says_hidden(declarations: str) -> bool | None:
    """Return whether declarations hide an element, None where they say nothing of it."""
    if _HIDING.search(declarations):
        return True
    return False if _SHOWING.search(declarations) else None


def page_of(root: Any) -> Page:
    """Return what the rules of sheets are held against."""
    elements = list(root.iter())
    named = [part for part in elements if part.get("class") or part.get("id")]
    return Page(elements, named, _sheets(root))


def hidden_by_sheets(page: Page, deadline: Deadline) -> Iterator[tuple[Any, bool]]:
    """Yield the elements of which the page's sheets say that they are hidden, or are not."""
    return _decided(page, says_hidden, deadline)


def mark_by_sheets(page: Page, deadline: Deadline) -> None:
    """Write into the elements' own styles what the page's sheets say of how their text looks."""
    for declaration, pattern in _LOOKS.items():
        if pattern.flags & re.DOTALL or pattern.search(page.sheets):
            test = partial(_matches, pattern)
            for element, _ in _decided(page, test, deadline):
                element.set("style", f"{declaration};{element.get('style', '')}")


def _matches(pattern: re.Pattern[str], declarations: str) -> bool | None:
    return True if pattern.search(declarations) else None


def _sheets(root: Any) -> str:
    return _COMMENT.sub("", "\n".join(style.text or "" for style in root.iter("style")))


def _decided(page: Page, test: _Test, deadline: Deadline) -> Iterator[tuple[Any, bool]]:
    rules = sorted(_rules(page.sheets, test), key=lambda rule: rule.strength, reverse=True)
    if not any(rule.holds for rule in rules):
        return
    by_name = all(names or name for _, names, name in (rule.compounds[0] for rule in rules))
    for number, element in enumerate(page.named if by_name else page.elements):
        if number % 1000 == 0:
            deadline.check()
        for rule in rules:
            if _fits(element, rule.compounds):
                yield element, rule.holds
                break


def _rules(text: str, test: _Test) -> Iterator[_Rule]:
    number = 0
    for selectors, declarations in _blocks(text):
        holds = test(declarations)
        if holds is None:
            continue
        important = "important" in declarations
        for selector in selectors.split(","):
            number += 1
            compounds = _compounds(selector)
            if compounds and number < _MOST_RULES:
                ids = sum(bool(one) for _, _, one in compounds)
                classes = sum(len(names) for _, names, _ in compounds)
                tags = sum(tag not in ("", "*") for tag, _, _ in compounds)
                yield _Rule(compounds, (important, ids, classes, tags, number), holds)


def _blocks(text: str) -> Iterator[tuple[str, str]]:
    """Yield selectors and declarations of each rule that holds on a screen."""
    position = 0
    while (start := text.find("{", position)) >= 0:
        head = text[position:start].rpartition(";")[2].strip()
        end = _end(text, start)
        inside = text[start + 1 : end]
        if head.lower().startswith("@media"):
            if _is_for_screen(head.lower()):
                yield from _blocks(inside)
        elif not head.startswith("@"):
            yield head, inside
        position = end + 1


def _end(text: str, start: int) -> int:
    """Return where the block that begins at `start` ends."""
    depth = 0
    for found in re.finditer(r"[{}]", text[start:]):
        depth += 1 if found[0] == "{" else -1
        if not depth:
            return start + found.start()
    return len(text)


def _is_for_screen(query: str) -> bool:
    if re.search(r"\bnot\b|\bprint\b(?!.*,.*\bscreen\b)", query):
        return False
    widest = re.search(r"max-(?:device-)?width\s*:\s*(\d+)", query)
    narrowest = re.search(r"min-(?:device-)?width\s*:\s*(\d+)", query)
    return not (widest and int(widest[1]) < _SCREEN) and not (
        narrowest and int(narrowest[1]) > _SCREEN
    )


def _compounds(selector: str) -> tuple[tuple[str, frozenset[str], str], ...]:
    """Return tag, classes and id of each part of a selector from the last to the first, () for one
    that is not understood."""
    found = []
    for part in reversed(selector.replace(">", " ").split()):
        match = _COMPOUND.fullmatch(part)
        if match is None:
            return ()
        names = re.findall(r"[.#][^.#]+", match["more"])
        ids = [name[1:] for name in names if name[0] == "#"]
        classes = frozenset(name[1:] for name in names if name[0] == ".")
        found.append(((match["tag"] or "").lower(), classes, ids[0] if ids else ""))
    return tuple(found)


def _fits(element: Any, compounds: tuple[tuple[str, frozenset[str], str], ...]) -> bool:
    if not _is(element, *compounds[0]):
        return False
    above = element.getparent()
    for compound in compounds[1:]:
        while above is not None and not _is(above, *compound):
            above = above.getparent()
        if above is None:
            return False
        above = above.getparent()
    return True


def _is(element: Any, tag: str, classes: frozenset[str], name: str) -> bool:
    if tag not in ("", "*", element.tag):
        return False
    if name and element.get("id") != name:
        return False
    return not classes or classes <= set((element.get("class") or "").split())
