"""Writing to a lead: the message and its task in one transaction, the same key once, nobody who wants none."""

import uuid

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from leads import mail
from leads.models import Activity, Message
from leads.tests.mail.conftest import killed_before_line
from leads.tests.making import make_lead


def test_a_message_waits_with_its_task(write, cast):
    message = write()
    assert (message.status, message.address, message.by) == ("queued", "maria@example.com", cast.sales)
    assert [task.args_kwargs["args"] for task in DBTaskResult.objects.all()] == [[str(message.pk)]]


def test_the_same_key_is_the_same_message(write):
    key = uuid.uuid4()
    assert write(key=key).pk == write(key=key).pk
    assert Message.objects.count() == 1


def test_the_key_of_another_letter_is_refused(write):
    key = uuid.uuid4()
    write(key=key)
    with pytest.raises(mail.SentOtherwise):
        write(key=key, text="Another text")
    assert Message.objects.count() == 1


def test_a_step_of_a_sequence_is_the_same_whatever_it_says(write):
    key = uuid.uuid4()
    assert write(key=key, reference="a step").pk == write(key=key, reference="a step", text="Another text").pk
    assert DBTaskResult.objects.count() == 1


def test_a_lead_without_an_address_cannot_be_written_to(write, business):
    for lead in (make_lead("Omar"), make_lead()):
        with pytest.raises(mail.NoAddress):
            write(lead=lead)
    assert not Message.objects.exists()


def test_whoever_opted_out_is_not_written_to(write, lead):
    mail.opt_out("MARIA@example.com ", how="person")
    with pytest.raises(mail.OptedOut):
        write()
    assert not Message.objects.exists()


def test_another_address_of_theirs_is_taken_when_one_opted_out_or_fails(write, lead):
    lead.contact.add_ways(emails=["m.lind@example.com"])
    mail.opt_out("maria@example.com", how="person")
    assert write().address == "m.lind@example.com"


def test_without_a_mail_server_nothing_is_queued(write, settings):
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.console.EmailBackend"}}
    with pytest.raises(mail.NotSetUp):
        write()
    assert not Message.objects.exists()


def test_cut_off_anywhere_and_asked_again_there_is_one(write):
    for line in range(1, 400):
        key = uuid.uuid4()
        with killed_before_line(line, "outbound/outbox.py") as died:
            write(key=key)
        assert write(key=key).status == "queued"
        assert Message.objects.filter(key=key).count() == 1
        if not died:
            break
    assert line > 20
    assert DBTaskResult.objects.count() == Message.objects.count()


def test_an_answer_stands_in_the_thread_of_what_it_answers(write):
    first = write()
    first.begin()
    assert first.go_out(at=timezone.now())
    answer = write(subject="Re: your  bench")
    assert answer.in_reply_to == first.message_id == answer.references
    assert write(subject="Something else").in_reply_to == ""


def test_a_message_of_a_joined_enquiry_belongs_to_the_one_that_counts(write, lead, cast):
    from leads import merging

    later = make_lead("Maria", emails=["maria@example.com"])
    old = write(lead=later)
    merging.merge(later, into=lead, by=cast.staff)
    assert write(lead=later).lead == lead
    assert Message.objects.get(pk=old.pk).lead == lead
    merging.unmerge(later, by=cast.staff)
    assert Message.objects.get(pk=old.pk).lead == later


def test_what_waits_is_no_contact_yet(write, lead):
    write()
    assert not Activity.objects.filter(lead=lead).exists()
