"""The file of a backup, without the database in it."""

import hashlib
import io
import os

import pyrage
import pytest

from leadtrack import backup_file
from leadtrack.backup_file import BackupError


@pytest.fixture
def file(tmp_path):
    return tmp_path / "monday"


@pytest.fixture
def key():
    return pyrage.x25519.Identity.generate()


def save(file, text: bytes = b"PGDMP") -> None:
    with backup_file.draft_of(file) as draft:
        draft.write_bytes(text)


@pytest.fixture
def open_handed():
    """Files are readable by everybody unless somebody says otherwise."""
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.mark.usefixtures("open_handed")
def test_a_backup_is_closed_to_others(file):
    save(file)
    assert [path.stat().st_mode & 0o777 for path in (file, backup_file.beside(file))] == [0o600, 0o600]


def test_a_backup_never_goes_where_somebody_leads_it(file, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_text("untouched")
    for name in ("monday", "monday.part", "monday.sha256"):
        (tmp_path / name).symlink_to(elsewhere)
    save(file)
    assert elsewhere.read_text() == "untouched"
    assert file.read_bytes() == b"PGDMP"


def test_a_checksum_stands_beside_it(file):
    save(file)
    assert backup_file.beside(file).read_text() == f"{hashlib.sha256(b'PGDMP').hexdigest()}  monday\n"
    assert backup_file.matches_checksum(file)


def test_one_changed_byte_is_refused(file):
    save(file)
    file.write_bytes(b"PGDMQ")
    with pytest.raises(BackupError, match="is not what was saved"):
        backup_file.matches_checksum(file)


def test_a_backup_without_checksum_is_read(file):
    file.write_bytes(b"PGDMP")
    assert not backup_file.matches_checksum(file)


def test_a_failed_backup_leaves_the_last_one(file, tmp_path):
    save(file)
    with pytest.raises(ZeroDivisionError), backup_file.draft_of(file):
        1 / 0  # noqa: B018
    assert file.read_bytes() == b"PGDMP"
    assert backup_file.matches_checksum(file)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["monday", "monday.sha256"]


def test_what_is_encrypted_is_read_with_its_key(file, key, tmp_path):
    backup_file.encrypt(io.BytesIO(b"PGDMP secret"), file, recipients=f"{key.to_public()}, {key.to_public()}")
    assert b"secret" not in file.read_bytes()
    (tmp_path / "key").write_text(str(key))
    with backup_file.readable(file, identity=tmp_path / "key") as dump:
        assert (dump.read_bytes(), dump.stat().st_mode & 0o777) == (b"PGDMP secret", 0o600)
    assert not dump.exists()


def test_another_key_reads_nothing(file, key, tmp_path):
    backup_file.encrypt(io.BytesIO(b"PGDMP"), file, recipients=str(key.to_public()))
    (tmp_path / "key").write_text(str(pyrage.x25519.Identity.generate()))
    with pytest.raises(BackupError, match="cannot be decrypted"), backup_file.readable(file, identity=tmp_path / "key"):
        pass
    assert sorted(path.name for path in tmp_path.iterdir()) == ["key", "monday"]


@pytest.mark.parametrize("recipients", ["me@example.com", "age1x", "ssh-ed25519 x", ","])
def test_a_recipient_that_is_no_key_is_named(file, recipients):
    with pytest.raises(BackupError, match="BACKUP_RECIPIENTS has"):
        backup_file.encrypt(io.BytesIO(b"PGDMP"), file, recipients=recipients)


@pytest.mark.parametrize("text", ["", "AGE-SECRET-KEY-1", "not a key"])
def test_a_key_file_that_is_none_is_refused(file, key, tmp_path, text):
    backup_file.encrypt(io.BytesIO(b"PGDMP"), file, recipients=str(key.to_public()))
    (tmp_path / "key").write_text(text)
    with pytest.raises(BackupError, match="holds no private key"), backup_file.readable(file, identity=tmp_path / "key"):
        pass
