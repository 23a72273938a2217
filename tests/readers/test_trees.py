"""Trees in Python are those of lxml, on pages as people and programs write and break them."""

from __future__ import annotations

from io import BytesIO
from random import Random
from typing import Any
from zipfile import ZipFile

import pytest
from lxml import etree

import gklint.readers.docx.opening
from gklint.annotate import annotate
from gklint.engine import lint_bytes
from gklint.readers import trees
from gklint.testing.documents import random_document

pytestmark = pytest.mark.documents

_TAGS = (
    "html", "head", "body", "title", "p", "div", "span", "table", "tr", "td", "th", "tbody",
    "thead", "tfoot", "ul", "li", "ol", "a", "b", "font", "center", "form", "h1", "h2", "br",
    "img", "script", "style", "textarea", "option", "select", "dl", "dt", "dd", "pre", "hr",
    "iframe", "input", "o:p", "section", "caption", "col", "noscript", "frameset", "link",
    "meta",
)  # fmt: skip
_ATTRIBUTES = ("", " a=1", ' class="x y"', " hidden", " a='&lt;' a=2", " /", " x=&amp;y", ' b="')
_TEXTS = (
    "文", "x ", " ", "\n", "&nbsp;", "&ltx", "&#20013;", "&#x80;", "&bogus;", "<", "< ", "&",
    "a&amp;b", "</ >", "\r\n", "&#0;", "&notit;", "&hellip", "\0",
)  # fmt: skip
_ASIDES = ("<!-- c -->", "<!doctype html>", "<?x y?>", "<![if x]>", "</>", "<!-->", "<!-- a --!>")


def _page(chance: Random) -> str:
    pieces = []
    for _ in range(chance.randint(1, 25)):
        tag = chance.choice(_TAGS)
        kind = chance.random()
        if kind < 0.45:
            end = chance.choice([">"] * 9 + ["/>"])
            pieces.append(f"<{tag}{chance.choice(_ATTRIBUTES)}{end}")
        elif kind < 0.8:
            pieces.append(f"</{tag}>")
        else:
            pieces.append(chance.choice(_TEXTS if kind < 0.95 else _ASIDES))
    return "".join(pieces)


def _flat(element: Any) -> Any:
    if element is None:
        return None
    inside = [(_flat(child), child.tail or "") for child in element]
    return element.tag, dict(element.attrib), element.text or "", inside


def _of_lxml(page: str) -> Any:
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, collect_ids=False
    )
    try:
        return etree.fromstring(page.encode(), parser)
    except etree.ParserError:
        return None


@pytest.mark.skipif(etree.LIBXML_VERSION[:2] != (2, 14), reason="another libxml2 parses otherwise")
@pytest.mark.parametrize("seed", range(20))
def test_a_page_has_the_tree_that_lxml_makes_of_it(seed: int) -> None:
    chance = Random(seed)
    for _ in range(150):
        page = _page(chance)
        assert _flat(trees.fromstring(page.encode(), trees.HTMLParser())) == _flat(
            _of_lxml(page)
        ), page


def test_an_annotated_document_is_the_same_to_the_byte(monkeypatch: pytest.MonkeyPatch) -> None:
    for seed in range(12):
        raw = random_document("docx", Random(seed)).raw
        result = lint_bytes(raw, "a.docx")
        with_lxml = annotate(result)
        monkeypatch.setattr(gklint.readers.docx.opening, "require", lambda module, extra: trees)
        again = annotate(result)
        monkeypatch.undo()
        assert _parts(again) == _parts(with_lxml)


def _parts(raw: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(raw)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


_DOCUMENTS = (
    b'<a xmlns="urn:u" xmlns:p="urn:v" p:k="1 &amp; &quot;2&quot;"><p:b/><c xmlns="">&lt;</c></a>',
    b"<?xml version='1.0'?><!-- before --><a><!-- in --><?do it?>\xe4\xb8\xad</a>",
    b'<w:a xmlns:w="urn:u"><w:b xmlns:x="urn:v" x:y="1" xml:space="preserve"> </w:b> t</w:a>',
)


@pytest.mark.parametrize("xml", _DOCUMENTS)
def test_xml_is_written_as_lxml_writes_it(xml: bytes) -> None:
    theirs = etree.tostring(etree.fromstring(xml).getroottree())
    tree = trees.fromstring(xml, trees.XMLParser())
    assert tree is not None
    assert _canonical(trees.tostring(tree.getroottree())) == _canonical(theirs)


def _canonical(raw: bytes) -> bytes:
    return etree.tostring(etree.fromstring(raw), method="c14n")


def test_what_is_no_xml_is_told_apart() -> None:
    with pytest.raises(trees.XMLSyntaxError):
        trees.fromstring(b"<a><b></a>", trees.XMLParser())
