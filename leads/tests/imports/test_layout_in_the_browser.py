"""What a person sees of how a file is read, and how they correct it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from leads.models import Import, Lead
from leads.tests.imports.sheets import workbook

pytestmark = pytest.mark.django_db
HEADLESS = b"Anna M,+49 30 123456,a@example.org\nBob,+49 30 123457,b@example.org\nCarl,+49 30 123458,c@example.org\n"
REPORT = b"Leads report\n\nName,Email\nAnn,a@example.org\nBob,b@example.org\nTotal: 2\n"


@pytest.fixture
def owner(client, cast, settings):
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}}
    client.force_login(cast.owner)
    return client


@pytest.fixture
def upload(owner):
    def send(data: bytes, name: str = "leads.csv"):
        owner.post(reverse("imports"), {"file": SimpleUploadedFile(name, data)})
        return owner.get(step("import"))

    return send


def step(name: str) -> str:
    return reverse(name, args=[Import.objects.get().pk])


def labels(page) -> list[str]:
    return [str(field.label) for field, *_rest in page.context["form"].columns]


def test_first_line_like_a_person_is_asked_about(owner, upload):
    assert "The first line looks like a person. Has the file no headers?" in upload(HEADLESS).text
    owner.post(step("import_layout"), {"header_row": "0"})
    page = owner.get(step("import"))
    assert (labels(page), Import.objects.get().rows) == (["Column 1", "Column 2", "Column 3"], 3)


def test_first_line_that_has_headers_after_all_has_them(owner, upload):
    upload(HEADLESS)
    owner.post(step("import_layout"), {"header_row": "1"})
    assert (labels(owner.get(step("import")))[0], Import.objects.get().rows) == ("Anna M", 2)


def test_lines_left_out_are_named_at_each_step(owner, upload):
    page = upload(REPORT)
    assert labels(page) == ["Name", "Email"]
    owner.post(step("import"), {"column-0": "name", "column-1": "email", "zone": "Europe/London"})
    owner.post(step("import_values"), {"no_day": "unknown"})
    pages = [page, owner.get(step("import_preview"))]
    owner.post(step("import_start"))
    for each in (*pages, owner.get(step("import"))):
        assert "2 lines of the file are no rows and are left out" in each.text
        assert "Leads report" in each.text
        assert "Total: 2" in each.text
    assert Lead.objects.count() == 2


def test_rows_below_can_be_brought_in(owner, upload):
    upload(REPORT)
    owner.post(step("import_layout"), {"header_row": "3", "delimiter": ",", "encoding": "utf-8", "whole": "on"})
    assert Import.objects.get().rows == 3


def test_another_row_can_have_the_headers(owner, upload):
    upload(b"a,b\nc,d\nName,Phone\nAnn,1\n")
    owner.post(step("import_layout"), {"header_row": "2"})
    assert labels(owner.get(step("import"))) == ["c", "d"]


def test_another_separator_finds_the_headers_anew(owner, upload):
    upload(b"Leads; all\nName;Note\nAnn;a, b\nBob;c, d\n")
    owner.post(step("import_layout"), {"header_row": "2", "delimiter": ",", "encoding": "utf-8"})
    assert Import.objects.get().plan["layout"]["delimiter"] == ","


def test_another_encoding_is_believed(owner, upload):
    upload("Имя,Город\nАнна,Киль\n".encode("cp1251"))
    owner.post(step("import_layout"), {"header_row": "1", "delimiter": ",", "encoding": "cp1251"})
    assert labels(owner.get(step("import"))) == ["Имя", "Город"]


def test_encoding_that_does_not_fit_changes_nothing(owner, upload):
    upload("Name,Ort\nJürgen,Köln\n".encode("cp1252"))
    owner.post(step("import_layout"), {"header_row": "1", "delimiter": ",", "encoding": "utf-8"})
    page = owner.get(step("import"))
    assert "This file says it is utf-8, and is not" in page.text
    assert Import.objects.get().plan["layout"]["encoding"] == "cp1252"


def test_another_sheet_can_be_read(owner, upload):
    upload(workbook({"Notes": [["Read me"], ["please"]], "People": [["Name", "Email"], ["Ann", "a@example.org"]]}), "leads.xlsx")
    owner.post(step("import_layout"), {"sheet": "People", "header_row": "1"})
    assert labels(owner.get(step("import"))) == ["Name", "Email"]


def test_layout_of_a_started_file_stays(owner, upload):
    upload(REPORT)
    Import.objects.update(state=Import.State.DONE)
    assert owner.post(step("import_layout"), {"header_row": "1"}).status_code == 404
