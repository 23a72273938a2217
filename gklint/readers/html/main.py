"""Which part of a page is the report: the site around it is left out, in doubt it is kept.

A line of the site too many does the report no harm; a paragraph or table too few is a false error.
So an element goes only if it is never shown, or made of links, or small and named as the site's
own; and of a known container its nearest surroundings stay, where title, date and signature stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from gklint.readers.html.hidden import drop_hidden
from gklint.readers.html.sheets import mark_by_sheets, page_of
from gklint.readers.limits import Deadline
from gklint.readers.nested import HEADING

#: Elements that show no text of the page, whatever they hold.
_NEVER_SHOWN = frozenset(
    {
        "script",
        "style",
        "noscript",
        "template",
        "frame",
        "applet",
        "svg",
        "math",
        "audio",
        "video",
        "map",
        "button",
        "select",
        "option",
        "input",
        "textarea",
        "datalist",
        "rp",
        "head",
        "link",
        "meta",
        "base",
        "xml",
    }
)
#: Words by which sites name what is theirs, as ids and classes and as roles.
_SITE_NAMES = re.compile(
    r"(?i)(?:^|[\s_-])(?:nav\w*|menu\w*|header|head|top|topbar|banner|logo|footer|foot|bottom"
    r"|copyright|breadcrumbs?|crumbs?|bread\w*|position|location|weizhi|dqwz|share\w*|bdshare\w*"
    r"|fenxiang|jiathis\w*|toolbar|tools?|print|page(?:r|nav)|paging|pagination|prev|next|sidebar"
    r"|side|aside|related|xgwz|xglj|hot|search\w*|login|qrcode|ewm|erweima|friend\w*|links?"
    r"|navigation|contentinfo|complementary)(?=$|[\s_-])"
)
_SITE_TAGS = frozenset({"nav", "footer", "aside"})
#: What is the site's own by its name has fewer characters than this.
_SMALL = 600
#: Of an element made of links, this much in a hundred is in them, and there are so many of them.
_MOSTLY_LINKS = 70
_SOME_LINKS = 2
#: Titles in a list of links do not end like sentences.
_SENTENCES = 3
_GROUPS = frozenset(
    {
        "div",
        "ul",
        "ol",
        "dl",
        "table",
        "td",
        "section",
        "header",
        "footer",
        "nav",
        "aside",
        "center",
        "form",
        "menu",
    }
)

#: What marks the text of a report, so that no rule of thumb may take its element away.
_OF_A_REPORT = re.compile(
    r"^\W*(?:[一二三四五六]\s*、|第[一二三四五六]部分)|总体情况|主动公开|收到和处理|行政复议"
    r"|存在的?(?:主要)?问题|其他需要报告|特此报告|(?:年度报告|年报|月\s*\d+\s*日)\W*$"
)

#: Ids and classes of the element that holds an article, in the systems that agencies use.
_CONTAINERS = re.compile(
    r"(?i)(?:^|\s)(?:trs_editor|trs_uedito\w*|view\s+trs_uedito\w*|ucapcontent|zoom|zoomcon\w*"
    r"|pages_content|pages-content|article|article[-_]?(?:content|con|body|box|main|text)"
    r"|content|content[-_]?(?:main|text|body|box)|main[-_]?(?:content|text)|con|con_text|contents"
    r"|news[-_]?(?:content|text)|detail|detail[-_]?(?:content|con|main)|info[-_]?content|xxgk_con\w*"
    r"|zwgk_con\w*|bt-content|txt|text|wenzhang|zhengwen|nr|vsb_content\w*|v_news_content|easysite"
    r"|js_content|ivs_content|articlecontent|contentdiv|j-fontcontent|mainbody)(?=$|\s)"
)
#: A container holds the article if it has this much in a hundred of what is left of the page.
_MOST = 60
#: Around it there may be so many characters: title, source and date, signature, attachments.
_SURROUNDINGS = 300

_TITLE_NAMES = ("articletitle", "title", "og:title", "dc.title")


class _Weights:
    """How many characters each element shows, how many of them in links, and how many links."""

    def __init__(self, root: Any, deadline: Deadline) -> None:
        self.text: dict[Any, int] = {}
        self.linked: dict[Any, int] = {}
        self.links: dict[Any, int] = {}
        elements = list(root.iter())
        deadline.check()
        for element in reversed(elements):
            own = _length(element.text)
            linked = links = 0
            for child in element:
                own += self.text[child] + _length(child.tail)
                linked += self.linked[child]
                links += self.links[child]
            if element.tag == "a" and element.get("href") is not None:
                linked, links = own, 1
            self.text[element], self.linked[element], self.links[element] = own, linked, links
        deadline.check()


def _length(text: str | None) -> int:
    return len("".join(text.split())) if text else 0


def main_text(root: Any, deadline: Deadline) -> tuple[str, Any, Mapping[Any, int]]:
    """Return the title that the page's head gives, "" for none, the element of its main text, and
    how many characters each element of it shows, white space apart.

    The page loses what is not shown and what is the site's own. Raises UnreadableFile (`seconds`).
    """
    title = _title(root)
    body = next(root.iter("body"), root)
    _drop_never_shown(root, body, deadline)
    weights = _Weights(body, deadline)
    if _drop_site(body, weights, deadline):
        weights = _Weights(body, deadline)
    return title, _main(body, weights), weights.text


def _title(root: Any) -> str:
    """Return the title of the report as the head of the page says it, without the site's name."""
    meta_contents: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = (meta.get("name") or meta.get("property") or "").lower()
        meta_contents.setdefault(name, meta.get("content") or "")
    texts = [meta_contents.get(name, "") for name in _TITLE_NAMES]
    texts += ["".join(element.itertext()) for element in root.iter("title")]
    pieces = [piece.strip() for text in texts for piece in re.split(r"[-_|—–>]+", text)]
    titles = [piece for piece in pieces if re.search(r"(报告|年报)[)）》]?$", piece)]
    return next((piece for piece in titles if re.search(r"20\d\d|二[〇○零]", piece)), "")


