"""A web page is read as its report: without the site around it, its tables cell by cell."""

from __future__ import annotations

import random
import time
from contextlib import suppress

import pytest

pytest.importorskip("lxml.etree")

from gklint.model.source import Grid, Source
from gklint.parsing import parse
from gklint.readers import read_bytes
from gklint.readers.html import reader as html
from gklint.readers.limits import Limits, UnreadableFile
from gklint.testing.documents import random_document

HEADINGS = ("一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况")


def page(body: str, head: str = "") -> str:
    """Return a page with this body."""
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"


def read(body: str, head: str = "", name: str = "年报.html") -> Source:
    """Return the Source of a page with this body."""
    return read_bytes(page(body, head).encode(), name)


def lines(body: str, head: str = "") -> list[str]:
    """Return the lines of a page with this body."""
    return list(read(body, head).lines)


def grid(body: str) -> Grid:
    """Return the only table of a page with this body."""
    (only,) = read(body).grids
    return only


def cells(body: str) -> list[tuple[str, int, int, int, int]]:
    """Return text, row, column and spans of the cells of the only table."""
    return [cell[:5] for cell in grid(body).cells]


def reason(raw: bytes, name: str = "年报.html", limits: Limits | None = None) -> str:
    """Return the Chinese reason for which these bytes cannot be read."""
    with pytest.raises(UnreadableFile) as caught:
        read_bytes(raw, name, limits or Limits())
    return caught.value.reason.zh


# --- text ---


def test_elements_that_are_blocks_are_lines_and_others_run_on() -> None:
    body = "<div>一<b>总</b><span>体</span>情况<p>本年<a href='x'>新收</a>5件</p>其他</div>尾"
    assert lines(body) == ["一总体情况", "本年新收5件", "其他", "尾"]


def test_a_line_end_of_the_code_is_no_space_between_chinese_characters() -> None:
    assert lines("<p>本年新收\n   申请 5\n件，annual\nreport</p>") == [
        "本年新收申请 5 件，annual report"
    ]


def test_a_break_ends_a_line_of_the_same_paragraph() -> None:
    source = read("<p>标题</p><p>青禾市望溪区松林街道办事处<br/>2024年1月20日</p>")
    assert source.lines == ("标题", "青禾市望溪区松林街道办事处", "2024年1月20日")
    assert [source.origins[line].paragraph for line in (1, 2, 3)] == [1, 2, 2]


def test_preformatted_text_keeps_its_lines_and_spaces() -> None:
    source = read("<pre>规章    1\n行政规范性文件    2</pre>")
    assert [line.split() for line in source.lines] == [["规章", "1"], ["行政规范性文件", "2"]]
    assert source.lines[0] == "规章\u00a0\u00a0\u00a0\u00a01"


def test_what_is_never_shown_is_left_out() -> None:
    body = (
        "<script>var a='一、总体情况';</script><style>p{}</style><!-- 注释 -->"
        "<noscript>请启用</noscript>"
        "<p>正文</p><p style='color:red; display : none'>旧稿</p><div hidden>旧稿</div>"
        "<select><option>2022</option></select><textarea>留言</textarea><del>删去</del>"
    )
    assert lines(body) == ["正文"]


def test_what_is_hidden_stays_where_nearly_all_of_the_page_is_hidden() -> None:
    body = "<p>载入中</p><div style='display:none'><p>一、总体情况</p><p>本年新收5件。</p></div>"
    assert "一、总体情况" in lines(body)


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ("", ["1. 甲", "2. 乙"]),
        ("start=3", ["3. 甲", "4. 乙"]),
        ("type=a", ["a. 甲", "b. 乙"]),
        ("type=I", ["I. 甲", "II. 乙"]),
        ("style='list-style-type: cjk-ideographic'", ["一、甲", "二、乙"]),
        ("style='list-style:none'", ["甲", "乙"]),
    ],
)
def test_items_of_ordered_lists_have_their_numbers(attributes: str, expected: list[str]) -> None:
    assert lines(f"<ol {attributes}><li>甲</li><li><p>乙</p></li></ol>") == expected


def test_an_item_that_is_numbered_in_its_text_is_not_numbered_twice() -> None:
    body = "<ol><li>一、总体情况<li value=7>其他<ul><li>要点</ul><li>（二）乙</ol>"
    assert lines(body) == ["一、总体情况", "7. 其他", "要点", "（二）乙"]


# --- the site around the text ---

