"""Workbooks put together part by part, as no office program would."""

import zipfile
from collections.abc import Iterable
from io import BytesIO

TYPES = (
    '<?xml version="1.0"?><Types '
    'xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{}</Types>'
)
RELATIONS = (
    '<?xml version="1.0"?><Relationships '
    'xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
BOOK = (
    f'<?xml version="1.0"?><workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">'
    '<sheets><sheet name="填报" sheetId="1" r:id="rId1"/></sheets></workbook>'
)


def sheet(rows: str) -> str:
    """A worksheet with these rows."""
    return (
        f'<?xml version="1.0"?><worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
    )


def relation(kind: str, target: str, more: str = "", key: str = "rId1") -> str:
    return f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{target}" {more}/>'


CONTENT = "application/vnd.openxmlformats-officedocument.spreadsheetml.{}+xml"


def content_type(part: str, content: str) -> str:
    """What the workbook says a part is."""
    return f'<Override PartName="/{part}" ContentType="{content}"/>'


BOOK_TYPE = content_type("xl/workbook.xml", CONTENT.format("sheet.main"))


def parts(rows: str = "") -> dict[str, str | bytes]:
    """The least that a workbook consists of."""
    return {
        "[Content_Types].xml": TYPES.format(BOOK_TYPE),
        "_rels/.rels": RELATIONS.format(relation("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": BOOK,
        "xl/_rels/workbook.xml.rels": RELATIONS.format(
            relation("worksheet", "worksheets/sheet1.xml")
        ),
        "xl/worksheets/sheet1.xml": sheet(rows),
    }


def packed(found: dict[str, str | bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The file."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", how) as archive:
        for name, content in found.items():
            archive.writestr(name, content)
    return out.getvalue()


def streamed(name: str, pieces: Iterable[bytes], found: dict[str, str | bytes]) -> bytes:
    """The file, one part of it written piece by piece."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for other, content in found.items():
            if other != name:
                archive.writestr(other, content)
        with archive.open(name, "w", force_zip64=False) as part:
            for piece in pieces:
                part.write(piece)
    return out.getvalue()


def with_lying_size(data: bytes, name: str, claimed: int) -> bytes:
    """The file, its directory claiming another unpacked size for a part."""
    result = bytearray(data)
    start = data.rindex(b"PK\x01\x02", 0, data.rindex(name.encode()))
    result[start + 24 : start + 28] = claimed.to_bytes(4, "little")
    local = data.index(name.encode()) - 30
    result[local + 22 : local + 26] = claimed.to_bytes(4, "little")
    return bytes(result)
