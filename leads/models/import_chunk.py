"""The bytes of an import, in pieces, so that no process holds all of a file."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

CHUNK = 1024 * 1024
"""Bytes of each piece of an uploaded file but the last."""


class ImportChunk(models.Model):
    """A piece of the file, of the rows of it that did not go in (CSV in UTF-8), or of what a run has to know if it is cut off (JSON).
    Pieces are numbered from 0.
    """

    class Part(models.TextChoices):
        FILE = "file", _("The file")
        BAD_ROWS = "bad", _("Rows that are not in")
        NOTES = "note", _("Notes of a run")

    file = models.ForeignKey("leads.Import", on_delete=models.CASCADE, related_name="chunks")
    part = models.CharField(max_length=4, choices=Part)
    number = models.PositiveIntegerField()
    data = models.BinaryField()

    class Meta:
        verbose_name = _("piece of a file")
        verbose_name_plural = _("pieces of files")
        constraints = [models.UniqueConstraint(fields=["file", "part", "number"], name="import_chunk_in_order")]

    def __str__(self) -> str:
        return f"{self.file_id} {self.part} {self.number}"


@dataclass(frozen=True)
class StoredFile:
    """A stored file, to be opened as often as somebody reads it. A query for each megabyte read."""

    pk: UUID
    size: int

    def open(self) -> BinaryIO:
        return io.BufferedReader(_Pieces(self.pk, self.size))


class _Pieces(io.RawIOBase):
    def __init__(self, pk: UUID, size: int):
        self.pk, self.size, self.at = pk, size, 0
        self.number, self.piece = -1, b""

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        self.at = offset + {io.SEEK_SET: 0, io.SEEK_CUR: self.at, io.SEEK_END: self.size}[whence]
        return self.at

    def tell(self) -> int:
        return self.at

    def readinto(self, buffer) -> int:
        number, begin = divmod(self.at, CHUNK)
        if number != self.number:  # whoever decodes text asks for a few kilobytes at a time
            pieces = ImportChunk.objects.filter(file=self.pk, part=ImportChunk.Part.FILE, number=number)
            self.number, self.piece = number, bytes(pieces.values_list("data", flat=True).first() or b"")
        data = self.piece[begin : begin + len(buffer)]
        buffer[: len(data)] = data
        self.at += len(data)
        return len(data)


def pieces_of(file: BinaryIO) -> Iterator[bytes]:
    while data := file.read(CHUNK):
        yield data
