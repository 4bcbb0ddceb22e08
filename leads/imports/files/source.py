"""Where the bytes of a file come from. It is opened as often as somebody reads it."""

import io
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import BinaryIO, Protocol

from django.core.files.uploadedfile import UploadedFile


class Unreadable(Exception):
    """The file cannot be read; the message says why and what to do."""


class Source(Protocol):
    def open(self) -> BinaryIO:
        """From its beginning."""


@dataclass(frozen=True)
class Bytes:
    data: bytes

    def open(self) -> BinaryIO:
        return io.BytesIO(self.data)


@dataclass(frozen=True)
class OnDisk:
    path: Path

    def open(self) -> BinaryIO:
        return self.path.open("rb")


@contextmanager
def local_copy(source: Source) -> Iterator[OnDisk]:
    """The same bytes in a temporary file: read without the database, which may be busy with the rows before."""
    with NamedTemporaryFile() as copy, source.open() as original:
        shutil.copyfileobj(original, copy)
        copy.flush()
        yield OnDisk(Path(copy.name))


def uploaded(file: UploadedFile) -> Source:
    """A large one lies on disk already; a small one is in memory."""
    return OnDisk(Path(file.temporary_file_path())) if hasattr(file, "temporary_file_path") else Bytes(file.read())


def beginning_of(source: Source, length: int) -> bytes:
    with source.open() as file:
        return file.read(length)
