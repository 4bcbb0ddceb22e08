from datetime import date, time

from django.core import signing
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import allow
from accounts.models import User
from accounts.roles import EVERYONE
from accounts.toasts import toast
from leads.forms.activity import FollowUpForm
from leads.models import Activity
from sales.views.responses import answer, asked, posted, refuse

SALT = "follow-up"
WORDS_KEPT = 500
"""Longer words would not fit into the address that takes a change back; they stay as they were written last."""


@allow(*EVERYONE)
@require_http_methods(["GET", "HEAD", "POST"])
def follow_up(request, pk):
    """Another day, another time, another person, another thing to do."""
    found = get_object_or_404(Activity.objects.for_list(), pk=pk)
    page = found.lead.get_absolute_url()
    if not found.is_planned:
        return refuse(request, _("That is done already, or dropped."), fallback=page)
    form = FollowUpForm(posted(request), activity=found)
    if not form.is_valid():
        context = {"form": form, "activity": found}
        return asked(request, "sales/follow_up.html", context, heading=_("Follow-up: %(lead)s") % {"lead": found.lead}, fallback=page)
    was = found.change(**form.cleaned_data)
    if was:
        toast(request, _("Saved"), undo=reverse("follow_up_former", args=[pk, _packed(was, pk)]))
    return answer(request, fallback=page)


@allow(*EVERYONE)
@require_POST
def former(request, pk, was: str):
    """Undo of a change, as long as it is still to be done."""
    found = get_object_or_404(Activity, pk=pk)
    try:
        fields = signing.loads(was, salt=_salt(pk))
    except signing.BadSignature as error:
        raise Http404 from error
    found.change(**_unpacked(fields))
    toast(request, _("Back where it was"))
    return answer(request, fallback=found.lead.get_absolute_url())


def _salt(pk: int) -> str:
    """What was is that follow-up's, and undoes no other."""
    return f"{SALT}.{pk}"


def _packed(was: dict, pk: int) -> str:
    kept = {name: value for name, value in was.items() if name != "text" or len(value) <= WORDS_KEPT}
    return signing.dumps({name: _plain(value) for name, value in kept.items()}, salt=_salt(pk))


def _plain(value):
    if isinstance(value, User):
        return value.pk
    return value.isoformat() if isinstance(value, date | time) else value


def _unpacked(fields: dict) -> dict:
    read = {"due_on": date.fromisoformat, "due_at": time.fromisoformat, "for_user": lambda pk: User.objects.filter(pk=pk).first()}
    return {name: read[name](value) if name in read and value is not None else value for name, value in fields.items()}
