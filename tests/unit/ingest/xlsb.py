"""A small writer of binary workbooks, for tests: no library writes them."""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path

Cell = str | float | int | bool | None


def _short(value: int) -> bytes:
    out = b""
    while True:
        value, low = value >> 7, value & 0x7F
        out += bytes([low | (0x80 if value else 0)])
        if not value:
            return out


def _record(kind: int, body: bytes = b"") -> bytes:
    return _short(kind) + _short(len(body)) + body


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def _cell(column: int, value: Cell, style: int, texts: list[str]) -> bytes:
    head = struct.pack("<II", column, style)
    if isinstance(value, bool):
        return _record(4, head + bytes([value]))
    if isinstance(value, str):
        texts.append(value)
        return _record(7, head + struct.pack("<I", len(texts) - 1))
    if value is None:
        return b""
    if isinstance(value, int) and abs(value) < 1 << 28:
        return _record(2, head + struct.pack("<I", (value << 2 & 0xFFFFFFFF) | 2))
    return _record(5, head + struct.pack("<d", float(value)))


def write_xlsb(
    path: Path,
    sheets: dict[str, list[list[Cell]]],
    *,
    hidden: tuple[str, ...] = (),
    from_1904: bool = False,
    zeros: tuple[tuple[str, int, int], ...] = (),
    far: bool = False,
    hidden_rows: tuple[int, ...] = (),
) -> Path:
    """Write sheets of cells. zeros: (sheet, row, column) of cells that show fifteen digits.

    far: a cell at XFD1048576 of the first sheet. hidden_rows: rows that no sheet shows.
    """
    texts: list[str] = []
    bundle, relations, parts = b"", "", {}
    for number, (name, rows) in enumerate(sheets.items(), 1):
        data = _record(129) + _record(145)
        for row, cells in enumerate(rows):
            away = 0x10 if row in hidden_rows else 0
            data += _record(0, struct.pack("<IIHBBI", row, 0, 300, 0, away, 0))
            for column, value in enumerate(cells):
                data += _cell(column, value, int((name, row, column) in zeros), texts)
        if far and number == 1:
            data += _record(0, struct.pack("<IIHBBI", 1048575, 0, 300, 0, 0, 0))
            data += _cell(16383, "x", 0, texts)
        parts[f"xl/worksheets/sheet{number}.bin"] = data + _record(146) + _record(130)
        state = 1 if name in hidden else 0
        bundle += _record(
            156, struct.pack("<II", state, number) + _wide(f"rId{number}") + _wide(name)
        )
        relations += (
            f'<Relationship Id="rId{number}" Type="x" Target="worksheets/sheet{number}.bin"/>'
        )
    shared = _record(159, struct.pack("<II", len(texts), len(texts)))
    shared += b"".join(_record(19, b"\0" + _wide(text)) for text in texts) + _record(160)
    styles = _record(278) + _record(615, struct.pack("<I", 1))
    styles += _record(44, struct.pack("<H", 164) + _wide("0" * 15)) + _record(616)
    styles += _record(617, struct.pack("<I", 2))
    styles += b"".join(_record(47, struct.pack("<HH", 0, f) + b"\0" * 12) for f in (0, 164))
    styles += _record(618) + _record(279)
    book = _record(131) + _record(153, struct.pack("<II", int(from_1904), 0) + _wide(""))
    book += _record(143) + bundle + _record(144) + _record(132)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.bin", book)
        archive.writestr(
            "xl/_rels/workbook.bin.rels", f"<Relationships>{relations}</Relationships>"
        )
        archive.writestr("xl/sharedStrings.bin", shared)
        archive.writestr("xl/styles.bin", styles)
        for name, data in parts.items():
            archive.writestr(name, data)
    return path
