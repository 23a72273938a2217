"""The pages of an OFD: letters with their boxes, ruling lines, the share of pictures.

Everything is in millimetres from the upper left corner in the file (GB/T 33190, 7.2), and in points
from the lower left corner here, as in PDF. Names are matched without their namespace, of which
producers use several. Annotations and seals are no part of the text and are left out.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element

from gklint.readers.limits import Limits, UnreadableFile
from gklint.readers.ofd.elements import child, local, numbers, text_of
from gklint.readers.ofd.objects import Canvas
from gklint.readers.packed import Package
from gklint.readers.pdf.page import Page
from gklint.support.bilingual import Text

#: A page that does not say its size: A4, in millimetres.
_A4 = (0.0, 0.0, 210.0, 297.0)

_NO_PAGES = Text(
    "OFD 文件已损坏或不完整：没有页面；请重新获取或另存一份",
    "the OFD is damaged or cut off, it has no pages: get it again",
)


class _Document(NamedTuple):
    """A document of the file: where its parts are, its usual page and its templates by their id."""

    path: str
    root: Element
    box: tuple[float, ...]
    templates: dict[str, str]


def pages_of(raw: bytes, limits: Limits) -> Iterator[Page]:
    """Yield the pages in order; raises UnreadableFile."""
    package = Package(raw, limits)
    number = 0
    for document in _documents(package):
        units = _units(package, document)
        for location in _locations(document):
            number += 1
            limits.check("pages", number)
            yield _page(package, document, location, units, number)
    if not number:
        raise UnreadableFile(_NO_PAGES)


def _documents(package: Package) -> Iterator[_Document]:
    for body in package.xml("OFD.xml"):
        root = text_of(child(body, "DocRoot"))
        if local(body) == "DocBody" and root:
            path = _resolved(package, "", root)
            document = package.xml(path)
            common = child(document, "CommonData")
            templates = {
                part.get("ID", ""): _resolved(package, path, part.get("BaseLoc", ""))
                for part in _parts(common)
                if local(part) == "TemplatePage"
            }
            yield _Document(path, document, _box(child(common, "PageArea")) or _A4, templates)


def _units(package: Package, document: _Document) -> dict[str, Element]:
    """Return the drawings that pages repeat, by their id."""
    units: dict[str, Element] = {}
    for part in _parts(child(document.root, "CommonData")):
        path = _resolved(package, document.path, text_of(part))
        if local(part) in ("PublicRes", "DocumentRes") and path in package:
            for element in package.xml(path).iter():
                if local(element) == "CompositeGraphicUnit":
                    units[element.get("ID", "")] = element
    return units


def _locations(document: _Document) -> Iterator[str]:
    for page in _parts(child(document.root, "Pages")):
        if local(page) == "Page" and page.get("BaseLoc"):
            yield page.get("BaseLoc", "")


def _page(
    package: Package, document: _Document, location: str, units: dict[str, Element], number: int
) -> Page:
    root = package.xml(_resolved(package, document.path, location))
    box = _box(child(root, "Area")) or document.box
    canvas = Canvas(number, box, units, package.limits, package.deadline)
    for part in root:
        template = document.templates.get(part.get("TemplateID", ""), "")
        if local(part) == "Template" and template in package:
            canvas.draw(package.xml(template))
    canvas.draw(root)
    return canvas.page()


def _parts(element: Element | None) -> Iterator[Element]:
    yield from element if element is not None else ()


def _box(area: Element | None) -> tuple[float, ...] | None:
    box = numbers(text_of(child(area, "PhysicalBox")))
    return tuple(box) if len(box) == 4 and box[2] > 0 and box[3] > 0 else None


def _resolved(package: Package, base: str, location: str) -> str:
    """Return the name of a part that is named inside `base`: from there, or from the root."""
    location = location.strip().replace("\\", "/")
    near = posixpath.normpath(posixpath.join("/", posixpath.dirname(base), location))
    return near if near in package else posixpath.normpath(posixpath.join("/", location))
