"""Requests no page of ours makes: each is told clearly that it is not understood (4xx), or changes nothing; never a 500."""

import json
import uuid

import pytest
from django.urls import reverse

from accounts.models import Business
from leads.models import Lead, PaperSheet
from sales.models import Opportunity
from tests.hostile.forms import FORMS
from tests.hostile.reading import read

CLEAR = (400, 404, 409, 413, 422)
ENDLESS = "9" * 5000


def post_json(client, body: bytes):
    return client.post(reverse("capture"), body, content_type="application/json", headers={"accept": "application/json"})


TAPS = (
    *(b"", b"{", b"[]", b"null", b"7", b'"x"', b"\xff\xfe", b'{"key": {"a": 1}}', b'{"key": [[[]]]}', b"[" * 20_000, b'{"key": 1e400}'),
    *(b'{"source": "' + b"9" * 5000 + b'"}', b'{"source": ' + b"9" * 5000 + b"}", b'{"channel": "\\u0000"}', b'{"key": "\\ud800"}'),
)


@pytest.mark.parametrize("body", TAPS, ids=lambda body: repr(body[:20]))
def test_a_tap_that_is_no_tap_is_refused_with_a_reason(small, signed_in, body):
    before = Lead.objects.count()
    response = post_json(signed_in(), body)
    assert response.status_code in CLEAR
    assert response.json()["errors"]
    assert Lead.objects.count() == before


@pytest.mark.parametrize("field", ["key", "source", "channel", "at", "sent", "how_known", "campaign"])
@pytest.mark.parametrize("value", ["\0", "\ud800", "x" * 100_000, "-1", ENDLESS, "9999-99-99", "0000-00-00", "9999-12-31T23:59:59+00:00"])
def test_a_tap_with_one_wrong_field(small, signed_in, field, value):
    tap = {"key": str(uuid.uuid4()), "source": small.source.pk, "channel": "walk_in"} | {field: value}
    assert post_json(signed_in(), json.dumps(tap).encode()).status_code in (200, *CLEAR)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.url_name)
@pytest.mark.parametrize("text", ["a\0b", "\0", "x" * 1_000_000, "a\ud800b"], ids=["a NUL", "only NUL", "a megabyte", "half a pair"])
def test_text_no_field_can_take_is_refused_in_each_form(small, signed_in, form, text):
    """Half a surrogate pair cannot be sent as UTF-8; a browser sends the mark of what is no letter instead."""
    form.before(small)
    sent = text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    response = form.post(signed_in(form.who), small, dict.fromkeys(form.fields, sent))
    assert response.status_code in (200, 302, *CLEAR)
    if "\ud800" in text:
        return
    assert response.status_code != form.done
    if response.status_code in (200, 422) and not form.in_place:
        assert set(form.fields) & read(response.content).wrong


DAYS = ("9999-99-99", "0000-00-00", "9999-12-31", "0001-01-01", "10000-01-01", "2026-02-30", "-1", ENDLESS, "２０２６-01-01")


@pytest.mark.parametrize("day", DAYS, ids=lambda day: day[:12])
def test_days_that_are_none(small, signed_in, day):
    client = signed_in()
    asked = ["leads", "clients", "opportunities", "report_sources", "overview"]
    names = ("period_from", "period_to", "since_from", "since_to", "from", "to", "as_of")
    for url_name in asked:
        for name in names:
            assert client.get(reverse(url_name), {name: day}).status_code in (200, 400, 404, 422), (url_name, name)
    for form in FORMS:
        dated = {name: day for name in ("received_on", "next_on", "sold_on", "starts_on", "ends_on", "follow_up_on", "expected_close")}
        form.before(small)
        sent = form.rest(small) | dict.fromkeys(form.fields, "Plain words") | dated
        assert client.post(form.address(small), sent).status_code in (200, 302, 422), form.url_name
    for url_name in ("activity_date",):
        assert client.post(reverse(url_name, args=[small.activity.pk]), {"due_on": day, "days": day}).status_code in (302, 422)
    assert client.post(f"/activities/{small.activity.pk}/date/{day[:10]}/").status_code in (302, 404)
    assert client.post(reverse("sheet"), {"key": str(uuid.uuid4()), "day": day}).status_code == 422
    assert client.post(reverse("opportunity_details", args=[small.opportunity.pk]), {"expected_close": day}).status_code in (302, 422)


@pytest.mark.parametrize("count", ["-1", "1e9", "NaN", ENDLESS, "1.5", "\0", "٣", "2147483648"], ids=lambda count: count[:12])
def test_counts_that_are_none_are_refused_and_kept(small, signed_in, count):
    name = f"count-{small.source.pk}-walk_in"
    before = PaperSheet.objects.count()
    response = signed_in().post(reverse("sheet"), {"key": str(uuid.uuid4()), "day": small.sheet.day.isoformat(), name: count})
    if count == "٣":  # three, in Arabic digits
        assert response.status_code in (302, 422)
        return
    assert response.status_code == 422
    assert count.replace("\0", "") in [text.replace("\0", "") for text in read(response.content).typed[name]]
    assert PaperSheet.objects.count() == before


