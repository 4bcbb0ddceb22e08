"""Each string in a file that is brought in: as a cell, as a header, as the name of the file."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from leads.models import Import, Lead
from leads.models.contact import sort_key
from leads.tasks import run_import
from tests.hostile.reading import read, runs_something
from tests.hostile.strings import sayable, strings

STRINGS = strings()
COLUMNS = ("Nr", "Full name", "Firm", "Wants", "Remarks", "Tel")
FIELDS = ("external_id", "name", "company", "interest", "notes", "phone")


def as_csv(rows) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


def upload(client, content: bytes, *, name: str = "x.csv"):
    client.post(reverse("imports"), {"file": SimpleUploadedFile(name, content, "text/csv")})
    return Import.objects.order_by("-uploaded_at").first()


@pytest.fixture
def brought_in(small, signed_in):
    """One row a string: it is the name, the company, the interest, the notes and the phone of its lead."""
    client = signed_in()
    made = upload(client, as_csv([COLUMNS, *([f"row {n}", *[text] * 5] for n, text in enumerate(STRINGS))]))
    chosen = {f"column-{at}": field for at, field in enumerate(FIELDS)} | {"zone": "Europe/London", "system": "Zoho"}
    assert client.post(reverse("import", args=[made.pk]), chosen).status_code == 302
    client.post(reverse("import_values", args=[made.pk]), {"no_day": "unknown"})
    page = client.get(reverse("import_preview", args=[made.pk]))
    assert runs_something(read(page.content)) == []
    client.post(reverse("import_start", args=[made.pk]))
    if Import.objects.get(pk=made.pk).state == Import.State.WAITING:
        run_import.call(str(made.pk))
    return Import.objects.get(pk=made.pk)


def test_cells_are_kept_to_the_letter_but_for_the_spaces_around_them(brought_in):
    leads = {lead.external_id: lead for lead in Lead.objects.exclude(external_id=None).select_related("contact")}
    bad_rows = b"".join(brought_in.bad_rows()).decode()
    problems = []
    for number, text in enumerate(STRINGS):
        lead = leads.get(f"row {number}")
        if lead is None:
            problems += [] if f"row {number}" in bad_rows else [f"{text!r} is neither in nor among the bad rows"]
        elif sayable(200)(text):
            names = (lead.contact.name, lead.contact.company) if lead.contact else ()
            stored = (lead.interest, lead.notes)
            # Of two spellings of one number the second is the same person, who keeps the first spelling of the name.
            is_kept = set(stored) == {text.strip()} and set(map(sort_key, names)) == {sort_key(text)}
            problems += [] if is_kept else [f"{text!r} is {names + stored}"]
    assert problems[:5] == []


def test_what_became_of_it_is_shown_as_text(brought_in, signed_in):
    reader = read(signed_in().get(reverse("import", args=[brought_in.pk])).content)
    assert runs_something(reader) == []
    assert signed_in().get(reverse("import_bad_rows", args=[brought_in.pk])).status_code == 200


def test_headers_and_samples_are_shown_as_text(small, signed_in):
    fit = [text for text in STRINGS if sayable(200)(text)][:200]
    made = upload(signed_in(), as_csv([fit, fit[::-1]]))  # the same again would be the headers repeated
    signed_in().post(reverse("import_layout", args=[made.pk]), {"header_row": "1"})  # its first line looks like a person
    reader = read(signed_in().get(reverse("import", args=[made.pk])).content)
    assert runs_something(reader) == []
    assert {tag for tag, *_names in reader.shape} & {"img", "iframe", "plaintext", "marquee", "body onload"} == set()
    nodes = " ".join(" ".join(node.split()) for node in reader.texts)
    assert [text for text in fit if " ".join(text.split()) not in nodes][:5] == []


def test_the_name_of_a_file_is_text(small, signed_in):
    for text in STRINGS[::8]:
        name = text.replace("/", "_").strip() or "x"
        content = as_csv([("Name",), ("Maya",)])
        response = signed_in().post(reverse("imports"), {"file": SimpleUploadedFile(f"{name[:150]}.csv", content, "text/csv")})
        assert response.status_code in (302, 422), text
    assert runs_something(read(signed_in().get(reverse("imports")).content)) == []
