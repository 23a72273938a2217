"""What a file in a folder is that is not read there, by its name: each is named with the reason,
but for what programs leave behind for themselves."""

from __future__ import annotations

import os

from gklint.support.bilingual import Text
from gklint.support.patterns import lazily

#: What programs leave beside documents while they are open or were saved: lock files of Word and
#: WPS (~$), of LibreOffice (.~lock, hidden), temporary and backup files, what systems keep.
_LEFTOVERS = lazily(
    r"(?is)~.*\.tmp|~\$.*|.*~|.*\.(tmp|temp|bak|wbk|asd|swp)|thumbs\.db|ehthumbs\.db|desktop\.ini|icon\r"
)

#: Folders that hold no reports of anybody: of tools, of systems, of archives' makers.
_TOOL_FOLDERS = frozenset(
    (
        "node_modules",
        "__pycache__",
        "site-packages",
        "__macosx",
        "$recycle.bin",
        "system volume information",
        "@eadir",
    )
)
#: A folder with one of these is an environment of Python, of venv or of conda.
_ENVIRONMENT = ("pyvenv.cfg", "conda-meta")
#: What browsers and Word call the folder with the pictures of a saved page: 年报_files.
_OF_A_PAGE = ("_files", ".files", ".fld", "_file", ".file")
_PAGES = (".html", ".htm", ".mht", ".mhtml")

#: gklint's own files, which stand among reports: configuration, waivers, baseline.
_OWN = lazily(r"(?i)\.?gklint[\w.-]*\.(ya?ml|json|toml)|pyproject\.toml")

_KINDS: dict[str, tuple[str, Text]] = {
    "archive": (
        ".zip .zipx .rar .7z .tar .gz .tgz .bz2 .tbz .xz .txz .zst .cab .arj .lzh .iso .jar",
        Text(
            "压缩包没有打开：请解压，再检查其中的报告",
            "an archive is not opened: unpack it and check what is in it",
        ),
    ),
    "picture": (
        ".png .jpg .jpeg .jpe .jfif .bmp .gif .tif .tiff .webp .heic .heif .svg .psd .wmf .emf",
        Text(
            "这是图片，没有可读的文字：请先做文字识别（OCR），或请单位提供 Word、PDF 原件",
            "a picture has no text to read: run text recognition (OCR) first,"
            " or ask for the Word or PDF file",
        ),
    ),
    "presentation": (
        ".ppt .pptx .pptm .pps .ppsx .dps .dpt .odp .key",
        Text(
            "演示文稿不读：报告请另存为 .docx 或 .pdf",
            "presentations are not read: save the report as .docx or .pdf",
        ),
    ),
    "other-document": (
        ".xlsb .numbers .pages .wpd .wri .uof .uot .uos .uop .epub .mobi .caj .ceb .cebx .sep .gd"
        " .gw .s2 .xps .oxps .djvu .one .vsd .vsdx .mpp .pub .tex .sxw .fodt",
        Text(
            "这种文档 gklint 读不了：请用原来的软件打开，另存为 .docx 或 .pdf",
            "gklint cannot read this kind of document: open it in its program"
            " and save it as .docx or .pdf",
        ),
    ),
    "mail": (
        ".eml .msg .pst .mbox",
        Text(
            "这是电子邮件：请把附件里的报告取出来",
            "a message: take the report out of its attachments",
        ),
    ),
    "shortcut": (
        ".lnk .url .webloc .desktop",
        Text(
            "这是快捷方式，报告本身不在这里：请复制原文件",
            "a shortcut: the report itself is elsewhere, copy it here",
        ),
    ),
    "unfinished": (
        ".part .crdownload .partial .download .opdownload .td .xltd .!ut",
        Text("下载没有完成：请重新下载", "a download that did not finish: get it again"),
    ),
    "media": (
        ".mp3 .mp4 .m4a .wav .avi .mov .wmv .flv .mkv .amr",
        Text("音频或视频不读", "audio and video are not read"),
    ),
    "data": (
        ".csv .tsv .json .jsonl .ndjson .xml .yaml .yml .toml .ini .cfg .conf .log .db .sqlite"
        " .sqlite3 .parquet .sarif .dbf .mdb .accdb .sql .lock",
        Text("这是数据或设置，不是文档", "data or settings, no document"),
    ),
    "program": (
        ".py .pyc .pyi .ipynb .js .mjs .ts .tsx .css .scss .map .sh .bat .cmd .ps1 .exe .dll .so"
        " .java .class .c .h .cpp .hpp .go .rs .rb .php .vbs .vba .wasm .whl .ttf .otf .woff .woff2"
        " .eot .ico .lark .vsix .jinja .j2",
        Text("这是程序或它的附件，不是文档", "a program or a part of one, no document"),
    ),
}
_CODES = {suffix: code for code, (suffixes, _) in _KINDS.items() for suffix in suffixes.split()}

_NO_SUFFIX = Text(
    "文件名没有后缀，不知道是什么文件：如是报告，请补上 .docx、.pdf 等后缀",
    "the name has no suffix that says what it is: if it is a report, add .docx, .pdf or another",
)
_UNKNOWN = Text(
    "不认识后缀 {suffix}：如是报告，请另存为 .docx 或 .pdf",
    "the suffix {suffix} is not known: if it is a report, save it as .docx or .pdf",
)


def is_leftover(name: str) -> bool:
    """Say whether a file is one that programs leave behind: it is no report and worth no word."""
    return name.startswith(".") or _LEFTOVERS.fullmatch(name) is not None


def is_own(name: str) -> bool:
    """Say whether a file is one that gklint reads for itself."""
    return _OWN.fullmatch(name) is not None


def why_not_read(name: str) -> tuple[str, Text]:
    """Return why a file of this name is not read: the reason's code, and the reason in words."""
    suffix = os.path.splitext(name)[1].lower()
    code = _CODES.get(suffix)
    if code is not None:
        return code, _KINDS[code][1]
    if len(suffix) < 2 or not suffix[1:].isalnum() or len(suffix) > 12:
        return "no-suffix", _NO_SUFFIX
    return "unknown-suffix", Text(*(words.format(suffix=suffix) for words in _UNKNOWN))


def is_tool_folder(path: str, beside: frozenset[str]) -> bool:
    """Say whether a folder holds no reports by what it is; `beside` are the names of the files that
    stand next to it."""
    name = os.path.basename(path)
    if name.startswith(".") or name.lower() in _TOOL_FOLDERS:
        return True
    stem = next((name[: -len(end)] for end in _OF_A_PAGE if name.endswith(end)), None)
    if stem and any(stem + page in beside for page in _PAGES):
        return True
    return any(os.path.exists(os.path.join(path, mark)) for mark in _ENVIRONMENT)
