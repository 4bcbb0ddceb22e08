from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from leads.models import Import, Lead
from leads.tasks import run_import
from leads.views import imports

pytestmark = pytest.mark.django_db
PROGRAM = {"system": "Zoho"}
CSV = b"Lead ID,Name,Deal Stage,Created\nA1,Ann,Closed Won,03/04/2026\nA2,Bob,Limbo,05/06/2026\n"


@pytest.fixture(autouse=True)
def _at_once(settings):
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}}


@pytest.fixture
def owner(client, cast):
    client.force_login(cast.owner)
    return client


@pytest.fixture
def upload(owner):
    def send(data: bytes, name: str = "leads.csv"):
        return owner.post(reverse("imports"), {"file": SimpleUploadedFile(name, data)})

    return send


def columns(**chosen) -> dict:
    """The fields of the columns form: those of the proposal unless told otherwise."""
    proposal = {"column-0": "external_id", "column-1": "name", "column-2": "stage", "column-3": "received_at"}
    return proposal | {"zone": "Europe/London"} | PROGRAM | chosen


def step(name: str) -> str:
    return reverse(name, args=[Import.objects.get().pk])


def test_a_file_walks_from_upload_to_leads(owner, upload):
    assert upload(CSV).url == step("import")
    assert "Deal Stage" in owner.get(step("import")).text
    assert owner.post(step("import"), columns()).url == step("import_values")
    page = owner.get(step("import_values")).text
    assert "Closed Won" in page
    assert "Dates like 03/04/2026" in page
    assert owner.post(step("import_values"), {"answer-0": "won", "answer-1": "lost", "answer-2": "mdy"}).url == step("import_preview")
    assert "2 rows will go in" in owner.get(step("import_preview")).text
    assert owner.post(step("import_start")).url == step("import")
    done = Import.objects.get()
    assert (done.state, done.summary["created"], done.chunks.count()) == ("done", 2, 0)
    assert dict(Lead.objects.values_list("external_id", "state")) == {"A1": "won", "A2": "lost"}
    assert Lead.objects.get(external_id="A1").received_at.month == 3
    assert Lead.objects.get(external_id="A1").logged_by == done.by


def test_the_likeliest_columns_and_answers_are_chosen(owner, upload):
    upload(CSV)
    form = owner.get(step("import")).context["form"]
    assert [form[f"column-{at}"].initial for at in range(4)] == ["external_id", "name", "stage", "received_at"]
    owner.post(step("import"), columns())
    form = owner.get(step("import_values")).context["form"]
    assert [field.initial for _question, field in form.answers] == ["won", "open", "dmy"]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 not a sheet", b"Name\n"])
def test_a_file_nobody_can_read_is_refused_beside_the_field(upload, data):
    response = upload(data)
    assert response.status_code == 422
    assert response.context["form"].errors["file"]
    assert not Import.objects.exists()


def test_one_field_for_two_columns_is_refused(owner, upload):
    upload(CSV)
    response = owner.post(step("import"), columns(**{"column-2": "name"}))
    assert response.status_code == 422
    assert "takes one column" in response.text


def test_a_column_of_free_text_is_no_stage(owner, upload):
    upload(b"Lead ID,Name,Deal Stage,Created\n" + b"".join(b"A%d,Ann,word %d,\n" % (n, n) for n in range(70)))
    response = owner.post(step("import"), columns())
    assert response.status_code == 422
    assert "too many" in response.text


def test_nothing_starts_while_something_is_left_to_be_answered(owner, upload):
    upload(CSV)
    owner.post(step("import_start"))
    owner.post(step("import"), columns())
    owner.post(step("import_start"))
    assert Import.objects.get().is_draft
    assert not Lead.objects.exists()


def test_bad_rows_are_listed_and_come_back_in_a_file(owner, upload):
    upload(b"Lead ID,Name,Deal Stage,Created\nA1,Ann,,never\nA2,Bob,,2026-03-04\n")
    owner.post(step("import"), columns())
    owner.post(step("import_start"))
    assert "is not a date" in owner.get(step("import")).text
    assert '"A1","Ann","","never","2",' in owner.get(step("import_bad_rows")).getvalue().decode()


