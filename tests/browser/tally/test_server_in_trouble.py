import pytest
from playwright.sync_api import expect

from leads.capture import intake
from leads.models import Lead
from leads.views import capture as views

pytestmark = pytest.mark.browser


def failing(monkeypatch, module, name: str, *, times: int, after: bool):
    """The function breaks so many times: before its work is done, or after, so that only the answer is lost."""
    real, left = getattr(module, name), [times]

    def broken(*args, **kwargs):
        result = real(*args, **kwargs) if after or not left[0] else None
        if left[0]:
            left[0] -= 1
            raise RuntimeError("the test breaks this on purpose")
        return result

    monkeypatch.setattr(module, name, broken)


@pytest.mark.parametrize("after", [False, True], ids=["nothing was saved", "only the answer was lost"])
def test_a_tap_the_server_failed_on_stays_visible_and_is_sent_again_until_it_is_one_lead(device, monkeypatch, after):
    failing(monkeypatch, intake, "capture", times=2, after=after)
    desk = device()
    desk.tap("Leaflet")
    expect(desk.key("Leaflet").locator("line.unsent")).to_have_count(1)
    expect(desk.badge).to_have_text("Server not reached, 1 waiting to be sent")
    desk.arrived()
    assert Lead.objects.count() == 1


def test_a_card_the_server_refuses_comes_back_with_what_was_typed(device):
    desk = device()
    desk.tap("Leaflet")
    desk.slip.get_by_label("Name").fill("Maria")
    desk.slip.get_by_label("E-mail").fill("maria at home")
    desk.slip.get_by_role("button", name="Save details").click()
    expect(desk.slip.get_by_label("E-mail")).to_have_value("maria at home")
    expect(desk.slip.get_by_label("E-mail")).to_have_attribute("aria-invalid", "true")
    desk.slip.get_by_label("E-mail").fill("maria@example.com")
    desk.slip.get_by_role("button", name="Save details").click()
    expect(desk.rows.first.get_by_role("link", name="Maria")).to_be_visible()
    desk.arrived()
    contact = Lead.objects.get().contact
    assert (contact.name, contact.main_email.address) == ("Maria", "maria@example.com")


def test_a_card_that_breaks_the_server_does_not_hold_up_the_next_tap(device, monkeypatch):
    failing(monkeypatch, views, "describe", times=1000, after=False)
    desk = device()
    desk.tap("Leaflet")
    desk.slip.get_by_label("Name").fill("Maria")
    desk.tap("Signboard")
    expect(desk.key("Signboard").locator("line.now:not(.unsent)")).to_have_count(1)
    assert Lead.objects.filter(source__name="Signboard").count() == 1
