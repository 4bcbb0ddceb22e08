"""How we sell here: reading the playbook, what it said before, and what changed."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from accounts.access import allow
from accounts.roles import OFFICE, SELLERS
from accounts.toasts import toast
from sales.models import PlaybookVersion, Stage
from sales.playbook import editing as book
from sales.playbook.differences import between

HEADINGS = {
    "purpose": gettext_lazy("What this stage is for"),
    "steps": gettext_lazy("What to do"),
    "words": gettext_lazy("Words to use"),
    "questions": gettext_lazy("Questions to ask"),
    "objections": gettext_lazy("What they may say, and an answer"),
    "done_when": gettext_lazy("Done when"),
    "name": gettext_lazy("The stage"),
}


@allow(*SELLERS)
@require_safe
def playbook(request):
    """The contents, and what was looked for in them."""
    chapters, text = book.chapters(by=request.user), request.GET.get("q", "").strip()
    hits = [(hit, HEADINGS[hit.section]) for hit in book.search(chapters, text)] if text else []
    context = {"chapters": chapters, "text": text, "hits": hits, "may_write": request.user.has_role(*OFFICE)}
    return render(request, "sales/playbook/contents.html#found" if request.htmx else "sales/playbook/contents.html", context)


@allow(*SELLERS)
@require_safe
def manual(request):
    """Everything on one page, to print."""
    chapters = [each for each in book.chapters(by=request.user) if each.version]
    return render(request, "sales/playbook/manual.html", {"chapters": chapters, "headings": HEADINGS, "today": request.business.today()})


@allow(*SELLERS)
@require_safe
def chapter(request, pk):
    """What one stage's page says, and what changed in it since this person read it."""
    stage = get_object_or_404(Stage, pk=pk)
    version, read = PlaybookVersion.objects.current(stage), book.last_read(stage, by=request.user)
    changed = bool(version and read and read.version.number < version.number)
    context = beside(request, stage) | {
        "version": version,
        "read": read,
        "since": between(book.Page.of(read.version), book.Page.of(version)) if changed else None,
        "draft": book.draft_of(stage, by=request.user),
    }
    return render(request, "sales/playbook/stage.html", context)


@allow(*SELLERS)
@require_POST
def reading(request, pk):
    """ "I have read this": the version the button was shown under, not one that came after it."""
    stage = get_object_or_404(Stage, pk=pk)
    found = get_object_or_404(PlaybookVersion, stage=stage, number=_number(request.POST.get("version")))
    if book.mark_read(found, by=request.user):
        toast(request, _("You have read “%(stage)s”, version %(number)s") % {"stage": stage, "number": found.number})
    return redirect("playbook_stage", pk)


@allow(*SELLERS)
@require_safe
def versions(request, pk):
    """Every version of a page: what changed, who wrote it, and for the office who has read it."""
    stage = get_object_or_404(Stage, pk=pk)
    found = stage.playbook_versions.select_related("by").prefetch_related("reads__person").order_by("-number")
    return render(request, "sales/playbook/versions.html", beside(request, stage) | {"versions": found})


@allow(*SELLERS)
@require_safe
def version(request, pk, number):
    stage = get_object_or_404(Stage, pk=pk)
    found = get_object_or_404(PlaybookVersion.objects.with_steps(), stage=stage, number=number)
    newest = stage.playbook_versions.order_by("-number").first()
    return render(request, "sales/playbook/version.html", beside(request, stage) | {"version": found, "newest": newest})


@allow(*SELLERS)
@require_safe
def differences(request, pk):
    """Between two versions, the last two unless asked for others; whichever is older comes first."""
    stage = get_object_or_404(Stage, pk=pk)
    numbers = list(stage.playbook_versions.order_by("number").values_list("number", flat=True))
    if not numbers:
        raise Http404
    wanted = [_number(request.GET.get("from")) or max(1, numbers[-1] - 1), _number(request.GET.get("to")) or numbers[-1]]
    older, newer = (get_object_or_404(PlaybookVersion.objects.with_steps(), stage=stage, number=number) for number in sorted(wanted))
    context = {"older": older, "newer": newer, "numbers": numbers, "found": between(book.Page.of(older), book.Page.of(newer))}
    return render(request, "sales/playbook/differences.html", beside(request, stage) | context)


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 7 else None


def beside(request, stage: Stage) -> dict:
    """What every page of a stage has beside its text: the contents, and whether this person may write."""
    return {
        "stage": stage,
        "chapters": book.chapters(by=request.user),
        "headings": HEADINGS,
        "may_write": request.user.has_role(*OFFICE),
    }
