"""How we sell here: writing the playbook. A draft of one's own, looked at, then published as the next version."""

from dataclasses import replace

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import allow
from accounts.models import User
from accounts.roles import OFFICE, SELLERS
from accounts.toasts import toast
from sales.forms.playbook import Writing, number_of, seen_base
from sales.models import PlaybookDraft, PlaybookVersion, Stage
from sales.playbook import editing as book
from sales.playbook.differences import between
from sales.views.playbook import beside


@allow(*OFFICE)
@require_http_methods(["GET", "HEAD", "POST"])
def draft(request, pk):
    """The page to write on. Posting keeps a draft, which nobody else sees, and puts a step in another place if asked to."""
    stage = get_object_or_404(Stage, pk=pk)
    if request.method != "POST":
        return _editor(request, stage)
    writing = Writing(request.POST)
    if not writing.is_valid():
        return _editor(request, stage, writing=writing, status=422)
    book.save_draft(stage, writing.page(request.POST), by=request.user, base=seen_base(request.POST.get("base")))
    if "preview" in request.POST:
        return redirect("playbook_preview", pk)
    if not {"up", "down", "drop", "more"} & request.POST.keys():
        toast(request, _("Your draft is kept. Nobody else sees it."))
        return redirect("playbook_draft", pk)
    return redirect(reverse("playbook_draft", args=[pk]) + "#write-steps")


@allow(*OFFICE)
@require_safe
def preview(request, pk):
    """The draft as others will read it, and what it changes."""
    stage = get_object_or_404(Stage, pk=pk)
    kept = book.draft_of(stage, by=request.user)
    if kept is None:
        return redirect("playbook_draft", pk)
    page, current = book.Page.of_draft(kept), PlaybookVersion.objects.current(stage)
    context = {"draft": kept, "page": page, "current": current, "found": between(book.Page.of(current), page)}
    return render(request, "sales/playbook/preview.html", beside(request, stage) | context)


@allow(*OFFICE)
@require_POST
def publication(request, pk):
    """Put what was written in force: what the form holds, or the draft when only that was looked at."""
    stage = get_object_or_404(Stage, pk=pk)
    kept, writing = book.draft_of(stage, by=request.user), Writing(request.POST) if "purpose" in request.POST else None
    if writing is None and kept is None:
        return redirect("playbook_draft", pk)
    if writing and not writing.is_valid():
        return _editor(request, stage, writing=writing, status=422)
    page, base = writing.page() if writing else book.Page.of_draft(kept), seen_base(request.POST.get("base"))
    try:
        version = book.publish(stage, page, by=request.user, base=base)
    except book.PublishedMeanwhile:
        book.save_draft(stage, page, by=request.user, base=base)
        return _editor(request, stage, status=409)
    if version:
        book.mark_read(version, by=request.user)
    toast(request, _("Version %(n)s is in force") % {"n": version.number} if version else _("Nothing changed: it says that already"))
    return redirect("playbook_stage", pk)


@allow(*OFFICE)
@require_POST
def draft_removal(request, pk):
    stage = get_object_or_404(Stage, pk=pk)
    if book.drop_draft(stage, by=request.user):
        toast(request, _("Your draft is put away"), undo=reverse("playbook_draft_return", args=[pk]))
    return redirect("playbook_stage", pk)


@allow(*OFFICE)
@require_POST
def draft_return(request, pk):
    book.take_draft_up(get_object_or_404(Stage, pk=pk), by=request.user)
    return redirect("playbook_draft", pk)


@allow(*OFFICE)
@require_POST
def version_draft(request, pk, number):
    """Take an earlier version up again: as a draft, which is published like any other."""
    stage = get_object_or_404(Stage, pk=pk)
    former = get_object_or_404(PlaybookVersion.objects.with_steps(), stage=stage, number=number)
    if book.draft_of(stage, by=request.user):
        messages.warning(request, _("You have a draft of this page. Publish it or put it away first; nothing was changed."))
        return redirect("playbook_draft", pk)
    page = replace(book.Page.of(former), changed=_("Back to version %(n)s") % {"n": number})
    book.save_draft(stage, page, by=request.user, base=number_of(PlaybookVersion.objects.current(stage)))
    return redirect("playbook_preview", pk)


@allow(*OFFICE)
@require_safe
def readers(request):
    """Who has read which version of which page."""
    people = User.objects.filter(is_active=True, roles__overlap=list(SELLERS)).by_name()
    context = {"table": book.chapters_of(list(people)), "stages": Stage.objects.in_use()}
    return render(request, "sales/playbook/readers.html", context)


def _editor(request, stage: Stage, *, writing: Writing | None = None, status: int = 200) -> HttpResponse:
    """The form, from what was typed, else the draft, else what is in force. Who published meanwhile is told above it."""
    kept, current = book.draft_of(stage, by=request.user), PlaybookVersion.objects.current(stage)
    base = seen_base(request.POST.get("base")) if writing else kept.base if kept else number_of(current)
    theirs = current if current and base != current.number else None
    was = stage.playbook_versions.filter(number=base).first()
    context = {
        "writing": writing or Writing(page=book.Page.of_draft(kept) if kept else book.Page.of(current)),
        "base": number_of(current),
        "draft": kept,
        "theirs": theirs,
        "found": between(book.Page.of(was), book.Page.of(theirs)) if theirs else None,
        "others": PlaybookDraft.objects.filter(stage=stage, dropped_at=None).exclude(by=request.user).select_related("by"),
    }
    return render(request, "sales/playbook/write.html", beside(request, stage) | context, status=status)
