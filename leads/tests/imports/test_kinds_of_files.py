"""The first bytes tell what a file is. What is not read is refused with what to do."""

import gzip
import io
import zipfile

import pytest

from leads.imports.reading import read
from leads.imports.table import Unreadable


def packed(**parts: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as file:
        for name, text in parts.items():
            file.writestr(name.replace("__", "/").replace("_dot_", "."), text)
    return held.getvalue()


XML_2003 = b'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?><Workbook/>'
FLAT_ODS = b'<?xml version="1.0"?><office:document xmlns:office="x"/>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"%PDF-1.7\n", "This is a PDF"),
        (gzip.compress(b"Name\nAnn\n", mtime=0), "is packed"),
        (gzip.compress(b'<gmr:Workbook xmlns:gmr="http://www.gnumeric.org/v10.dtd"/>', mtime=0), "Gnumeric"),
        (b"Rar!\x1a\x07\x01\0", "is packed"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "a picture"),
        (b"SQLite format 3\0", "a database"),
        (b"\0\x01\0\0Standard ACE DB\0", "a database"),
        (XML_2003, "old or rare kind"),
        (FLAT_ODS, "old or rare kind"),
        (b"ID;PWXL;N;E\nP;PGeneral\n", "old or rare kind"),
        (b'TABLE\r\n0,1\r\n"EXCEL"\r\n', "old or rare kind"),
        (b"<?xml version='1.0'?><leads/>", "This is XML"),
        (b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", "a calendar"),
        (b"version: 1\n\ndn: cn=Ann,mail=a@example.org\ncn: Ann\n", "vCard"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n", "an e-mail"),
        (b'[{"name": "Ann"}]', "JSON"),
        (b"{\\rtf1\\ansi", "a text document"),
        (bytes(range(1, 9)) * 40, "neither text nor a spreadsheet"),
        (packed(word__document_dot_xml="<w/>"), "not a spreadsheet"),
        (packed(mimetype="application/vnd.oasis.opendocument.text"), "not a spreadsheet"),
        (packed(Index__Document_dot_iwa="x"), "Apple Numbers"),
        (packed(leads_dot_csv="Name"), "is packed"),
        (OLE, "a document, a message or a database"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "has a password"),
        (b"PK\x03\x04 not really", "is damaged"),
    ],
)
def test_kind_is_told_by_its_first_bytes(data, words):
    with pytest.raises(Unreadable, match=words):
        read(data)


def test_binary_workbook_is_refused():
    with pytest.raises(Unreadable, match="save it as"):
        read(packed(xl__workbook_dot_bin="x"))


@pytest.mark.parametrize("text", ["ID;Phone;Name\n1;030 1234567;Ann\n", "Table,Name\n1,Ann\n", "dn,Name\n1,Ann\n", "{a},Name\n1,Ann\n"])
def test_tables_that_begin_like_another_kind_are_read(text):
    assert "Name" in read(text.encode()).headers