REPORT = "<p>按照规定编制本报告。</p>" + "".join(
    f"<p>{heading}</p><p>本机关认真执行条例，按时公开各类政府信息，及时答复申请，没有发生迟延。</p>"
    for heading in HEADINGS
)
REPORT_LINES = 1 + 2 * len(HEADINGS)
SITE_BEFORE = (
    "<div class='top'><a href='/'>首页</a><a href='/zw'>政务公开</a>"
    "<a href='/hd'>互动交流</a></div>"
    "<ul class='nav'><li><a href='/1'>机构职能</a></li><li><a href='/2'>政策文件</a></li></ul>"
    "<div class='weizhi'>当前位置：<a href='/'>首页</a> &gt; <a href='/nb'>年度报告</a></div>"
)
SITE_AFTER = (
    "<div class='share'>分享到：<a href='#'>微信</a></div>"
    "<p>上一篇：<a href='/8'>2022年度报告</a></p>"
    "<p>下一篇：没有了</p><div class='right'><ul><li><a href='/7'>2021年政府信息公开年报</a></li>"
    "<li><a href='/6'>2020年政府信息公开年报</a></li></ul></div>"
    "<div class='footer'>主办单位：青禾市人民政府办公室 网站标识码：0000000000</div>"
)
TITLE = "<h1>松林街道办事处2023年政府信息公开工作年度报告</h1>"
SIGNATURE = "<div class='bottom'>青禾市望溪区松林街道办事处 2024年1月20日</div>"


@pytest.mark.parametrize(
    "around",
    [
        "<div class='TRS_Editor'>{}</div>",
        "<div id='zoom'>{}</div>",
        "<table><tr><td class='left'></td><td id='UCAPCONTENT'>{}</td></tr></table>",
        "<div class='article'><div class='pages_content'>{}</div></div>",
        "<div class='x1'><div class='x2'>{}</div></div>",
        "<form id='aspnetForm'><div>{}</div></form>",
    ],
)
def test_the_report_is_found_with_its_title_and_signature_in_any_container(around: str) -> None:
    body = (
        f"{SITE_BEFORE}<div class='main'>{TITLE}<div class='info'>发布时间：2024-01-20</div>"
        f"{around.format(REPORT)}{SIGNATURE}</div>{SITE_AFTER}"
    )
    assert lines(body) == [
        "松林街道办事处2023年政府信息公开工作年度报告",
        "发布时间：2024-01-20",
        *lines(REPORT),
        "青禾市望溪区松林街道办事处 2024年1月20日",
    ]


def test_a_known_container_leaves_the_prose_of_the_site_out() -> None:
    welcome = (
        "<div><p>" + "欢迎访问本站，本站提供各类便民服务的办理指南和咨询电话。" * 15 + "</p></div>"
    )
    body = f"{welcome}<div class='wrap'>{TITLE}<div id='zoom'>{REPORT * 8}</div></div>"
    assert not any("欢迎" in line for line in lines(body))
    assert len(lines(body)) == 1 + 8 * REPORT_LINES


def test_a_container_that_holds_little_of_the_page_is_not_taken_for_the_report() -> None:
    body = f"<div id='content'><p>简介。</p></div><div>{REPORT}</div>"
    assert len(lines(body)) == 1 + REPORT_LINES


def test_rows_and_labels_of_a_table_stay_whatever_they_are_called() -> None:
    body = (
        "<table class='header'><tr class='head'><td>信息内容</td><td>"
        "<div class='top'>本年制发件数</div></td></tr>"
        "<tr><td><ul class='links'><li><a href='1'>规章</a>"
        "<li><a href='2'>（部门）</a></ul></td><td>5</td></tr></table>"
    )
    assert read(REPORT + body).lines[-2:] == ("信息内容\t本年制发件数", "规章（部门）\t5")


def test_tables_with_figures_stay_wherever_they_stand() -> None:
    rows = "<tr><td>规章</td><td>5</td></tr><tr><td>文件</td><td>6</td></tr>"
    table = f"<div class='side'><table>{rows}</table></div>"
    body = f"<div id='zoom'>{REPORT}</div><div><p>{'附' * 400}</p>{table}</div>"
    assert len(read(body).grids) == 1


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (
            "<title>松林街道2023年政府信息公开工作年度报告_年报_青禾市人民政府</title>",
            "松林街道2023年政府信息公开工作年度报告",
        ),
        (
            "<meta name='ArticleTitle' content='松林街道2023年度报告'><title>青禾市</title>",
            "松林街道2023年度报告",
        ),
    ],
)
def test_a_title_that_only_the_head_of_the_page_gives_comes_first(head: str, title: str) -> None:
    assert lines(REPORT, head)[0] == title
    assert lines(TITLE + REPORT, head)[0] == "松林街道办事处2023年政府信息公开工作年度报告"


