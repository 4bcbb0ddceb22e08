from django.db import transaction
from django.utils import timezone

from accounts.models import Business, Invitation, User
from accounts.roles import Role
from leads.builtins import ensure_sources
from leads.models import Source
from sales.builtins import ensure_stages


@transaction.atomic
def add_sources(names: list[str]) -> None:
    """Those chosen come first on the tally, the built-in ones after them. Safe to send twice."""
    for name in names:
        Source.add(name)
    ensure_sources()


@transaction.atomic
def finish(business: Business, *, name: str, email: str, password: str) -> User | None:
    """Make the first person, who may do everything, and shut the set-up link. None when somebody else was quicker."""
    business = Business.objects.select_for_update().get(pk=business.pk)
    if business.is_set_up:
        return None
    first = User.objects.create_user(email, password, name=name, roles=list(Role))
    ensure_sources()
    ensure_stages()
    business.set_up_at = timezone.now()
    business.save(update_fields=["set_up_at"])
    return first


def invite(guests, *, by: User) -> list[Invitation]:
    """A link for each filled row of the guest list."""
    return [form.make(by=by) for form in guests if form.has_changed()]
