"""Views of the board that people of the sample saved: one for everybody, one of a salesperson's own."""

from accounts.models import User
from accounts.roles import Role
from sales.models import SavedView


def save_views() -> None:
    owner, seller = (User.objects.with_role(role).order_by("pk").first() for role in (Role.OWNER, Role.SALES))
    SavedView.add("Stuck", by=owner, query="stuck=yes&whose=all", shared=True)
    SavedView.add("Large quotes", by=owner, query="value_min=15000&whose=all", shared=True)
    SavedView.add("Nothing planned", by=seller, query="next=none&whose=mine")
