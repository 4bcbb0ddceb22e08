"""Mail that was passed over: listed with its reason, and brought back as a lead."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from leads.mail.inbound.mailbox import poll
from leads.mail.inbound.passed_over import forget
from leads.models import IncomingMail, Lead, PassedMail
from leads.tests.mail.conftest import letter


@pytest.fixture
def owner(client, cast):
    client.force_login(cast.owner)
    return client


@pytest.fixture
def passed(mailbox, post):
    """A customer's mail that looked like a newsletter."""
    post.deliver(letter("Nora Quill <nora@example.org>", subject="A <b>table</b>", List_Id="<news.example.org>"))
    poll(mailbox)
    return IncomingMail.objects.get()


def bring_back(browser, row: IncomingMail):
    return browser.post(reverse("passed_mail_return", args=[row.pk]), follow=True)


def test_page_says_what_was_passed_over_and_why(owner, passed):
    page = owner.get(reverse("passed_mail")).text
    assert "A newsletter, or another mail to many." in page
    assert "Do you make them?" in page
    assert "<b>table" not in page


def test_brought_back_it_is_a_lead_with_its_words(owner, passed):
    answer = bring_back(owner, passed)
    lead = Lead.objects.get()
    assert (lead.contact.name, lead.contact.main_email.address) == ("Nora Quill", "nora@example.org")
    assert lead.messages.get().text == "Do you make them?"
    assert answer.redirect_chain[-1][0] == lead.get_absolute_url()
    assert reverse("passed_mail_return", args=[passed.pk]) not in owner.get(reverse("passed_mail")).text


def test_lead_is_signed_by_who_brought_its_mail_back(owner, cast, passed):
    page = bring_back(owner, passed).text
    lead = Lead.objects.get()
    assert (lead.logged_by, {change.by for change in lead.changes.all()}) == (cast.owner, {cast.owner})
    assert (f"Logged by {cast.owner}" in page, "automatically" in page) == (True, False)


def test_mail_brought_back_twice_is_one_lead(owner, passed, mailbox):
    assert bring_back(owner, passed).redirect_chain == bring_back(owner, passed).redirect_chain
    poll(mailbox)
    assert Lead.objects.count() == 1


def test_lead_that_was_taken_in_is_not_brought_back(owner, mailbox, post):
    post.deliver(letter())
    poll(mailbox)
    assert "cannot be brought back" in bring_back(owner, IncomingMail.objects.get()).text
    assert Lead.objects.count() == 1


def test_front_desk_sees_nothing_of_it(client, cast, passed):
    client.force_login(cast.staff)
    assert client.get(reverse("passed_mail")).status_code == 403
    assert bring_back(client, passed).status_code == 403
    assert not Lead.objects.exists()


def test_words_are_forgotten_after_a_while(owner, passed):
    PassedMail.objects.update(at=timezone.now() - PassedMail.KEPT - timedelta(days=1))
    assert forget() == 1
    assert "Do you make them?" not in owner.get(reverse("passed_mail")).text
    assert "cannot be brought back" in bring_back(owner, passed).text


def test_list_goes_on_behind_a_page(owner, mailbox, business):
    for uid in range(1, 53):
        IncomingMail.objects.create(
            uid_validity=1, uid=uid, fingerprint=str(uid), subject=f"Mail no. {uid}.", outcome="bad", reason="Broken"
        )
    first = owner.get(reverse("passed_mail")).text
    last = owner.get(reverse("passed_mail"), {"before": IncomingMail.objects.get(uid=3).pk}).text
    assert ("Mail no. 52." in first, "Mail no. 2." in first, "Mail no. 2." in last) == (True, False, True)
    assert owner.get(reverse("passed_mail"), {"before": "9" * 40}).status_code == 200
