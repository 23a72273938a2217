"""Pages packed as a mail (MHTML, RFC 2557), as browsers, Word and WPS save them."""

from __future__ import annotations

import re

from gklint.readers.limits import Limits, UnreadableFile
from gklint.support.bilingual import Text

#: How far the headers of the whole may reach, in bytes.
_HEADERS_WITHIN = 4096
_HEADER_LINE = rb"[A-Za-z][A-Za-z0-9-]*:.*|[ \t].*"
_KIND = rb"(?im)^Content-Type:\s*(?:multipart/(?:related|alternative|mixed)|text/html)\b"

#: Headers that say what a part is, with the lines that go on with them; the time that parsing one
#: takes grows with the square of its length. A line may end with CR alone.
_HEADER = rb"(?im)(?:^|(?<=\r))Content-[a-z-]+:[^\r\n]*(?:(?:\r\n|\r|\n)[ \t][^\r\n]*)*"
_LONGEST_HEADER = 8192

_LONG_HEADER = Text(
    "MHTML 文件的头部过长，可能已损坏；请重新保存",
    "a header of the MHTML file is too long, it may be damaged: save it again",
)
_NO_PAGE = Text(
    "MHTML 文件中没有网页，可能已损坏；请重新保存",
    "there is no page in the MHTML file, it may be damaged: save it again",
)


def is_mhtml(raw: bytes) -> bool:
    """Say whether the bytes are a mail with a page: headers, and nothing but headers, come first.

    A report that was pasted from a letter has a line From:, but no Content-Type.
    """
    head = raw[:_HEADERS_WITHIN].lstrip(b"\xef\xbb\xbf\r\n\t ")
    headers = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]
    if not re.search(_KIND, headers):
        return False
    return all(re.fullmatch(_HEADER_LINE, line.rstrip(b"\r")) for line in headers.split(b"\n"))


def page_of(raw: bytes, limits: Limits) -> tuple[bytes, str]:
    """Return the page's bytes and the encoding that its header declares, "" for none.

    Raises UnreadableFile where there is no page, and beyond the limits `members` and `nesting`.
    """
    # Imported here: it takes longer to load than a page to read, and few pages are packed so.
    from email import message_from_bytes

    # Counted before: each boundary may open a level of parts, each dash line one more part.
    limits.check("nesting", len(re.findall(rb"(?i)\bboundary\s*=", raw)))
    if any(len(header.group()) > _LONGEST_HEADER for header in re.finditer(_HEADER, raw)):
        raise UnreadableFile(_LONG_HEADER)
    limits.check("members", len(re.findall(rb"(?m)^--", raw)))
    mail = message_from_bytes(raw.lstrip(b"\xef\xbb\xbf\r\n\t "))
    for part in mail.walk():
        if part.get_content_type() == "text/html":
            page = part.get_payload(decode=True)
            if isinstance(page, bytes) and page.strip():
                return page, part.get_content_charset("")
    raise UnreadableFile(_NO_PAGE)
