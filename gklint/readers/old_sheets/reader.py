"""Old Excel and WPS workbooks and OpenDocument sheets → Source: LibreOffice turns them into .xlsx,
as it does with old documents."""

from __future__ import annotations

from gklint.model.source import Source
from gklint.readers.limits import Limits
from gklint.readers.office.convert import WORKBOOK
from gklint.readers.office.old_files import conversion_of, converted_one
from gklint.readers.xlsx import reader as xlsx
from gklint.support.bilingual import Text

NAME = "old_sheets"
SUFFIXES = (".xls", ".et", ".xlt", ".ett", ".ods")
WHAT = Text("旧版 Excel、WPS 或 OpenDocument 工作簿", "an old Excel, WPS or ODF workbook")


def recognises(raw: bytes) -> bool:
    """Say whether the bytes are such a workbook; raises UnreadableFile for an encrypted one."""
    conversion = conversion_of(raw)
    return conversion is not None and conversion.becomes == WORKBOOK


def read(raw: bytes, path: str, limits: Limits) -> Source:
    """Return the workbook's text and tables; raises UnreadableFile, also without LibreOffice."""
    workbook, conversion = converted_one(raw, limits)
    source = xlsx.read(workbook, path, limits)
    return source._replace(raw=raw, media_type=conversion.media_type)
