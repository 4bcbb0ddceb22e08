"""What a step says to one person: its message and its task, with every placeholder filled."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts.models import Business, User
from leads.models import Activity, Lead
from sales.models import Opportunity
from sales.placeholders import fill, fill_line


@dataclass(frozen=True)
class Rendered:
    """`task` or `subject` is empty where the step has no task, or no message."""

    task_kind: str
    task: str
    subject: str
    text: str

    @property
    def task_label(self) -> str:
        return str(Activity.Kind(self.task_kind).label) if self.task_kind else ""


def render(step: dict, *, values: dict[str, str]) -> Rendered:
    return Rendered(
        task_kind=step["task_kind"],
        task=fill_line(step["task_text"], values),
        subject=fill_line(step.get("subject", ""), values),
        text=fill(step.get("text", ""), values),
    )


def values_for(lead: Lead, *, seller: User | None, business: Business) -> dict[str, str]:
    """What the placeholders stand for. What nobody knows is empty; the text says what stands there then."""
    contact = lead.contact
    name = contact.name.split() if contact else []
    return {
        "first name": name[0] if name else "",
        "company": contact.company if contact else "",
        "interest": lead.interest,
        "seller": (seller.name if seller else "") or business.name,
        "business": business.name,
    }


def example_values(business: Business) -> dict[str, str]:
    """A made-up person, for a business that has none of its own to show a message with."""
    return {
        "first name": _("Maria"),
        "company": _("Hill Bakery"),
        "interest": _("a bench for the hall"),
        "seller": business.name,
        "business": business.name,
    }


def seller_of(lead: Lead, opportunity: Opportunity | None) -> User | None:
    """Who has it: of an enquiry without an opportunity of its own, whoever has the one that is open."""
    if opportunity:
        return opportunity.owner
    found = lead.opportunities.open().select_related("owner").order_by("-made_at").first()
    return found.owner if found else None