def test_the_name_of_a_site_is_no_title_of_a_report() -> None:
    assert lines(REPORT, "<title>青禾市人民政府门户网站</title>")[0] == "按照规定编制本报告。"


# --- tables ---


def test_spans_are_resolved_and_every_cell_stands_once() -> None:
    body = (
        "<table><tr><td rowspan=2>甲</td><td colspan=2>乙</td></tr><tr><td>1</td><td>2</td></tr>"
        "</table>"
    )
    assert cells(body) == [
        ("甲", 0, 0, 2, 1),
        ("乙", 0, 1, 1, 2),
        ("1", 1, 1, 1, 1),
        ("2", 1, 2, 1, 1),
    ]
    assert read(body).lines == ("甲\t乙\t", "\t1\t2")


@pytest.mark.parametrize(
    ("span", "height"),
    [("0", 3), ("3", 3), ("99999", 3), ("", 1), ("-1", 1), ("x", 1), (" 2", 2), ("2.5", 2)],
)
def test_a_rowspan_ends_with_its_group_of_rows(span: str, height: int) -> None:
    body = (
        f"<table><tbody><tr><td rowspan='{span}'>甲</td><td>1</td></tr><tr><td>2</td></tr>"
        "<tr><td>3</td></tr></tbody><tbody><tr><td>乙</td><td>4</td></tr></tbody></table>"
    )
    assert cells(body)[0] == ("甲", 0, 0, height, 1)
    assert ("乙", 3, 0, 1, 1) in cells(body)


def test_a_colspan_wider_than_the_table_adds_no_columns() -> None:
    body = "<table><tr><td colspan=50>标题</td></tr><tr><td>规章</td><td>5</td></tr></table>"
    assert cells(body)[0] == ("标题", 0, 0, 1, 2)
    assert grid(body).columns == 2


def test_a_cell_ends_where_another_one_has_been_before_it() -> None:
    body = (
        "<table><tr><td>1</td><td rowspan=2>2</td><td>3</td></tr><tr><td colspan=3>4</td></tr>"
        "<tr><td>5</td><td>6</td><td>7</td></tr></table>"
    )
    assert ("4", 1, 0, 1, 1) in cells(body)


def test_head_and_foot_stand_where_they_are_shown() -> None:
    body = (
        "<table><caption>表三</caption><tfoot><tr><td>总计</td><td>9</td></tr></tfoot>"
        "<tbody><tr><td>新收</td><td>8</td></tr></tbody>"
        "<thead><tr><th>项目</th><th>件数</th></tr></thead></table>"
    )
    assert read(body).lines == ("表三", "项目\t件数", "新收\t8", "总计\t9")


def test_cells_are_found_where_the_code_leaves_tags_out() -> None:
    assert cells("<table><td>甲<td>1<tr><th>乙<th>2</table>") == [
        ("甲", 0, 0, 1, 1),
        ("1", 0, 1, 1, 1),
        ("乙", 1, 0, 1, 1),
        ("2", 1, 1, 1, 1),
    ]


def test_paragraphs_and_breaks_within_a_cell_are_one_text() -> None:
    body = (
        "<table><tr><td><p>结果</p><p>维持</p></td><td>其他<br>结果</td><td>&nbsp;</td></tr>"
        "<tr><td>&nbsp;3&nbsp;</td><td><div><span>0</span></div></td><td>12<br>34</td></tr></table>"
    )
    assert [cell[0] for cell in cells(body)] == ["结果维持", "其他结果", "", "3", "0", "12 34"]


def test_a_cell_says_where_in_the_page_it_stands() -> None:
    source = read(
        "<p>一</p><table><tr><td>甲</td><td>1</td></tr><tr><td>乙</td><td>2</td></tr></table>"
    )
    place = source.line_place(3)._replace(column=3)
    origin = source.origin(place)
    assert origin is not None
    assert (origin.table, origin.row, origin.column) == (1, 2, 2)


def test_a_table_that_arranges_the_page_is_no_table_of_data() -> None:
    inner = "<table><tr><td>规章</td><td>5</td></tr><tr><td>文件</td><td>6</td></tr></table>"
    body = (
        f"<table><tr><td>栏目</td><td>导航</td></tr><tr><td></td><td>{REPORT}{inner}<p>落款</p></td></tr>"
        "</table>"
    )
    source = read(body)
    assert len(source.grids) == 1
    assert set(HEADINGS) <= set(source.lines)
    assert source.lines[-3:] == ("规章\t5", "文件\t6", "落款")


