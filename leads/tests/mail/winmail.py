"""A `winmail.dat` as Outlook packs it (MS-OXTNEF): attributes one after the other, each with its length and the sum of its bytes."""

import struct

BODY, CODEPAGE, RENDERING, TITLE, DATA = 0x2800C, 0x69007, 0x69002, 0x18010, 0x6800F


def attribute(level: int, kind: int, data: bytes) -> bytes:
    return struct.pack("<BII", level, kind, len(data)) + data + struct.pack("<H", sum(data) & 0xFFFF)


def winmail(*files: tuple[str, bytes], text: str = "", letters: str = "cp1252") -> bytes:
    page = attribute(1, CODEPAGE, struct.pack("<II", int(letters[2:]), 0))
    body = attribute(1, BODY, text.encode(letters) + b"\0") if text else b""
    rendering = attribute(2, RENDERING, bytes(14))
    parts = [rendering + attribute(2, TITLE, name.encode(letters) + b"\0") + attribute(2, DATA, data) for name, data in files]
    return bytes.fromhex("789f3e22") + struct.pack("<H", 7) + page + body + b"".join(parts)
