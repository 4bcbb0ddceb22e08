"""A file of sales walks from the upload to the sales; it is taken back whole, and brought back."""

from datetime import timedelta

import pghistory
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from leads.models import Import, Lead, State
from sales.models import Sale
from sales.pipeline.closing import correct

CSV = (
    b"Invoice date,Total,Item,Product name,Invoice no,Customer,E-mail\n"
    b"2026-05-01,1200,An oak bench,Bench,7,Ann Lee,ann@example.com\n"
    b"2026-05-02,80,,,8,Bob,\n2026-05-03,x,,,9,Cem,\n"
)


@pytest.fixture(autouse=True)
def _at_once(settings):
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}}


@pytest.fixture
def owner(client, cast, stages, sources):
    client.force_login(cast.owner)
    return client


@pytest.fixture
def bring(owner):
    """The file, all the way in."""

    def send(data: bytes = CSV) -> Import:
        owner.post(reverse("imports"), {"file": SimpleUploadedFile("sales.csv", data), "kind": "sales"})
        file = Import.objects.latest("uploaded_at")
        form = owner.get(step("import", file)).context["form"]
        chosen = {name: field.initial for name, field in form.fields.items()}
        owner.post(step("import", file), chosen)
        owner.post(step("import_start", file))
        file.refresh_from_db()
        return file

    return send


def step(name: str, file: Import) -> str:
    return reverse(name, args=[file.pk])


def test_it_is_recognised_looked_at_and_brought_in_with_bad_rows_to_mend(owner, bring):
    owner.post(reverse("imports"), {"file": SimpleUploadedFile("sales.csv", CSV), "kind": "sales"})
    file = Import.objects.get()
    form = owner.get(step("import", file)).context["form"]
    chosen = [form.fields[f"column-{at}"].initial for at in range(7)]
    assert chosen == ["sold_at", "amount", "what", "product", "invoice", "name", "email"]
    offered = dict(form.fields["column-0"].choices)
    assert ("stage" in offered, "invoice" in offered) == (False, True)
    owner.post(step("import", file), {name: field.initial for name, field in form.fields.items()})
    page = owner.get(step("import_preview", file)).text
    assert all(said in page for said in ("2 rows will go in", "An oak bench", "£1,200", "New on the list of what we sell"))
    owner.post(step("import_start", file))
    file.refresh_from_db()
    assert (file.state, file.summary["created"], file.summary["failed"]) == ("done", 2, 1)
    page = owner.get(step("import", file)).text
    assert "New sales" in page
    assert "is not an amount" in owner.get(step("import_bad_rows", file)).getvalue().decode()


def test_the_whole_file_is_taken_back_and_brought_back(owner, bring, cast):
    file = bring()
    assert "Take 2 sales back?" in owner.get(step("import_taking_back", file)).text
    owner.post(step("import_taking_back", file))
    assert not Sale.objects.standing().exists()
    assert set(Lead.objects.values_list("state", flat=True)) == {State.WITHDRAWN}
    owner.post(step("import_bringing_back", file))
    assert Sale.objects.standing().count() == 2
    assert set(Lead.objects.values_list("state", flat=True)) == {State.WON}
    assert all(sale.contact.is_client for sale in Sale.objects.select_related("contact"))


def test_what_somebody_touched_stays_with_the_reason_and_the_file_again_doubles_nothing(owner, bring, cast):
    file = bring()
    with pghistory.context(user=cast.sales.pk):
        correct(Sale.objects.get(invoice="7"), by=cast.sales, what="A pine bench")
    page = owner.get(step("import_taking_back", file)).text
    assert ("Take 1 sale back?" in page, "Somebody changed it" in page) == (True, True)
    owner.post(step("import_taking_back", file))
    assert [sale.invoice for sale in Sale.objects.standing()] == ["7"]
    again = bring()
    assert (again.summary["created"], Sale.objects.count(), Sale.objects.standing().count()) == (0, 2, 2)


def test_an_enquiry_that_a_file_won_is_open_again_when_the_file_is_taken_back(owner, bring, make_opportunity):
    opportunity = make_opportunity("Ann Lee", days=400, email="ann@example.com")
    day = (timezone.localdate() - timedelta(days=1)).isoformat().encode()
    file = bring(CSV.replace(b"2026-05-01", day))
    opportunity.refresh_from_db()
    assert opportunity.is_won
    owner.post(step("import_taking_back", file))
    opportunity.refresh_from_db()
    assert opportunity.is_open


def test_the_command_does_the_same(owner, tmp_path, capsys):
    path = tmp_path / "sales.csv"
    path.write_bytes(CSV)
    call_command("import_sales", str(path), "--map", "Invoice date=sold_at", "Total=amount", "Invoice no=invoice", "Customer=name")
    assert "created 2" in capsys.readouterr().out
    assert sorted(Sale.objects.values_list("amount", flat=True)) == [80, 1200]


def test_the_front_desk_brings_in_nothing(client, cast):
    client.force_login(cast.staff)
    assert client.post(reverse("imports"), {"file": SimpleUploadedFile("sales.csv", CSV), "kind": "sales"}).status_code == 403
