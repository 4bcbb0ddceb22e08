"""Address books as vCards, of the writers there are."""

from leads.imports.columns.recognition import propose
from leads.imports.reading import read
from leads.imports.table import Table


def table_of(*lines: str, encoding: str = "utf-8") -> Table:
    return read("\r\n".join(["BEGIN:VCARD", *lines, "END:VCARD", ""]).encode(encoding))


def card(*lines: str) -> dict[str, str]:
    table = table_of(*lines)
    return dict(zip(table.headers, table.rows[0].cells, strict=True))


def test_name_company_and_ways_are_recognised():
    lines = ("VERSION:3.0", "N:Miller;Ann;;;", "FN:Ann Miller", "ORG:Firm;Sales", "TEL;TYPE=CELL:+49 171 1", "TEL;TYPE=WORK,FAX:+49 30 2")
    columns = propose(table_of(*lines, "EMAIL:a@example.org", "NOTE:asked"))
    assert columns | {"Name": "name"} == {
        "Name": "name",
        "Last name": "last_name",
        "First name": "first_name",
        "Company": "company",
        "Mobile phone": "phone",
        "Email": "email",
        "Notes": "notes",
    }


def test_bare_types_tell_a_fax_from_a_phone():
    found = card("VERSION:2.1", "N:Miller;Ann", "TEL;CELL;PREF:1", "TEL;WORK;FAX:2", "TEL;PAGER:3", "TEL;HOME:4")
    assert {header: found[header] for header in found if "name" not in header.casefold()} == {
        "Mobile phone": "1",
        "Fax number": "2",
        "Pager number": "3",
        "Home phone": "4",
    }


def test_escapes_are_taken_off_and_lists_joined():
    found = card(
        "VERSION:4.0",
        "FN:Miller\\, Ann",
        "NOTE:one\\, two\\nthree\\; four",
        "ADR;TYPE=work:;;Street 5,Yard;Berlin;;10115;Germany",
        "ORG:M\\;S\\, Co;Sales",
        "CATEGORIES:client,VIP",
    )
    assert (found["Name"], found["Notes"], found["Company"]) == ("Miller, Ann", "one, two\nthree; four", "M;S, Co")
    assert (found["Work street"], found["Work town"], found["Categories"]) == ("Street 5, Yard", "Berlin", "client, VIP")


def test_numbers_are_read_out_of_their_addresses():
    found = card('TEL;VALUE=uri;TYPE="work,voice":tel:+49-30-1234567;ext=12', "TEL;TYPE=cell;VALUE=uri:tel:+49-171-1\\;ext=7")
    assert (found["Work phone"], found["Mobile phone"]) == ("+49-30-1234567 ext. 12", "+49-171-1 ext. 7")


def test_quoted_printable_is_read_over_soft_line_breaks():
    found = card("VERSION:2.1", "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=BCr=", "gen;;;", "TEL;CELL:1")
    assert (found["Name"], found["Last name"], found["Mobile phone"]) == ("Jürgen Müller", "Müller", "1")


def test_charset_of_a_property_is_its_own():
    assert card("N;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:M=FCller;J=FCrgen")["Name"] == "Jürgen Müller"


def test_folded_lines_are_one():
    assert card("FN:Ann", "NOTE:a very lo", " ng note", "\tthat goes on")["Notes"] == "a very long notethat goes on"


def test_name_comes_from_its_parts_where_there_is_no_other():
    assert card("VERSION:3.0", "N:Müller;Ann;;Dr.;MBA")["Name"] == "Dr. Ann Müller MBA"


def test_own_labels_name_the_number():
    found = card("FN:A", "item1.TEL:1", "item1.X-ABLabel:_$!<Main>!$_", "item2.TEL:2", "item2.X-ABLabel:Fax Büro")
    assert (found["Main phone"], found["Phone Fax Büro"]) == ("1", "2")


def test_each_number_of_a_kind_has_a_column():
    table = read(b"BEGIN:VCARD\nFN:A\nTEL;HOME:1\nTEL;HOME:2\nEND:VCARD\nBEGIN:VCARD\nFN:B\nTEL;HOME:3\nEND:VCARD\n")
    assert (table.headers, [row.cells for row in table.rows]) == (
        ("Name", "Home phone", "Home phone (2)"),
        [("A", "1", "2"), ("B", "3", "")],
    )


def test_lists_of_cards_are_left_out_and_named():
    table = read(b"BEGIN:VCARD\nKIND:group\nFN:Team\nEND:VCARD\nBEGIN:VCARD\nFN:B\nEND:VCARD\n")
    assert ([row.cells for row in table.rows], table.left_out[0].text) == ([("B",)], "Team")


def test_card_inside_another_is_somebody_elses():
    found = card("N:A;B", "AGENT:", "BEGIN:VCARD", "N:C;D", "TEL:5", "END:VCARD", "TEL:6")
    assert found["Phone"] == "6"


def test_card_that_does_not_end_takes_no_other_with_it():
    table = read(b"BEGIN:VCARD\nFN:A\nBEGIN:VCARD\nFN:B\nEND:VCARD\nstray\nBEGIN:VCARD\nFN:C\n")
    assert [row.cells[0] for row in table.rows] == ["A", "B", "C"]


def test_pictures_take_no_memory_and_no_column():
    picture = "PHOTO;ENCODING=BASE64;TYPE=JPEG:" + "\r\n ".join(["/9j/4AAQSkZJRg" * 5] * 4000)
    assert list(card("FN:A", picture, "", "TEL:1")) == ["Name", "Phone"]


def test_birthday_without_a_year_is_none():
    assert card("FN:A", "BDAY:--0503")["Birthday"] == "--05-03"
    assert card("FN:A", "BDAY;VALUE=date:1604-05-03")["Birthday"] == "--05-03"
    assert card("FN:A", "BDAY:19800503")["Birthday"] == "1980-05-03"


def test_cards_of_windows_are_read_in_its_encoding():
    assert table_of("FN:Jürgen", encoding="cp1252").rows[0].cells == ("Jürgen",)
