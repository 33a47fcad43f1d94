"""600 files that are broken, or lie: about their type, size, encoding and insides. Always the same ones."""

from __future__ import annotations

import gzip
import io
import random
import re
import struct
import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime

import xlsxwriter

from tests.interchange.table.brought import file_of

HEAD = ("Organisation", "Tjänst", "Behov", "Kommun", "Telefon", "Öppettider")
ROW = ("Haven", "Advice", "juridik", "Stockholm", "08-465 004 31", "mån–fre 9–16")
FORMULAS = (
    "=cmd|' /C calc'!A0",
    "=1+1",
    "@SUM(A1)",
    '=HYPERLINK("http://x","y")',
    "|calc",
    "\t=1",
    "%0A=1",
    "+1+cmd|'x'",
)


def plain(chance: random.Random) -> bytes:
    """Return a good CSV file."""
    rows = [(f"Haven {n}", *ROW[1:]) for n in range(chance.randint(1, 40))]
    return file_of(
        HEAD, *rows, separator=chance.choice(";,\t"), encoding=chance.choice(("utf-8", "utf-8-sig", "utf-16"))
    )


def workbook(chance: random.Random, **parts: Callable[[bytes], bytes]) -> bytes:
    """Return a workbook, with *parts* of its archive changed (name with ``_`` for ``/`` and ``.``)."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_formulas": True})
    page = book.add_worksheet()
    page.write_row(0, 0, HEAD)
    for number in range(chance.randint(1, 20)):
        page.write_row(number + 1, 0, ROW)
    book.close()
    return changed(made.getvalue(), parts)


def changed(content: bytes, parts: dict[str, Callable[[bytes], bytes]]) -> bytes:
    """Return an archive with some of its files changed."""
    if not parts:
        return content
    again = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for info in old.infolist():
            change = parts.get(re.sub(r"[/.]", "_", info.filename))
            data = old.read(info)
            new.writestr(info.filename, change(data) if change else data)
    return again.getvalue()


def cut(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randint(1, max(2, len(content) - 1))]


def flipped(content: bytes, chance: random.Random) -> bytes:
    data = bytearray(content)
    for _time in range(chance.randint(1, 40)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(data)


def bomb(chance: random.Random) -> bytes:
    """A workbook that unpacks to a great deal."""
    zeros = b" " * chance.choice((21, 60, 120)) * 1024 * 1024
    return workbook(
        chance, xl_worksheets_sheet1_xml=lambda data: data.replace(b"<sheetData>", zeros + b"<sheetData>")
    )


def lying_size(chance: random.Random) -> bytes:
    """An archive whose directory says that its parts are small."""
    data = bytearray(bomb(chance))
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        struct.pack_into("<I", data, at + 24, 10)
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


def dimension(said: str) -> Callable[[random.Random], bytes]:
    tag = f'<dimension ref="{said}"/>'.encode()
    return lambda chance: workbook(
        chance, xl_worksheets_sheet1_xml=lambda data: re.sub(rb"<dimension [^>]*/>", tag, data)
    )


def far_cell(chance: random.Random) -> bytes:
    """One cell in the last corner of the sheet: a dense table of it would have 17 thousand million cells."""
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    return workbook(chance, xl_worksheets_sheet1_xml=lambda data: data.replace(b"</sheetData>", far))


def billion_laughs(chance: random.Random) -> bytes:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    start = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "haha">{entities}]>'.encode()
    return workbook(
        chance,
        xl_sharedStrings_xml=lambda data: start + data.split(b"?>", 1)[1].replace(b"Haven", b"&a11;"),
    )


def merged(chance: random.Random) -> bytes:
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    page = book.add_worksheet()
    page.merge_range(0, 0, 0, 5, "Sammanställning")
    page.write_row(1, 0, HEAD)
    page.merge_range(2, 0, 2 + chance.randint(1, 9), 0, "Haven")
    page.write_datetime(2, 1, datetime(2026, 11, 2))
    page.write_number(2, 4, 84650040.0)
    book.close()
    return made.getvalue()


def other_archive(chance: random.Random) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(chance.choice(("word/document.xml", "a.txt", "../../etc/passwd")), "x")
    return made.getvalue()


def many_parts(chance: random.Random) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        for number in range(2500):
            archive.writestr(f"x{number}", "")
    return made.getvalue()


def ods(chance: random.Random) -> bytes:
    repeated = chance.choice((1, 50, 2**31))
    content = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
        f'<table:table table:name="A"><table:table-row table:number-rows-repeated="{repeated}">'
        f'<table:table-cell table:number-columns-repeated="{repeated}" office:value-type="string"><text:p>Organisation'
        "</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", "<x/>")
    return made.getvalue()


KINDS: tuple[Callable[[random.Random], bytes], ...] = (
    lambda _chance: b"",
    lambda chance: b"\r\n ;;" * chance.randint(0, 40),
    lambda _chance: file_of(HEAD),
    lambda chance: file_of((HEAD[0],) * chance.randint(2, 60), ROW),
    lambda chance: cut(plain(chance), chance),
    lambda chance: cut(workbook(chance), chance),
    lambda chance: flipped(plain(chance), chance),
    lambda chance: flipped(workbook(chance), chance),
    bomb,
    lying_size,
    dimension("A1"),
    dimension("A1:XFD1048576"),
    dimension("hej"),
    far_cell,
    billion_laughs,
    merged,
    other_archive,
    many_parts,
    ods,
    lambda chance: b"%PDF-1.7\n" + chance.randbytes(500),
    lambda chance: b"\x89PNG\r\n\x1a\n" + chance.randbytes(500),
    lambda chance: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + chance.randbytes(chance.randint(0, 5000)),
    lambda chance: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 900 + "EncryptedPackage".encode("utf-16-le"),
    lambda chance: gzip.compress(plain(chance)),
    lambda chance: chance.randbytes(chance.randint(1, 5000)),
    lambda chance: b"<!DOCTYPE html><table><tr><td>Organisation</td></tr></table>" * chance.randint(1, 9),
    lambda chance: plain(chance).replace(b"Haven", b"Ha\0ven"),
    lambda chance: file_of(HEAD, ROW, encoding="utf-8") + file_of(("Å", "Ö"), encoding="cp1252"),
    lambda chance: file_of(HEAD, ROW, encoding="cp1252").replace(b"H", b"\x81"),
    lambda chance: b'Organisation;Kommun\n"Haven;' + b"x" * chance.randint(1, 9000),
    lambda chance: file_of(tuple(f"K{n}" for n in range(10_000)), ("x",) * 10_000),
    lambda chance: file_of(HEAD, *[ROW] * chance.choice((20_001, 60_000))),
    lambda chance: b"x" * (5 * 1024 * 1024 + chance.randint(1, 999)),
    lambda chance: file_of(HEAD, *((chance.choice(FORMULAS),) * 6 for _n in range(9))),
    lambda chance: file_of(
        HEAD, ("\u202eneva H", "Adv\u200bice", "\ufeff", "А" + "dvice", "\x07", "\u0000x")
    ),
    lambda chance: file_of(HEAD, ("Haven", "x" * chance.choice((121, 4999, 5001)), *ROW[2:])),
    lambda chance: file_of(HEAD, ("Haven", "Advice", ";".join(["juridik"] * 900), *ROW[3:])),
    lambda chance: file_of(HEAD, ("Haven", "Advice", "juridik", "0184" * 60, "9" * 4000, "((((" * 900)),
    lambda chance: file_of(HEAD, *[(*ROW[:4], str(chance.random()), str(-1 / 3))] * 9),
    lambda chance: "Organisation;Kommun\nHaven;Solna".encode("utf-16-le")[: chance.randint(5, 61)],
)


def files(count: int) -> Iterator[tuple[int, bytes]]:
    """Yield *count* files with their numbers; every kind comes before any comes again."""
    for number in range(count):
        chance = random.Random(number)
        yield number, KINDS[number % len(KINDS)](chance)
