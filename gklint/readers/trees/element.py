"""An element with the methods of lxml's that gklint uses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any


class Element:
    """An element, its children and the text around them.

    `tag` is the name, `{namespace}name` in XML, or a function for a comment or an instruction, as
    lxml has it; `own_nsmap` are the namespaces that the element itself declares, by prefix.
    """

    __slots__ = ("_children", "_parent", "attrib", "before", "own_nsmap", "tag", "tail", "text")

    def __init__(
        self,
        tag: str | Callable[..., Any],
        attrib: Mapping[str, str] | None = None,
        nsmap: Mapping[str | None, str] | None = None,
        **more: str,
    ) -> None:
        self.tag = tag
        self.attrib: dict[str, str] = {**(attrib or {}), **more}
        self.own_nsmap: dict[str | None, str] = dict(nsmap or {})
        self.text: str | None = None
        self.tail: str | None = None
        #: What stands before the root of a document, as it is written.
        self.before = ""
        self._children: list[Element] = []
        self._parent: Element | None = None

    # --- as a sequence ---

    def __len__(self) -> int:
        return len(self._children)

    def __iter__(self) -> Iterator[Element]:
        return iter(tuple(self._children))

    def __reversed__(self) -> Iterator[Element]:
        return reversed(tuple(self._children))

    def __getitem__(self, at: int) -> Element:
        return self._children[at]

    def __bool__(self) -> bool:
        return True

    def __deepcopy__(self, memo: Any) -> Element:
        copy = Element(self.tag, self.attrib, self.nsmap)
        copy.text, copy.tail = self.text, self.tail
        copy.extend(child.__deepcopy__(memo) for child in self._children)
        return copy

    # --- attributes ---

    def get(self, name: str, default: Any = None) -> Any:
        """Return an attribute."""
        return self.attrib.get(name, default)

    def set(self, name: str, value: str) -> None:
        """Set an attribute."""
        self.attrib[name] = value

    @property
    def nsmap(self) -> dict[str | None, str]:
        """The namespaces that hold here, by prefix."""
        around = self._parent.nsmap if self._parent is not None else {}
        return {**around, **self.own_nsmap}

    # --- around ---

    def getparent(self) -> Element | None:
        """Return what the element is in."""
        return self._parent

    def getroottree(self) -> Element:
        """Return the root, which stands for the whole tree."""
        return self if self._parent is None else self._parent.getroottree()

    def getprevious(self) -> Element | None:
        """Return the element before."""
        return self._beside(-1)

    def getnext(self) -> Element | None:
        """Return the element behind."""
        return self._beside(1)

    def _beside(self, step: int) -> Element | None:
        if self._parent is None:
            return None
        at = self._parent._children.index(self) + step
        return self._parent._children[at] if 0 <= at < len(self._parent) else None

    def itersiblings(self, preceding: bool = False) -> Iterator[Element]:
        """Yield the elements behind, or before from the nearest one on."""
        if self._parent is None:
            return iter(())
        beside = self._parent._children
        at = beside.index(self)
        return iter(beside[:at][::-1] if preceding else beside[at + 1 :])

    def iterancestors(self, *tags: str) -> Iterator[Element]:
        """Yield what the element is in, the nearest first."""
        above = self._parent
        while above is not None:
            if not tags or above.tag in tags:
                yield above
            above = above._parent

    # --- inside ---

    def iter(self, *tags: str) -> Iterator[Element]:
        """Yield the element and all within, in the order of the document."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            if not tags or element.tag in tags:
                yield element
            waiting += element._children[::-1]

    def iterdescendants(self, *tags: str) -> Iterator[Element]:
        """Yield all within."""
        found = self.iter(*tags)
        return (element for element in found if element is not self)

    def iterchildren(self, *tags: str) -> Iterator[Element]:
        """Yield the children."""
        return (child for child in tuple(self._children) if not tags or child.tag in tags)

    def itertext(self) -> Iterator[str]:
        """Yield the pieces of text within."""
        waiting: list[Element | str] = [self]
        while waiting:
            part = waiting.pop()
            if isinstance(part, str):
                yield part
                continue
            if callable(part.tag):
                continue
            for child in reversed(part._children):
                waiting += [child.tail, child] if child.tail else [child]
            if part.text:
                yield part.text

    # --- changed ---

    def makeelement(
        self, tag: str, attrib: Mapping[str, str], nsmap: Mapping[str | None, str]
    ) -> Element:
        """Return a new element."""
        return Element(tag, attrib, nsmap)

    def clear(self) -> None:
        """Take everything out of the element, and its tail."""
        for child in self._children:
            child._parent = None
        self._children.clear()
        self.attrib.clear()
        self.text = self.tail = None

    def remove(self, child: Element) -> None:
        """Take a child out, with the text behind it."""
        self._children.remove(child)
        child._parent = None

    def insert(self, at: int, child: Element) -> None:
        """Put a child in, out of where it was."""
        if child._parent is not None:
            child._parent.remove(child)
        self._children.insert(at, child)
        child._parent = self

    def append(self, child: Element) -> None:
        """Put a child in behind the others."""
        if child._parent is not None:
            child._parent.remove(child)
        self._children.append(child)
        child._parent = self

    def extend(self, children: Iterable[Element]) -> None:
        """Put several in."""
        for child in list(children):
            self.append(child)

    def addprevious(self, other: Element) -> None:
        """Put an element before this one."""
        assert self._parent is not None, "nothing stands beside a root"
        if other._parent is not None:
            other._parent.remove(other)
        self._parent.insert(self._parent._children.index(self), other)

    def addnext(self, other: Element) -> None:
        """Put an element right behind this one, before the text that follows it."""
        assert self._parent is not None, "nothing stands beside a root"
        if other._parent is not None:
            other._parent.remove(other)
        other.tail, self.tail = f"{other.tail or ''}{self.tail or ''}" or None, None
        self._parent.insert(self._parent._children.index(self) + 1, other)


def SubElement(parent: Element, tag: str, **attributes: str) -> Element:
    """Return a new child, put in behind the others; named as in lxml."""
    child = Element(tag, attributes)
    parent.append(child)
    return child


class iterwalk:
    """Goes through an element and all within, and can leave one out; named as in lxml."""

    def __init__(self, root: Element, events: Sequence[str] = ("end",)) -> None:
        self._events = events
        self._waiting: list[tuple[str, Element]] = [("start", root)]
        self._entered: Element | None = None

    def __iter__(self) -> iterwalk:
        return self

    def __next__(self) -> tuple[str, Element]:
        while True:
            entered, self._entered = self._entered, None
            if entered is not None:
                self._waiting += [("start", child) for child in entered._children[::-1]]
            if not self._waiting:
                raise StopIteration
            event, element = self._waiting.pop()
            if event == "start":
                self._waiting.append(("end", element))
                self._entered = element
            if event in self._events:
                return event, element

    def skip_subtree(self) -> None:
        """Leave out what is in the element that has just begun."""
        self._entered = None
