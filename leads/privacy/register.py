"""The list of erased people outside the database: restored from an older backup, it would hold them again, so `bin/restore` reads it.

A line of JSON each in `settings.ERASURE_REGISTER`. It says nothing of who they were: the number of the contact, and when it was made,
without which another database's contact of that number would be taken for it.
"""

import json
import os
from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.utils import timezone

from leads.models import Contact
from leads.privacy.held import Person


class RegisterNotWritten(Exception):
    """The list of erased people cannot be written, so a restored backup would bring them back; nothing was erased."""


def note(person: Person) -> None:
    """Raises RegisterNotWritten."""
    people = Contact.objects.filter(pk__in=person.contacts).values_list("pk", "created_at")
    now = timezone.now().isoformat()
    lines = [json.dumps({"contact": pk, "made": made.isoformat(), "erased": now}) + "\n" for pk, made in people]
    try:
        with os.fdopen(os.open(settings.ERASURE_REGISTER, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600), "a") as file:
            file.writelines(lines)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise RegisterNotWritten(f"{settings.ERASURE_REGISTER}: {error.strerror}") from error


def not_erased() -> list[Contact]:
    """Those on the list who are here all the same."""
    made = {(line["contact"], datetime.fromisoformat(line["made"])) for line in _lines()}
    contacts = Contact.objects.filter(pk__in=[pk for pk, _made in made], erased_at=None)
    return [contact for contact in contacts if (contact.pk, contact.created_at) in made]


def _lines() -> Iterator[dict]:
    """A last line that was cut off by a power failure is none: what it was about was not erased."""
    if not settings.ERASURE_REGISTER.exists():
        return
    for line in settings.ERASURE_REGISTER.read_text().splitlines():
        try:
            yield json.loads(line)
        except ValueError:
            continue