@pytest.mark.parametrize("within", ["-1", "0", "731", "1e400", ENDLESS, "NaN"], ids=lambda text: text[:6])
def test_days_to_judge_by_that_make_no_sense(small, signed_in, within):
    rest = {"name": "X", "country": "GB", "time_zone": "Europe/London", "currency": "GBP"}
    response = signed_in().post(reverse("business_settings"), rest | {"within_days": within})
    assert "within_days" in read(response.content).wrong
    assert Business.current().within_days == 90


@pytest.mark.parametrize("choice", ["XX", "\0", "Mars/Olympus", "../../etc/passwd", "x" * 100_000], ids=lambda text: text[:8])
def test_a_country_a_zone_and_a_currency_that_are_none(small, signed_in, choice):
    sent = {"name": "X", "country": choice, "time_zone": choice, "currency": choice, "within_days": 90}
    assert {"country", "time_zone", "currency"} <= read(signed_in().post(reverse("business_settings"), sent).content).wrong


PLACES = ("_", "x_1", f"2026-01-01T00:00:00+00:00_{ENDLESS}", "9999-12-31T23:59:59-23:59_1", "0001-01-01T00:00:00+23:59_1")


@pytest.mark.parametrize("name", ["after", "before"])
@pytest.mark.parametrize(
    "place", ["_", "x_1", f"2026-01-01T00:00:00+00:00_{ENDLESS}", "9999-12-31T23:59:59-23:59_1", "0001-01-01T00:00:00+23:59_1"]
)
def test_places_in_a_list_that_are_none(small, signed_in, name, place):
    for url_name in ("leads", "clients", "opportunities"):
        assert signed_in().get(reverse(url_name), {name: place}).status_code in (200, 400, 404), url_name
    assert signed_in().get(reverse("lane", args=[small.stage.pk]), {name: place}).status_code in (200, 400, 404)


@pytest.mark.parametrize("pk", ["0", "-1", "9" * 30, "x", "%00", "1.5"])
def test_ids_that_are_none(small, signed_in, pk):
    for pattern in ("/clients/{}/", "/settings/sources/{}/", "/settings/stages/{}/", "/settings/people/{}/", "/activities/{}/completion/"):
        address = pattern.format(pk)
        assert signed_in().get(address).status_code in (404, 405), address
        assert signed_in().post(address).status_code in (404, 405), address


@pytest.mark.parametrize("pk", ["x", "0", "not-a-uuid", str(uuid.UUID(int=0)), "%00", "../../admin"])
def test_names_of_leads_and_opportunities_that_are_none(small, signed_in, pk):
    for pattern in (
        "/leads/{}/",
        "/leads/{}/details/",
        "/opportunities/{}/",
        "/opportunities/{}/win/",
        "/sheet/{}/",
        "/settings/imports/{}/",
    ):
        assert signed_in().get(pattern.format(pk)).status_code in (404, 405)
        assert signed_in().post(pattern.format(pk)).status_code in (404, 405)


def test_choices_that_belong_to_something_else(small, signed_in):
    """An id of the wrong thing, a retired stage, another business's nothing: refused, and nothing moved."""
    client, opportunity = signed_in(), small.opportunity
    for to in ("0", str(small.won.stage_id), ENDLESS, "x", "\0"):
        response = client.post(reverse("opportunity_stage", args=[opportunity.pk]), {"to": to, "seen": to})
        assert response.status_code in (302, 422)
        assert Opportunity.objects.get(pk=opportunity.pk).stage_id == opportunity.stage_id
    for to in ("0", str(small.staff.pk), str(small.gone.pk), ENDLESS, "\0"):
        assert client.post(reverse("hand_over", args=[small.open_lead.pk]), {"to": to}).status_code == 422
    for into in ("0", str(small.source.pk), ENDLESS):
        assert client.post(reverse("source_merger", args=[small.source.pk]), {"into": into}).status_code == 422


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "trace"])
def test_methods_no_page_uses(small, signed_in, method):
    for address in ("/", "/leads/", small.open_lead.get_absolute_url(), reverse("capture"), "/reports/sources/"):
        assert getattr(signed_in(), method)(address).status_code in (200, 405)


def test_a_body_that_is_no_form(small, signed_in):
    """One of rubbish is the same as one of nothing: the empty form."""
    before = Lead.objects.count()
    for content_type in ("multipart/form-data", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded; charset=nonsense"):
        response = signed_in().generic("POST", reverse("new_lead"), b"\xff\xfe--x\r\nrubbish", content_type)
        assert response.status_code in (200, 400, 422), content_type
    assert Lead.objects.count() == before


def test_more_fields_than_any_form_has(small, signed_in):
    body = "&".join(f"f{n}=1" for n in range(6000))
    response = signed_in().post(reverse("profile"), body, content_type="application/x-www-form-urlencoded")
    assert response.status_code == 400
