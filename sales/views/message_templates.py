"""Settings: the messages that sequences send, written once."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import allow
from accounts.roles import SELLERS
from accounts.toasts import toast
from sales.forms.sequence import MessageTemplateForm
from sales.models import MessageTemplate, NameTaken, TemplateInUse
from sales.placeholders import KNOWN
from sales.views.responses import posted


@allow(*SELLERS)
@require_http_methods(["GET", "HEAD", "POST"])
def message_templates(request):
    """All of them; posting adds one."""
    form = MessageTemplateForm(posted(request))
    if form.is_valid() and _named(form, MessageTemplate.add):
        toast(request, _("Saved"))
        return redirect("message_templates")
    context = {"templates": MessageTemplate.objects.for_settings(), "form": form, "placeholders": KNOWN.items()}
    return render(request, "sales/settings/message_templates.html", context, status=422 if form.is_bound else 200)


@allow(*SELLERS)
@require_http_methods(["GET", "HEAD", "POST"])
def message_template(request, pk):
    found = get_object_or_404(MessageTemplate, pk=pk)
    initial = {name: getattr(found, name) for name in ("name", "subject", "text")}
    form = MessageTemplateForm(posted(request), initial=initial)
    if form.is_valid() and _named(form, found.edit):
        toast(request, _("Saved"))
        return redirect("message_templates")
    context = {"template": found, "form": form, "placeholders": KNOWN.items()}
    return render(request, "sales/settings/message_template.html", context, status=422 if form.is_bound else 200)


@allow(*SELLERS)
@require_POST
def retirement(request, pk):
    """No longer offered; refused while a sequence sends it."""
    found = get_object_or_404(MessageTemplate, pk=pk)
    try:
        found.retire()
        toast(request, _("“%(name)s” is retired") % {"name": found}, undo=reverse("message_template_return", args=[pk]))
    except TemplateInUse:
        messages.error(request, _("A sequence sends “%(name)s”. Take it out of its steps first.") % {"name": found})
    return redirect("message_templates")


@allow(*SELLERS)
@require_POST
def returning(request, pk):
    get_object_or_404(MessageTemplate, pk=pk).bring_back()
    return redirect("message_templates")


def _named(form, verb) -> bool:
    try:
        verb(**form.cleaned_data)
    except NameTaken:
        form.add_error("name", _("There is one of that name already, perhaps among the retired ones."))
        return False
    return True
