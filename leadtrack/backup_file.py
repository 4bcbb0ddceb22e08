"""The file of a backup: made by us alone, closed to others, with its checksum beside it, and encrypted for whoever may read it.

FILE           the dump, or the dump encrypted with age (https://age-encryption.org) where recipients are configured
FILE.sha256    its checksum, as `sha256sum --check` reads it
"""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyrage

ENCRYPTED = b"age-encryption.org/"


class BackupError(RuntimeError):
    """Nothing was changed, and the message says why."""


@contextmanager
def draft_of(file: Path) -> Iterator[Path]:
    """A new file beside `file` that nobody else can have made or opened; it takes the place of `file` when the block ends well."""
    handle, name = tempfile.mkstemp(prefix=f".{file.name}.", suffix=".part", dir=file.parent)  # O_EXCL, 0600
    os.close(handle)
    draft = Path(name)
    try:
        yield draft
        checksum = checksum_of(draft)
        beside(file).unlink(missing_ok=True)  # a backup without one is a backup; one with another's is none
        draft.replace(file)
        _write_anew(beside(file), f"{checksum}  {file.name}\n")
    finally:
        draft.unlink(missing_ok=True)


def beside(file: Path) -> Path:
    return file.with_name(f"{file.name}.sha256")


def checksum_of(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def matches_checksum(file: Path) -> bool:
    """Whether the file is what its checksum says; False without one. Raises BackupError when it is not."""
    try:
        expected = beside(file).read_text(errors="replace").split()
    except FileNotFoundError:
        return False
    if expected[:1] != [checksum_of(file)]:
        raise BackupError(f"{file} is not what was saved: its checksum is not the one in {beside(file).name}.")
    return True


def is_encrypted(file: Path) -> bool:
    with file.open("rb") as stream:
        return stream.read(len(ENCRYPTED)) == ENCRYPTED


def encrypt(reader, file: Path, *, recipients: str) -> None:
    """What `reader` gives, encrypted into `file`. `recipients`: public keys of age or SSH, with commas between them."""
    keys = [_recipient(text.strip()) for text in recipients.split(",")]
    try:
        with file.open("wb") as writer:
            pyrage.encrypt_io(reader, writer, keys)
    except pyrage.EncryptError as error:
        raise BackupError(f"{file} cannot be encrypted: {error}.") from None


def _recipient(text: str) -> pyrage.x25519.Recipient | pyrage.ssh.Recipient:
    try:
        return pyrage.ssh.Recipient.from_str(text) if text.startswith("ssh-") else pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError:
        raise BackupError(f"BACKUP_RECIPIENTS has {text!r}; it must be public keys such as age1… or ssh-ed25519 …") from None


@contextmanager
def readable(file: Path, *, identity: Path | None) -> Iterator[Path]:
    """The dump in `file`. That of an encrypted one lies beside it, closed to others, for as long as the block runs.

    `identity`: the file with the private key. Raises BackupError without one that fits.
    """
    if not is_encrypted(file):
        yield file
        return
    if identity is None:
        raise BackupError(f"{file} is encrypted; say where its private key is: --identity KEYFILE.")
    handle, name = tempfile.mkstemp(prefix=f".{file.name}.", suffix=".plain", dir=file.parent)
    try:
        with os.fdopen(handle, "wb") as writer, file.open("rb") as reader:
            pyrage.decrypt_io(reader, writer, _identities(identity))
        yield Path(name)
    except pyrage.DecryptError as error:
        raise BackupError(f"{file} cannot be decrypted with {identity}: {error}.") from None
    finally:
        Path(name).unlink()


def _identities(file: Path) -> list:
    """Each key in a file as `age-keygen` or `ssh-keygen` writes it. Raises BackupError."""
    try:
        text = file.read_text()
        if "AGE-SECRET-KEY-" not in text:
            return [pyrage.ssh.Identity.from_buffer(text.encode())]
        return [pyrage.x25519.Identity.from_str(line.strip()) for line in text.splitlines() if line.startswith("AGE-SECRET-KEY-")]
    except (OSError, UnicodeError, pyrage.IdentityError) as error:
        raise BackupError(f"{file} holds no private key of age or SSH: {error}.") from None


def _write_anew(file: Path, text: str) -> None:
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as writer:
        writer.write(text)
