import uuid

from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import allow
from accounts.roles import EVERYONE
from accounts.toasts import toast
from leads.capture import paper_sheets
from leads.forms.sheet import CHANNELS, SheetForm
from leads.models import Channel, Lead, PaperSheet, Source

BOXES = 15
"""Strokes a source gets per channel on paper, in fives."""


@allow(*EVERYONE)
@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request):
    """Copy a day's paper sheet."""
    form = SheetForm(request.POST or None, sources=list(Source.objects.in_use()))
    if request.method != "POST" or not form.is_valid():
        return _form(request, form)
    data = form.cleaned_data
    try:
        entered = paper_sheets.enter(key=data["key"], day=data["day"], counts=form.counts(), by=request.user)
    except paper_sheets.SheetDiffers:
        return _as_another(request, form)
    return redirect("sheet_entered", pk=entered.pk)


def _as_another(request, form: SheetForm):
    """The browser's Back, and other figures: what was typed stays, with a key of its own for whoever means a further sheet."""
    before = PaperSheet.objects.get(pk=form.cleaned_data["key"])
    form.data = form.data.copy()
    form.data["key"] = str(uuid.uuid4())
    return _form(request, form, before=before, status=409)


def _form(request, form: SheetForm, *, before: PaperSheet | None = None, status: int = 200):
    lately = PaperSheet.objects.filter(withdrawn_at=None).select_related("by").order_by("-at")[:5]
    context = {"form": form, "channels": CHANNELS, "before": before, "lately": lately}
    return render(request, "leads/sheet.html", context, status=422 if form.errors else status)


@allow(*EVERYONE)
@require_safe
def to_print(request):
    context = {"sources": Source.objects.in_use(), "channels": CHANNELS, "boxes": range(1, BOXES + 1)}
    return render(request, "leads/sheet_print.html", context)


@allow(*EVERYONE)
@require_safe
def entered(request, pk):
    """What a sheet logged."""
    entered_sheet = get_object_or_404(PaperSheet.objects.select_related("by"), pk=pk)
    names = Source.objects.in_bulk([source for source, _channel, _count in entered_sheet.counts])
    rows = [(names.get(source), Channel(channel).label, count) for source, channel, count in entered_sheet.counts]
    standing = Lead.objects.standing().filter(key__in=entered_sheet.keys).count()
    return render(request, "leads/sheet_entered.html", {"sheet": entered_sheet, "rows": rows, "standing": standing})


@allow(*EVERYONE)
@require_POST
def withdrawal(request, pk):
    """Undo a whole sheet."""
    left = paper_sheets.withdraw(get_object_or_404(PaperSheet, pk=pk), by=request.user)
    stays = ngettext(
        "The sheet was taken back, but %(n)d enquiry stays: somebody works on it.",
        "The sheet was taken back, but %(n)d enquiries stay: somebody works on them.",
        left,
    )
    toast(request, stays % {"n": left} if left else _("The sheet was taken back. Nothing of it counts."))
    return redirect("sheet_entered", pk=pk)
