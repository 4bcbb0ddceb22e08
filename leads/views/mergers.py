"""Two contacts, or two leads, become one: choose the other, look at what will be, merge, undo."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import allow, may_undo, require_own
from accounts.redirects import is_own_address, previous_page
from accounts.roles import EVERYONE, SELLERS
from accounts.toasts import refusal, toast
from leads.merging import mergers
from leads.merging.preview import ContactPreview, LeadPreview
from leads.models import Contact, DuplicatePair, IllegalMove, Lead, Merger
from leads.templatetags.people import page_of
from leads.views.person import MOST

CONTACTS = Contact.objects.current().prefetch_related("phones", "emails")


@allow(*EVERYONE)
@require_safe
def contact_merger(request, pk):
    """Choose the contact who is the same person."""
    contact = get_object_or_404(Contact.objects.current(), pk=pk)
    text = _typed(request)
    others = Contact.objects.current().exclude(pk=pk)
    queryset = others.search(text, country=request.business.country) if text else others.filter(pk__in=DuplicatePair.others_of(pk))
    people = list(queryset.prefetch_related("phones", "emails").order_by("sort_name", "pk")[: MOST + 1])
    context = {"contact": contact, "q": text, "people": people[:MOST], "more": len(people) > MOST, "page": _page(request, contact)}
    return render(request, "leads/contact_merger.html", context)


@allow(*EVERYONE)
@require_http_methods(["GET", "HEAD", "POST"])
def contact_merger_with(request, pk, other):
    """What the two will be; posting merges them."""
    contact, second = _two(CONTACTS.all(), pk, other)
    preview = ContactPreview(contact, second, sells=request.user.has_role(*SELLERS), data=request.POST)
    came_from = request.GET.get("next", "")
    context = {"preview": preview, "contact": contact, "page": _page(request, contact)}
    context["next"] = came_from if is_own_address(request, came_from) else ""
    if request.method != "POST":
        return render(request, "leads/contact_merger_with.html", context)
    try:
        merger = mergers.merge_contacts(preview.absorbed, into=preview.kept, by=request.user, choice=preview.choice)
    except IllegalMove:
        refusal(request, _("Nothing was changed: they are the same already, or somebody merged one of them meanwhile."))
        return redirect(_page(request, contact))
    kept = merger.into_contact
    toast(request, _("%(person)s is one person now") % {"person": kept}, undo=reverse("merger_undoing", args=[merger.pk]))
    return redirect(previous_page(request, fallback=_page(request, kept)) if request.POST.get("next") else _page(request, kept))


@allow(*EVERYONE)
@require_safe
def lead_merger(request, pk):
    """Choose the lead that is the same enquiry: first those of the same contact."""
    lead = get_object_or_404(Lead.objects.for_page(), pk=pk)
    text = _typed(request)
    rows = Lead.objects.standing().exclude(pk=pk)
    rows = rows.search(text, country=request.business.country) if text else rows.filter(contact=lead.contact_id, contact__isnull=False)
    rows = list(rows.for_list().order_by("-listed_at", "-pk")[: MOST + 1])
    context = {"lead": lead, "q": text, "leads": rows[:MOST], "more": len(rows) > MOST}
    return render(request, "leads/lead_merger.html", context)


@allow(*EVERYONE)
@require_http_methods(["GET", "HEAD", "POST"])
def lead_merger_with(request, pk, other):
    """What the two will be; posting merges them, and their contacts if these are one person."""
    lead, second = _two(Lead.objects.for_page(), pk, other)
    preview = LeadPreview(lead, second, sells=request.user.has_role(*SELLERS), data=request.POST)
    asks = request.method == "POST" and preview.person and not preview.people
    context = {"preview": preview, "lead": lead, "asks": asks}
    if request.method != "POST" or asks:
        return render(request, "leads/lead_merger_with.html", context, status=422 if asks else 200)
    people = preview.person.choice if preview.people == "one" and preview.person else None
    try:
        merger = mergers.merge_leads(preview.absorbed, into=preview.kept, by=request.user, choice=preview.choice, people=people)
    except IllegalMove:
        refusal(request, preview.obstacle or _("Nothing was changed: somebody moved or merged one of them meanwhile."))
        return redirect(lead)
    toast(request, _("The two enquiries are one now, and count once"), undo=reverse("merger_undoing", args=[merger.pk]))
    return redirect(merger.into_lead)


@allow(*EVERYONE)
@require_safe
def merger(request, pk):
    """What was merged, by whom, and its undo, or why there is none."""
    row = get_object_or_404(Merger.objects.select_related("contact", "into_contact", "lead__contact", "into_lead__contact", "by"), pk=pk)
    context = {"merger": row, "obstacles": mergers.obstacles(row), "page": _page_of_merger(request, row)}
    context["may_undo"] = may_undo(request.user, by_id=row.by_id)
    return render(request, "leads/merger.html", context)


@allow(*EVERYONE)
@require_POST
def merger_undoing(request, pk):
    row = get_object_or_404(Merger, pk=pk)
    require_own(request.user, by_id=row.by_id)
    try:
        mergers.undo(row, by=request.user)
    except mergers.CannotUndo as error:
        refusal(request, " ".join([_("It cannot be undone, and nothing was changed."), *error.reasons]))
        return redirect("merger", pk)
    toast(request, _("They are two again, as they were"))
    return redirect(_page_of_merger(request, row))


def _two(queryset, pk, other):
    if pk == other:
        raise Http404
    return get_object_or_404(queryset, pk=pk), get_object_or_404(queryset, pk=other)


def _typed(request) -> str:
    return request.GET.get("q", "")[:200].replace("\0", "").strip()


def _page(request, contact: Contact) -> str:
    return page_of(contact, request.user.has_role(*SELLERS)) or reverse("leads")


def _page_of_merger(request, row: Merger) -> str:
    return row.into_lead.get_absolute_url() if row.into_lead_id else _page(request, row.into_contact)