def test_a_small_table_in_a_cell_does_not_undo_the_table_around_it() -> None:
    note = "<table><tr><td>件</td></tr></table>"
    rows = f"<tr><td>一、本年新收政府信息公开申请数量</td><td>5{note}</td></tr>"
    body = f"<table>{rows}<tr><td>二</td><td>6</td></tr></table>"
    assert cells(body)[1][0] == "5件"


# --- encodings ---

TEXT = page("<p>一、总体情况</p><p>本年新收“申请”5件，结转1件。</p>", "{}")


@pytest.mark.parametrize(
    ("charset", "codec"),
    [
        ("<meta charset='utf-8'>", "utf-8"),
        ('<meta charset="gb2312">', "gb18030"),
        ("<META http-equiv=Content-Type content='text/html; charset=GBK'>", "gb18030"),
        ("", "utf-8"),
        ("", "gb18030"),
        ("<meta charset='gb2312'>", "utf-8"),
        ("<meta charset='utf-8'>", "gb18030"),
        ("<meta charset='no-such-thing'>", "gb18030"),
        ("<meta charset='utf-16'>", "utf-16"),
        ("", "utf-16"),
        ("", "utf-8-sig"),
    ],
)
def test_a_page_is_decoded_by_what_its_bytes_are(charset: str, codec: str) -> None:
    source = read_bytes(TEXT.format(charset).encode(codec), "年报.htm")
    assert source.lines == ("一、总体情况", "本年新收“申请”5件，结转1件。")


def test_an_encoding_that_bytes_do_not_tell_is_believed() -> None:
    text = page("<p>政府資訊公開年度報告，本年新收申請五件。</p>", "<meta charset='big5'>")
    assert read_bytes(text.encode("big5"), "a.html").lines == (
        "政府資訊公開年度報告，本年新收申請五件。",
    )


def test_a_bad_byte_is_reported_where_it_is_in_the_text() -> None:
    raw = page("<p>一、总体情况</p><p>本年新收X件" + "，按时答复" * 20 + "</p>").encode()
    source = read_bytes(raw.replace(b"X", b"\xff"), "a.html")
    assert source.undecodable is not None
    assert (source.undecodable.line, source.undecodable.column) == (2, 5)
    assert source.undecodable.byte_offset == raw.index(b"X")
    clean = read_bytes(raw.replace(b"<body>", b"<body title='\xff'>"), "a.html")
    assert clean.undecodable is None


# --- MHTML, and pages under other names ---

MHTML = """From: <Saved by Blink>
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="----x"

------x
Content-Type: text/html; charset="{charset}"
Content-Transfer-Encoding: {encoding}

{body}
------x
Content-Type: image/png
Content-Transfer-Encoding: base64

iVBORw0KGgo=
------x--
"""


@pytest.mark.parametrize("name", ["年报.mht", "年报.mhtml", "年报.doc", "年报.wps", "年报"])
def test_a_page_packed_as_mhtml_is_read_whatever_it_is_called(name: str) -> None:
    import quopri

    body = quopri.encodestring(TEXT.format("").encode("gb18030")).decode()
    raw = MHTML.format(charset="gb2312", encoding="quoted-printable", body=body).encode()
    assert read_bytes(raw, name).lines[0] == "一、总体情况"
    assert read_bytes(raw.replace(b"\n", b"\r\n"), name).lines[0] == "一、总体情况"


def test_mhtml_without_a_page_says_so() -> None:
    raw = MHTML.format(charset="utf-8", encoding="base64", body="").encode()
    assert "没有网页" in reason(raw, "a.mht")


@pytest.mark.parametrize("name", ["年报.doc", "年报.wps", "年报.htm", "年报"])
def test_a_page_saved_under_another_name_is_read_as_a_page(name: str) -> None:
    assert read("<p>正文</p>", name=name).lines == ("正文",)