def test_two_clicks_start_it_once(owner, upload):
    upload(CSV)
    owner.post(step("import"), columns(**{"column-2": "", "column-3": ""}))
    owner.post(step("import_values"), {"no_day": "unknown"})
    owner.post(step("import_start"))
    owner.post(step("import_start"))
    run_import.call(str(Import.objects.get().pk))
    assert Import.objects.get().summary["created"] == 2


def test_one_that_was_cut_off_can_be_started_again(owner, upload):
    upload(CSV)
    owner.post(step("import"), columns(**{"column-2": "", "column-3": ""}))
    owner.post(step("import_values"), {"no_day": "unknown"})
    Import.objects.update(state=Import.State.RUNNING, told_at=timezone.now() - timedelta(minutes=5))
    assert "Start it again" in owner.get(step("import")).text
    owner.post(step("import_start"))
    assert Import.objects.get().state == Import.State.DONE


def test_progress_is_told_while_it_runs(owner, upload):
    upload(CSV)
    Import.objects.update(state=Import.State.RUNNING, told_at=timezone.now(), rows_done=1)
    fragment = owner.get(step("import"), headers={"HX-Request": "true"}).text
    assert "1 of 2 rows are done" in fragment
    assert "every 1s" in fragment
    assert "<html" not in fragment


def test_a_failure_of_ours_is_said_and_what_went_in_stays(owner, upload, monkeypatch):
    upload(CSV)
    owner.post(step("import"), columns(**{"column-2": "", "column-3": ""}))
    owner.post(step("import_values"), {"no_day": "unknown"})

    def broken(*args, **kwargs):
        raise ZeroDivisionError

    monkeypatch.setattr("leads.imports.runs.file_run.run", broken)
    owner.post(step("import_start"))
    assert Import.objects.get().state == Import.State.FAILED
    assert "start it again" in owner.get(step("import")).text


def test_a_file_not_started_can_be_let_go_and_a_done_one_cannot(owner, upload):
    upload(CSV)
    owner.post(step("import_removal"))
    assert not Import.objects.exists()
    upload(CSV)
    Import.objects.update(state=Import.State.DONE)
    assert owner.post(step("import_removal")).status_code == 403
    assert Import.objects.count() == 1


@pytest.mark.parametrize("who", ["staff", "sales"])
@pytest.mark.parametrize("name", ["import", "import_values", "import_preview", "import_bad_rows", "import_start", "import_removal"])
def test_who_does_not_run_the_office_is_refused(owner, upload, cast, who, name):
    upload(CSV)
    owner.force_login(getattr(cast, who))
    method = owner.post if name in ("import_start", "import_removal") else owner.get
    assert method(step(name)).status_code == 403
    assert Import.objects.get().is_draft


def test_the_list_costs_the_same_however_many_files_there_are(owner, upload, django_assert_num_queries):
    upload(CSV)
    owner.get(reverse("imports"))
    with django_assert_num_queries(4):
        owner.get(reverse("imports"))
    for _ in range(5):
        upload(CSV)
    with django_assert_num_queries(4):
        owner.get(reverse("imports"))


def test_the_country_of_the_numbers_is_shown_and_can_be_chosen(owner, upload):
    upload(b"Lead ID,Phone\nA1,030 1234567\n")
    assert "Country of the phone numbers" in owner.get(step("import")).text
    chosen = {"column-0": "external_id", "column-1": "phone", "zone": "Europe/London", "country": "DE"}
    owner.post(step("import"), chosen | PROGRAM)
    owner.post(step("import_values"), {"no_day": "unknown"})
    owner.post(step("import_start"))
    assert Lead.objects.get().contact.phones.get().e164 == "+49301234567"


@pytest.mark.parametrize("step_name", ["import_start", "import_names"])
def test_a_step_of_a_file_that_started_meanwhile_changes_nothing(owner, upload, monkeypatch, step_name):
    def newcomers(*args, **kwargs):
        Import.objects.update(state=Import.State.RUNNING)
        return views_newcomers(*args, **kwargs)

    views_newcomers = imports.newcomers
    monkeypatch.setattr(imports, "newcomers", newcomers)
    upload(b"Lead ID,Name,Deal Stage,Created\nA1,Ann,,2026-03-04\n")
    owner.post(step("import"), columns())
    assert "was started, or let go" in owner.post(step(step_name), follow=True).text
    assert not Lead.objects.exists()
