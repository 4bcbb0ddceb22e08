"""What the law gives people: a copy of everything, erasure, and an end to keeping. For whoever answers for the business."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import allow
from accounts.roles import OFFICE
from accounts.saving import keep_record
from accounts.toasts import refusal, toast
from leads.forms.privacy import ErasureForm, RetentionForm
from leads.models import Contact, Erasure
from leads.privacy.copy import archive, sections
from leads.privacy.erasure import erase, preview
from leads.privacy.held import Person
from leads.privacy.register import RegisterNotWritten
from leads.privacy.retention import overdue

SHOWN = 50


@allow(*OFFICE)
@require_http_methods(["GET", "HEAD", "POST"])
def contact_privacy(request: HttpRequest, pk: int) -> HttpResponse:
    """What is held about a person, to be saved, and to be erased."""
    contact = get_object_or_404(Contact.objects.filter(merged_into=None), pk=pk)
    form = ErasureForm(request.POST or None)
    if request.method == "POST" and contact.erased_at is None and form.is_valid():
        try:
            erase(contact, by=request.user, reason=form.cleaned_data["reason"])
        except RegisterNotWritten as error:
            sentence = _("Nothing was erased: %(file)s cannot be written. It keeps restored backups from bringing people back.")
            refusal(request, sentence % {"file": error})
            return redirect("contact_privacy", pk)
        toast(request, _("Erased. Counts and sums stay; nothing says any more who it was."))
        return redirect("contact_privacy", pk)
    person = Person(contact)
    context = {"contact": contact, "form": form, "kinds": preview(person), "lead": person.newest_lead}
    return render(request, "leads/privacy/contact.html", context, status=422 if form.errors else 200)


@allow(*OFFICE)
@require_safe
def contact_copy(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything that is held about a person, as a zip of JSON, HTML and files."""
    person = Person(get_object_or_404(Contact.objects.filter(merged_into=None), pk=pk))
    name = f"person-{pk}-{timezone.localdate():%Y-%m-%d}.zip"
    keep_record(request, name, count=sum(len(section.rows) for section in sections(person)))
    response = HttpResponse(archive(person, business=request.business), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@allow(*OFFICE)
@require_http_methods(["GET", "HEAD", "POST"])
def privacy_settings(request: HttpRequest) -> HttpResponse:
    """How long people are kept who never became clients, and who was erased."""
    form = RetentionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        form.save()
        toast(request, _("Saved"))
        return redirect("privacy_settings")
    erasures = Erasure.objects.select_related("by").order_by("-at", "-pk")[:SHOWN]
    context = {"form": form, "due": overdue(now=timezone.now()).count(), "erasures": erasures, "shown": SHOWN}
    return render(request, "leads/settings/privacy.html", context, status=422 if form.errors else 200)