@pytest.mark.parametrize(
    "text",
    [
        "From: 办公室\n\n一、总体情况\n本年新收5件。",
        "From: a@b\nTo: c@d\nSubject: x\n\n一、总体情况",
        "<2023年年度报告>\n一、总体情况\n二、主动公开政府信息情况\n",
        "<http://example.com/nb>\n\n一、总体情况\n",
        "<div align=center>松林街道</div>\n\n# 年度报告\n\n一、总体情况\n\n本年新收5件。\n",
        "<!-- 草稿 -->\n\n# 年度报告\n\n一、总体情况\n",
        "Content-Type: 说明\n\n一、总体情况",
        "<",
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a"])
def test_a_text_that_begins_like_a_page_or_a_mail_is_a_text(text: str, name: str) -> None:
    assert not html.recognises(text.encode())
    assert read_bytes(text.encode(), name).media_type == "text/plain"


@pytest.mark.parametrize(
    "text",
    [
        "<html><p>一",
        "\ufeff\n<!DOCTYPE HTML PUBLIC '-//W3C//DTD HTML 4.0'>\n<HTML>",
        "<?xml version='1.0'?><!DOCTYPE html><html xmlns='http://www.w3.org/1999/xhtml'>",
        "<!-- saved from url=(0014)about:internet -->\n<html>",
        "<div id='zoom'>\n<p>一、总体情况</p>\n<p>二、主动公开</p></div>",
        "<meta charset=utf-8><p>一",
    ],
)
def test_a_page_is_known_by_its_beginning(text: str) -> None:
    assert html.recognises(text.encode())


def test_a_page_named_as_a_text_is_told_to_be_a_page() -> None:
    assert reason(page("<p>一</p>").encode(), "年报.txt").startswith("后缀是 .txt，内容却是网页")


# --- harm ---


def test_a_page_without_text_says_what_to_do() -> None:
    assert "浏览器" in reason(page("<div id='app'></div><script>go()</script>").encode())


@pytest.mark.parametrize(
    ("body", "limit"),
    [
        ("<div>" * 300 + "一", "limits.nesting"),
        ("<div>" * 400_000, "limits.nesting"),
        ("<table><tr><td>" * 20_000, "limits.nesting"),
        ("<table>" + ("<tr>" + "<td>1</td>" * 20 + "</tr>") * 50_000, "limits.cells"),
        ("<table>" + "<tr><td colspan=100000>1</td><td>2</td></tr>" * 1000, "limits.cells"),
        ("<table>" + "<tr><td rowspan=65000>1</td><td>2" * 5000, "limits.cells"),
        ("<br>" * 3_100_000, "limits.elements"),
        ("<div " + " ".join(f"a{i}=1" for i in range(100_000)) + ">一", "属性"),
        ('<div x=">" ' + " ".join(f"a{i}" for i in range(100_000)) + ">一", "属性"),
    ],
    ids=[
        "deep",
        "very deep",
        "tables in tables",
        "a million cells",
        "wide",
        "high",
        "elements",
        "attributes",
        "attributes behind a quote",
    ],
)
def test_a_page_made_to_do_harm_is_refused_in_time(body: str, limit: str) -> None:
    started = time.monotonic()
    assert limit in reason(page(body).encode())
    assert time.monotonic() - started < 10


def test_spans_of_a_hundred_thousand_rows_and_columns_end_with_the_table() -> None:
    body = (
        "<table><tr><td rowspan=100000 colspan=100000>甲</td></tr><tr><td>1</td><td>2</td></tr>"
        "<tr><td>3</td><td>4</td></tr></table>"
    )
    assert grid(body).rows == 3
    assert grid(body).columns <= 3


def test_entities_and_files_that_a_page_names_are_not_loaded(tmp_path: object) -> None:
    secret = f"{tmp_path}/secret.txt"
    with open(secret, "w", encoding="utf-8") as file:
        file.write("机密")
    text = (
        f'<!DOCTYPE html [<!ENTITY a SYSTEM "file://{secret}"><!ENTITY b "&a;&a;">'
        '<!ENTITY c "&b;&b;">]>'
        f"<html><body><p>一、总体情况 &a; &c;</p><iframe src='file://{secret}'></iframe></body></html>"
    )
    whole = read_bytes(text.encode(), "a.html").text
    assert "机密" not in whole
    assert "一、总体情况" in whole


def test_a_page_cut_off_anywhere_is_read_as_far_as_it_goes() -> None:
    raw = page(f"{TITLE}{REPORT}<table><tr><td>规章</td><td>5</td></tr></table>").encode()
    for end in range(60, len(raw), 37):
        try:
            read_bytes(raw[:end], "a.html")
        except UnreadableFile as error:
            assert error.reason.zh


def test_a_deep_mail_is_refused() -> None:
    levels = "".join(
        f'Content-Type: multipart/related; boundary="b{i}"\n\n--b{i}\n' for i in range(3000)
    )
    assert "limits.nesting" in reason(f"MIME-Version: 1.0\n{levels}".encode(), "a.mht")


@pytest.mark.parametrize(
    "header",
    [
        'Content-Type: text/html; a="' + ";" * 100_000,
        'Content-Type: text/html;\r a="' + ";" * 100_000,
        'Content-Type: multipart/related; boundary="b"\n\n--b\nX: b\rContent-Type: text/html; a="'
        + ";" * 100_000,
        "Content-Type: text/html; " + "charset=utf-8; " * 20_000,
        "Content-Type: text/html;" + "\n charset*0*=utf-8''a;" * 20_000,
        'Content-Type: multipart/related; boundary="b"\nContent-Location: ' + "(" * 500_000,
        'Content-Type: multipart/related; boundary="b"\nSubject: ' + "=?utf-8?q?a?= " * 50_000,
        'Content-Type: multipart/related; boundary="b"\n' + "X-A: b\n" * 100_000,
        'Content-Type: multipart/related; boundary="b"\nX-A: b' + "\n c" * 200_000,
    ],
    ids=[
        "quoted",
        "quoted, CR",
        "quoted, in a part",
        "parameters",
        "continued",
        "comments",
        "words",
        "many",
        "lines",
    ],
)
def test_no_header_of_a_mail_takes_for_ever(header: str) -> None:
    raw = f"MIME-Version: 1.0\n{header}\n\n--b\nContent-Type: text/html\n\n<p>a\n--b--\n".encode()
    begun = time.process_time()
    with suppress(UnreadableFile):
        read_bytes(raw, "a.mht")
    assert time.process_time() - begun < 3


# --- accuracy ---


def test_every_cell_of_reports_as_web_pages_is_right() -> None:
    for seed in range(12):
        document = random_document("html", random.Random(seed))
        report = parse(read_bytes(document.raw, "年报.html"))
        found = {
            table.cell_key(cell): cell.text
            for table in report.tables
            for row in table.rows
            for cell in row.cells
        }
        assert {key: found.get(key) for key in document.cells} == {
            key: cell.text for key, cell in document.cells.items()
        }, document


def test_a_row_of_numbers_below_a_header_in_a_table_of_its_own_is_a_row_of_cells() -> None:
    def one(*rows: str) -> str:
        return f"<div><table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table></div>"

    results = "<th>维持</th><th>纠正</th><th>总计</th>"
    header = one("<th colspan=3>行政复议</th>", results)
    numbers = "<td><div>2</div></td><td><div>0</div></td><td><div>2</div></td>"
    source = read(header + one(numbers))
    assert source.lines[-1].split("\t") == ["2", "0", "2"]
    assert len(source.grids) == 2
    # One row of words arranges the page.
    assert not read(one("<td>首页</td><td>公开</td><td>2</td>")).grids


OFFICE_TITLE = "青禾市教育局2023年政府信息公开工作年度报告"


@pytest.mark.parametrize(
    "page",
    [
        f"<html><body><h1>{OFFICE_TITLE}</h1><iframe src='nb.pdf' height='99'></iframe>",
        f"<html><body><p>{OFFICE_TITLE}</p><embed src='nb.pdf' type='application/pdf'>",
        f"<html><head><meta http-equiv='Refresh' content='0;url=/nb.html'>"
        f"<title>{OFFICE_TITLE}</title></head><body>正在跳转……",
    ],
)
def test_a_page_whose_text_is_another_file_is_not_read(page: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read_bytes(page.encode(), "年报.html")
    assert "另一个文件" in caught.value.reason.zh


def test_a_report_that_embeds_a_file_is_read() -> None:
    page = f"<html><body><h1>{OFFICE_TITLE}</h1><p>一、总体情况</p><p>{'公开。' * 100}</p>"
    source = read_bytes(f"{page}<iframe src='t.html'></iframe>".encode(), "年报.html")
    assert source.lines[1] == "一、总体情况"


def test_a_picture_in_a_drawing_keeps_its_place_and_an_icon_does_not() -> None:
    page = "<html><body><p>三、收到和处理政府信息公开申请情况</p>{}<p>四、行政复议</p>"
    drawing = "<svg width='600' height='900'><image href='t3.png'/></svg>"
    icon = "<svg width='16' height='16'><path d='M0 0'/></svg>"
    assert list(read_bytes(page.format(drawing).encode(), "年报.html").unread.values()) != []
    assert not read_bytes(page.format(icon).encode(), "年报.html").unread
