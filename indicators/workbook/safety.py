"""The gate for workbooks from outside: nothing reads one that has not passed.

A file passes when it is an .xlsx of bounded size without programs, embedded objects or links to
other files. Every part is unpacked once, in pieces, and counted while that happens, so that what
the file claims about itself is never relied on.
"""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO

from django.utils.translation import gettext as _

from indicators.workbook.markup import MARKUP, Census, damaged
from indicators.workbook.refusal import Refused

MEGABYTE = 1024 * 1024
LARGEST_FILE = 10 * MEGABYTE
LARGEST_PART = 16 * MEGABYTE
LARGEST_IN_ALL = 32 * MEGABYTE
HIGHEST_RATIO = 120  # A filled-in sheet packs 10 to 40 times; a bomb a thousand times.
MOST_PARTS = 500
# Few and large: expat looks again at an unfinished token with every piece.
PIECE = MEGABYTE

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
PART_IN_DIRECTORY = b"PK\x01\x02"
ENCRYPTED_FLAG = 0x1
BEGINNINGS = (b"<html", b"<!doctype", b"<?xml", b"<table", b"mime-version")
# zipfile raises NotImplementedError for a file that is packed in a way it does not know.
DAMAGED = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, OSError)
DANGEROUS = (
    ("vbaproject", "macros"),
    ("xl/macrosheets/", "macros"),
    ("xl/dialogsheets/", "macros"),
    ("xl/externallinks/", "links"),
    ("xl/connections.xml", "links"),
    ("xl/querytables/", "links"),
    ("xl/embeddings/", "objects"),
    ("xl/activex/", "objects"),
    ("xl/ctrlprops/", "objects"),
)


def opened(file: bytes | BinaryIO) -> BytesIO:
    """The workbook, once it has passed; raises Refused with what is wrong and what to do.

    What passed may be handed to a reader: at most `LARGEST_IN_ALL` bytes unpacked, no
    entities, and as many rows, columns and cells as `markup.Census` lets through.
    """
    data = file if isinstance(file, bytes) else file.read(LARGEST_FILE + 1)
    if len(data) > LARGEST_FILE:
        text = _("The file is larger than %(size)s MB; a workbook of figures is far smaller.")
        raise Refused(text % {"size": LARGEST_FILE // MEGABYTE})
    _require_zip(data)
    # Counted by hand: reading the directory of a million parts would fill the memory.
    if data.count(PART_IN_DIRECTORY) > MOST_PARTS:
        raise Refused(_("The file consists of too many parts; it is not a workbook of figures."))
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except (*DAMAGED, ValueError) as error:
        raise Refused(damaged()) from error
    _check_directory(archive)
    _check_content(archive)
    return BytesIO(data)


def _require_zip(data: bytes) -> None:
    """Say what a file that is no .xlsx seems to be."""
    if data.startswith(ZIP):
        return
    if not data:
        raise Refused(_("The file is empty."))
    if data.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            text = _("The workbook is protected with a password; save it without one.")
        else:
            text = _("This is a workbook in the old .xls format; save it as .xlsx.")
        raise Refused(text)
    start = data[:1024].lstrip(b"\xef\xbb\xbf\r\n\t ").lower()
    if start.startswith(BEGINNINGS):
        text = _("This is a web page named like a workbook; open it and save it as .xlsx.")
        raise Refused(text)
    if b"\0" not in data[:4096] and not start.startswith(b"%pdf"):
        raise Refused(_("This is text such as .csv; open it in Excel or WPS and save it as .xlsx."))
    raise Refused(_("This is not an Excel workbook; choose a file saved as .xlsx."))


def _check_directory(archive: zipfile.ZipFile) -> None:
    """What the list of parts tells already, before any is unpacked."""
    infos = archive.infolist()
    names = [info.filename.lower() for info in infos]
    if len(set(names)) < len(names) or any(_leads_out(name) for name in names):
        raise Refused(damaged())
    if any(info.flag_bits & ENCRYPTED_FLAG for info in infos):
        raise Refused(_("The workbook is protected with a password; save it without one."))
    if any(info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for info in infos):
        raise Refused(damaged())
    _require_workbook(names)
    for name in names:
        for beginning, what in DANGEROUS:
            if beginning in name:
                raise Refused(_danger(what))
    unpacked, packed = sum(info.file_size for info in infos), sum(i.compress_size for i in infos)
    too_large = unpacked > LARGEST_IN_ALL or any(info.file_size > LARGEST_PART for info in infos)
    if too_large or (unpacked > MEGABYTE and unpacked > HIGHEST_RATIO * max(packed, 1)):
        raise Refused(_too_large())


def _leads_out(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ".." in name.split("/")


def _require_workbook(names: list[str]) -> None:
    if "xl/workbook.xml" in names and "[content_types].xml" in names:
        return
    if "xl/workbook.bin" in names:
        text = _("This is a workbook in the .xlsb format; save it as .xlsx.")
    elif "word/document.xml" in names:
        text = _("This is a Word document; choose the workbook.")
    elif "content.xml" in names and "mimetype" in names:
        text = _("This is a workbook in the .ods format; save it as .xlsx.")
    else:
        text = _("This is not an Excel workbook; choose a file saved as .xlsx.")
    raise Refused(text)


def _check_content(archive: zipfile.ZipFile) -> None:
    """Unpack every part once: bounded, undamaged, and its markup harmless."""
    census, unpacked = Census(), 0
    for info in archive.infolist():
        name = info.filename.lower()
        reading = census.part(name) if name.endswith(MARKUP) else None
        for piece in _pieces(archive, info):
            unpacked += len(piece)
            if unpacked > LARGEST_IN_ALL:
                raise Refused(_too_large())
            if reading:
                reading.feed(piece)
        if reading:
            reading.close()
    if census.has_macros:
        raise Refused(_danger("macros"))
    if census.has_links:
        raise Refused(_danger("links"))


def _pieces(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    """The unpacked part, piece by piece; raises Refused when it is damaged or too large."""
    seen = 0
    try:
        with archive.open(info) as part:
            while piece := part.read(PIECE):
                seen += len(piece)
                if seen > LARGEST_PART:
                    raise Refused(_too_large())
                yield piece
    except DAMAGED as error:
        raise Refused(damaged()) from error


def _danger(what: str) -> str:
    if what == "macros":
        return _("The workbook holds macros; save it as .xlsx, which has none.")
    if what == "links":
        return _("The workbook is linked to other files; paste their values and save again.")
    return _("The workbook holds embedded objects; remove them and save again.")


def _too_large() -> str:
    return _("Unpacked, the file is far too large for a workbook of figures; it is not read.")
