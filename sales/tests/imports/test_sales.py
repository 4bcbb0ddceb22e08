"""A file of sales: who bought, which enquiry it belongs to, and what a file does to a sale that is here."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from leads.models import Contact, Lead, Source, State
from leads.tests.imports.conftest import counts
from sales.models import Opportunity, Product, Refund, Sale
from sales.pipeline.closing import reverse, sell_again, win

JUNE = datetime(2026, 6, 1, 12, tzinfo=UTC)


def today() -> str:
    return timezone.localdate().isoformat()


def facts() -> list[tuple]:
    return sorted((sale.contact.name, sale.amount, sale.invoice) for sale in Sale.objects.standing())


def test_somebody_new_is_a_client_and_no_conversion(sell):
    done = sell("date,sum,what,product,inv,name,email\n2026-06-01,1200,An oak bench,Bench,7,Ann Lee,ann@example.com\n")
    sale = Sale.objects.get()
    contact, lead = sale.contact, sale.opportunity.lead
    assert counts(done) == (1, 0, 0, 0)
    assert (sale.amount, sale.what, sale.product.name, sale.invoice) == (1200, "An oak bench", "Bench", "7")
    assert (contact.client_lead, timezone.localdate(contact.client_since).isoformat()) == (lead, "2026-06-01")
    assert (lead.state, lead.source, lead.channel, lead.received_at, lead.made_for_sale) == (State.WON, None, "", None, True)
    assert not Lead.objects.new_business().exists()


def test_it_says_so_and_counts_once_somebody_wrote_down_when_they_asked(sell, sales_client, cast, sources):
    sell("date,sum,name\n2026-06-01,1200,Ann Lee\n")
    lead = Lead.objects.get()
    assert "no lead in the reports until you write when they asked" in sales_client.get(lead.get_absolute_url()).text
    lead.edit(by=cast.owner, received_at=JUNE - timedelta(days=3), source=sources["Leaflet"])
    assert list(Lead.objects.new_business()) == [lead]


def test_a_second_sale_to_them_is_a_repeat_and_an_earlier_one_moves_since_when(sell):
    sell("date,sum,name\n2026-06-01,1200,Ann Lee\n2026-08-01,300,Ann Lee\n2025-06-01,80,Ann Lee\n")
    contact = Contact.objects.get()
    again = Sale.objects.get(amount=300).opportunity.lead
    assert (again.source.kind, again == contact.client_lead) == (Source.Kind.OWN_CLIENTS, False)
    assert contact.client_lead.made_for_sale
    assert timezone.localdate(contact.client_since).isoformat() == "2025-06-01"
    assert not Lead.objects.new_business().exists()


@pytest.mark.parametrize("told", ["email\nann@example.com", "phone\n0113 496 0142", "name,company\nAnn Lee,Lee Ltd", "id\nA1"])
def test_somebody_we_know_is_found_and_their_open_enquiry_is_won(sell, make_lead, told):
    lead = make_lead("Ann Lee", phone="0113 496 0142", email="ann@example.com", external_id="A1")
    lead.contact.call(company="Lee Ltd")
    lead.contact.save()
    header, row = told.split("\n")
    done = sell(f"date,sum,{header}\n{today()},1200,{row}\n")
    lead.refresh_from_db()
    lead.contact.refresh_from_db()
    assert (lead.state, lead.contact.client_lead, Contact.objects.count()) == (State.WON, lead, 1)
    assert "open enquiry" in done.warnings[0].reason


def test_an_opportunity_on_the_board_is_won_by_it_and_one_that_came_later_is_not(sell, make_opportunity, make_lead):
    opportunity = make_opportunity("Ann Lee", email="ann@example.com")
    sell(f"date,sum,email\n{today()},1200,ann@example.com\n")
    opportunity.refresh_from_db()
    assert (opportunity.is_won, Opportunity.objects.count()) == (True, 1)
    later = make_lead("Bo", email="bo@example.com")
    sell("date,sum,email\n2020-01-01,90,bo@example.com\n")
    later.refresh_from_db()
    assert later.state == State.OPEN


def test_two_of_one_name_are_asked_about_and_a_row_of_nobody_does_not_go_in(sell, make_lead):
    make_lead("Ann Lee", email="lee@example.com")
    make_lead("Ann Lee")
    done = sell("date,sum,name,email\n2026-06-01,5,Ann Lee,\n2026-06-01,6,,\n2026-06-01,7,Ann Lee,ann@example.com\n")
    assert counts(done) == (1, 0, 0, 2)
    assert [each["reason"].split(".")[0] for each in done.as_json()["errors"]] == [
        "2 people here are called “Ann Lee”",
        "Says nothing of who bought",
    ]
    assert "Known by the name alone" in done.warnings[0].reason


def test_of_one_name_and_another_address_is_somebody_else(sell, make_lead):
    make_lead("Ann Lee", email="lee@example.com")
    assert counts(sell("date,sum,name,email\n2026-06-01,7,Ann Lee,ann@example.com\n"))[0] == 1
    assert Contact.objects.filter(name="Ann Lee").count() == 2


@pytest.mark.parametrize(
    ("row", "said"),
    [("2999-01-01,5,Ann,", "not come yet"), ("2026-06-01,0,Ann,", "amount of nothing"), ("2026-06-01,5,Ann,6", "More was given back")],
)
def test_what_cannot_be_comes_back_with_the_reason(sell, row, said):
    done = sell(f"date,sum,name,back\n{row}\n")
    assert said in done.errors[0].reason
    assert not Sale.objects.exists()
    assert not Contact.objects.exists()


@pytest.mark.parametrize("header", ["date,sum,what,name,inv", "date,sum,what,name,no", "date,sum,what,name,phone"])
def test_the_same_file_twice_doubles_nothing(sell, header):
    rows = f"{header}\n2026-06-01,5,Bench,Ann,N1\n2026-06-02,5,Bench,Bob,N2\n2026-06-02,5,Bench,Bob,N2b\n"
    rows = rows if header.endswith("phone") is False else rows.replace("N1", "").replace("N2b", "").replace("N2", "")
    assert counts(sell(rows))[0] == 3
    before = facts()
    assert counts(sell(rows)) == (0, 0, 3, 0)
    assert (facts(), Contact.objects.count()) == (before, 2)


def test_a_known_invoice_is_brought_up_to_date_and_empty_cells_change_nothing(sell, make_opportunity, cast):
    opportunity = make_opportunity("Ann Lee")
    sale = win(opportunity, by=cast.sales, amount=Decimal(5), at=JUNE, invoice="7", what="Bench")
    assert counts(sell("date,sum,what,inv,name,product\n2026-06-03,8,,7,Ann Lee,Bench\n")) == (0, 1, 0, 0)
    sale.refresh_from_db()
    assert (sale.amount, sale.what, sale.product, timezone.localdate(sale.sold_at).day) == (8, "Bench", Product.objects.get(), 3)
    assert counts(sell("inv,name\n7,Ann Lee\n")) == (0, 0, 1, 0)


def test_an_invoice_of_several_rows_is_several_sales_and_stays_so(sell):
    rows = "date,sum,what,inv,name\n2026-06-01,100,Bench,7,Ann\n2026-06-01,30,Stool,7,Ann\n2026-06-01,30,Stool,7,Ann\n"
    sell(rows)
    assert counts(sell(rows.replace("100", "110"))) == (0, 1, 2, 0)
    assert facts() == [("Ann", 30, "7"), ("Ann", 30, "7"), ("Ann", 110, "7")]
    assert "Several sales here" in sell("sum,inv,name\n5,7,Ann\n").errors[0].reason


def test_a_sale_entered_by_hand_is_the_same_one_on_its_day_and_else_pointed_out(sell, make_opportunity, cast):
    sale = win(make_opportunity("Ann Lee", email="ann@example.com"), by=cast.sales, amount=Decimal(5), at=JUNE)
    assert counts(sell("date,sum,inv,email\n2026-06-01,5,7,ann@example.com\n")) == (0, 1, 0, 0)
    assert Sale.objects.get(pk=sale.pk).invoice == "7"
    sell_again(sale.contact, by=cast.sales, amount=Decimal(9), at=JUNE)
    done = sell("date,sum,inv,email\n2026-06-09,9,8,ann@example.com\n")
    assert (counts(done)[0], "entered here by hand" in done.warnings[0].reason) == (1, True)


def test_what_was_given_back_is_made_up_to_and_never_taken_back(sell):
    rows = "date,sum,back,inv,name\n2026-06-01,100,{},7,Ann\n"
    sell(rows.format(30))
    assert counts(sell(rows.format(50))) == (0, 1, 0, 0)
    assert (Sale.objects.get().net, list(Refund.objects.values_list("amount", flat=True))) == (50, [30, 20])
    done = sell(rows.format(20))
    assert ("Less was given back" in done.warnings[0].reason, Sale.objects.get().net) == (True, 50)
    assert "given back on this sale" in sell("sum,inv,name\n40,7,Ann\n").errors[0].reason


def test_what_was_reversed_here_stays_so(sell, cast):
    rows = "date,sum,inv,name\n2026-06-01,100,7,Ann\n"
    sell(rows)
    reverse(Sale.objects.get(), by=cast.sales, reason="x")
    done = sell(rows)
    assert (counts(done), "reversed here" in done.warnings[0].reason) == ((0, 0, 1, 0), True)
    assert not Sale.objects.standing().exists()


def test_a_known_batch_costs_few_queries(sell, django_assert_max_num_queries):
    rows = "date,sum,inv,name\n" + "".join(f"2026-06-01,{n + 1},N{n},Person {n}\n" for n in range(30))
    sell(rows)
    with django_assert_max_num_queries(16):
        assert counts(sell(rows)) == (0, 0, 30, 0)
