"""Small pictures for mail, where no SVG is shown: rectangles of a few colours on nothing, as PNG.

PNG (Portable Network Graphics), W3C Recommendation, third edition, 2025: indexed colour (type 3) with a transparent entry.
"""

import struct
import zlib

SIGNATURE = b"\x89PNG\r\n\x1a\n"
NOTHING = 0


class Canvas:
    """`colours`: "#rrggbb" by number from 1 on; 0 is nothing, and lets the page show through."""

    def __init__(self, width: int, height: int, *, colours: tuple[str, ...]) -> None:
        self.width, self.height, self.colours = width, height, colours
        self._rows = [bytearray(width) for _row in range(height)]

    def rect(self, left: float, top: float, right: float, bottom: float, colour: int) -> None:
        """What lies outside is cut off; a rectangle of less than a dot is drawn as one."""
        x, y = max(round(left), 0), max(round(top), 0)
        x_end, y_end = min(max(round(right), x + 1), self.width), min(max(round(bottom), y + 1), self.height)
        for row in self._rows[y:y_end]:
            row[x:x_end] = bytes([colour]) * max(x_end - x, 0)

    def at(self, x: int, y: int) -> int:
        return self._rows[y][x]

    def png(self) -> bytes:
        palette = bytes(3) + b"".join(bytes.fromhex(colour.removeprefix("#")) for colour in self.colours)
        header = struct.pack(">IIBBBBB", self.width, self.height, 8, 3, 0, 0, 0)
        lines = b"".join(b"\x00" + bytes(row) for row in self._rows)
        chunks = ((b"IHDR", header), (b"PLTE", palette), (b"tRNS", b"\x00"), (b"IDAT", zlib.compress(lines, 9)), (b"IEND", b""))
        return SIGNATURE + b"".join(_chunk(name, data) for name, data in chunks)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
