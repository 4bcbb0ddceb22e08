import pytest

from leads.imports.kinds import BATCH
from leads.models import Campaign, Contact, Lead, Source
from leads.tests.imports.conftest import bad_rows_of, bring_in, counts

pytestmark = pytest.mark.django_db


def test_good_rows_go_in_and_bad_ones_come_back_with_every_reason(business):
    text = "id,name,when,sum\nA1,Ann,2026-03-04,5\nA2,Bob,yesterday,lots\n"
    summary = bring_in(text, id="external_id", name="name", when="received_at", sum="amount")
    assert counts(summary) == (1, 0, 0, 1)
    assert summary.errors[0].row == 3
    assert "“yesterday” is not a date" in summary.errors[0].reason
    assert "“lots” is not an amount" in summary.errors[0].reason
    bad_rows = bad_rows_of(text, id="external_id", name="name", when="received_at", sum="amount")
    assert bad_rows.splitlines()[1].startswith('"A2","Bob","yesterday","lots","3",')


def test_the_file_of_bad_rows_can_be_mended_and_brought_in(business):
    text = "id,name,when\nA1,=Ann,yesterday\n"
    columns = {"id": "external_id", "name": "name", "when": "received_at"}
    bad = bad_rows_of(text, **columns)
    assert counts(bring_in(bad.replace("yesterday", "2026-03-04", 1), **columns)) == (1, 0, 0, 0)
    assert Contact.objects.get().name == "=Ann"


def test_a_row_that_the_database_refuses_does_not_take_the_others_with_it(business, monkeypatch):
    from leads.imports.rows import drafts

    monkeypatch.setattr(drafts, "_short_enough", lambda name, text: text)
    rows = "".join(f"A{n},Ann {n}\n" for n in range(5))
    summary = bring_in(f"id,name\n{rows}B1,{'x' * 300}\n", id="external_id", name="name")
    assert counts(summary) == (5, 0, 0, 1)
    assert summary.errors[0].row == 7


def test_text_too_long_is_refused_and_zero_bytes_which_nothing_can_store_are_left_out(business):
    summary = bring_in(f"id,name\nA1,{'x' * 201}\nA2,a\x00b\n", id="external_id", name="name")
    assert counts(summary) == (1, 0, 0, 1)
    assert Lead.objects.get().contact.name == "ab"


def test_a_phone_that_cannot_be_read_is_kept_as_typed_with_a_warning(business):
    summary = bring_in("id,phone\nA1,12-ask-Ann\n", id="external_id", phone="phone")
    phone = Contact.objects.get().phones.get()
    assert (phone.as_typed, phone.e164) == ("12-ask-Ann", "")
    assert summary.warnings[0].row == 2


def test_a_cell_may_hold_an_address_and_a_number(business):
    bring_in("id,reach\nA1,ann@example.com / 0113 496 0142 x12\nA2,nobody@home\n", id="external_id", reach="email")
    ann, other = Lead.objects.order_by("external_id")
    assert (ann.contact.emails.get().address, ann.contact.phones.get().extension) == ("ann@example.com", "12")
    assert other.notes == "nobody@home"


def test_an_empty_source_stays_unknown_and_alike_names_are_one(business):
    bring_in("id,origin\nA1,Leaflet\nA2,\nA3, leaflet \n", id="external_id", origin="source")
    assert list(Lead.objects.order_by("external_id").values_list("source__name", flat=True)) == ["Leaflet", None, "Leaflet"]


def test_a_merged_source_leads_to_the_one_that_took_it_over(sources):
    sources["Leaflet"].merge_into(sources["Signboard"])
    bring_in("id,origin\nA1,Leaflet\n", id="external_id", origin="source")
    assert Lead.objects.get().source == sources["Signboard"]


def test_a_new_campaign_is_made_under_its_source_and_without_one_goes_to_the_notes(business):
    summary = bring_in("id,origin,push\nA1,Leaflet,Spring\nA2,,Autumn\n", id="external_id", origin="source", push="campaign")
    assert Campaign.objects.get().source == Source.objects.get()
    assert Lead.objects.get(external_id="A2").notes == "Autumn"
    assert len(summary.warnings) == 1


def test_first_and_last_name_are_a_name_and_several_columns_may_be_phones(business):
    text = "id,f,l,p1,p2\nA1,Ann,Walker,0113 496 0142,0113 496 0143\n"
    bring_in(text, id="external_id", f="first_name", l="last_name", p1="phone", p2="phone")
    contact = Contact.objects.get()
    assert (contact.name, contact.phones.count()) == ("Ann Walker", 2)


def test_a_default_is_for_new_leads_only(business):
    columns = {"id": "external_id", "name": "name", "defaults": {"source": "Old files", "received_at": "2026-01-01"}}
    bring_in("id,name\nA1,Ann\n", **columns)
    lead = Lead.objects.get()
    assert (lead.source.name, lead.received_at.day) == ("Old files", 1)
    lead.edit(by=None, source=Source.add("Leaflet"))
    bring_in("id,name\nA1,Anne\n", **columns)
    assert Lead.objects.get().source.name == "Leaflet"


def test_a_file_without_dates_leaves_them_unknown(business):
    bring_in("id\nA1\n", id="external_id")
    assert Lead.objects.get().received_at is None


def test_a_day_is_the_same_day_where_the_business_is(business):
    bring_in("id,when\nA1,2026-07-01\n", id="external_id", when="received_at", zone_name="America/Sao_Paulo")
    assert Lead.objects.get().received_at.isoformat() == "2026-07-01T03:00:00+00:00"


def test_a_dry_run_keeps_nothing_and_says_what_it_would_do(business):
    assert counts(bring_in("id,origin\nA1,Leaflet\n", dry_run=True, id="external_id", origin="source")) == (1, 0, 0, 0)
    assert not Lead.objects.exists()
    assert not Source.objects.exists()


def test_new_leads_cost_queries_by_the_batch_not_by_the_row(business, django_assert_max_num_queries):
    rows = "".join(f"A{n},Ann {n},0113 496 {n:04},ann{n}@example.com,Leaflet\n" for n in range(BATCH))
    with django_assert_max_num_queries(40):
        bring_in(f"id,name,phone,email,origin\n{rows}", id="external_id", name="name", phone="phone", email="email", origin="source")
    assert Lead.objects.count() == BATCH