# --- what is left out ---


def _drop(element: Any) -> None:
    """Take an element out of the page; the text behind it stays."""
    parent = element.getparent()
    if parent is None:
        return
    tail = element.tail
    before = element.getprevious()
    parent.remove(element)
    if tail and before is not None:
        before.tail = (before.tail or "") + tail
    elif tail:
        parent.text = (parent.text or "") + tail


def _drop_never_shown(root: Any, body: Any, deadline: Deadline) -> None:
    for element in body.iter("iframe", "object", "embed", "canvas"):
        # What stands there is no text and may be the table: its place is kept.
        if element.tag == "embed":
            # It has no end tag: what stands in it for libxml2 stands behind it.
            element.attrib.clear()
        else:
            element.clear(keep_tail=True)
        element.tag = "img"
    for drawing in body.iter("svg"):
        if next(drawing.iter("image"), None) is not None:
            # A picture in a drawing; a drawing without one is an icon.
            size = {key: drawing.get(key) for key in ("width", "height") if drawing.get(key)}
            drawing.clear(keep_tail=True)
            drawing.attrib.update(size)
            drawing.tag = "img"
    for field in body.iter("input", "textarea"):
        _show_value(field)
    for button in body.iter("button"):
        # The heading of a part that opens when it is pressed.
        if HEADING.match("".join(button.itertext()).strip()):
            button.tag = "div"
    page = page_of(root)
    mark_by_sheets(page, deadline)
    drop_hidden(page, body, _drop, deadline)
    for element in list(body.iter(*_NEVER_SHOWN)):
        _drop(element)


def _show_value(field: Any) -> None:
    """Put the value of a field of a form in a cell of a table where the field stands."""
    shown = field.tag == "textarea" or field.get("type", "text").lower() in ("text", "number")
    if shown and any(above.tag in ("td", "th") for above in field.iterancestors()):
        value = field.get("value") if field.tag == "input" else field.text
        tail = field.tail
        field.clear()
        field.tag, field.text, field.tail = "span", value, tail


def _drop_site(body: Any, weights: _Weights, deadline: Deadline) -> bool:
    """Take out what is the site's own, the outermost elements first; say whether there was any."""
    dropped = False
    for element in _outermost(body):
        deadline.check()
        if element is not body and _is_of_site(element, weights):
            _drop(element)
            dropped = True
    return dropped


def _outermost(body: Any) -> Iterator[Any]:
    """Yield the elements from the outside in; of one that was dropped meanwhile no more.

    What stands in a table with numbers is the table's, whatever it is called.
    """
    waiting = [body]
    while waiting:
        element = waiting.pop()
        yield element
        dropped = element is not body and element.getparent() is None
        if not dropped and not (element.tag == "table" and _is_of_numbers(element)):
            waiting.extend(reversed(element))


def _is_of_numbers(table: Any) -> bool:
    """Say whether one of the table's own cells is a number."""
    return any(next(cell.iterancestors("table")) is table for cell in _figures(table))


def _is_of_site(element: Any, weights: _Weights) -> bool:
    text = weights.text[element]
    if element.tag not in _GROUPS or not text:
        return False
    links = weights.links[element]
    if links >= _SOME_LINKS and weights.linked[element] * 100 >= _MOSTLY_LINKS * text:
        return not _has_figures(element) and not _has_sentences(element)
    if element.tag == "td":
        return False
    named = element.tag in _SITE_TAGS or any(
        _SITE_NAMES.search(element.get(name, "")) for name in ("id", "class", "role")
    )
    return named and text < _SMALL and not _has_figures(element) and not _of_a_report(element)


def _has_sentences(element: Any) -> bool:
    """Say whether it holds prose, as a report may that is one link."""
    return "".join(element.itertext()).count("。") >= _SENTENCES


def _of_a_report(element: Any) -> bool:
    return any(
        _OF_A_REPORT.search(piece.strip())
        for part in element.iter()
        for piece in (part.text, part.tail)
        if piece
    )


# --- where the text is ---


def _main(body: Any, weights: _Weights) -> Any:
    """Return the element with the article and its nearest surroundings, the body in doubt."""
    most = weights.text[body] * _MOST
    main = body
    for element in body.iter("div", "td", "section", "article", "table", "main"):
        if weights.text[element] * 100 >= most and _is_container(element):
            main = element
    while main is not body:
        around = main.getparent()
        if weights.text[around] - weights.text[main] > _SURROUNDINGS:
            break
        main = around
    if main is not body and len(list(_figures(main))) < len(list(_figures(body))):
        return body
    return main


def _is_container(element: Any) -> bool:
    return any(_CONTAINERS.search(element.get(name, "")) for name in ("id", "class"))


def _has_figures(element: Any) -> bool:
    return next(_figures(element), None) is not None


def _figures(element: Any) -> Iterator[Any]:
    """Yield the cells with a number."""
    for cell in element.iter("td", "th"):
        if "".join(cell.itertext()).strip().isdecimal():
            yield cell
