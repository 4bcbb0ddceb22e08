from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """What a person does here. One person may hold several."""

    STAFF = "staff", _("Front desk")
    SALES = "sales", _("Sales")
    OWNER = "owner", _("Owner")
    ADMIN = "admin", _("Admin")


EVERYONE = tuple(Role)
SELLERS = (Role.SALES, Role.OWNER, Role.ADMIN)
"""Who sees the pipeline and the clients."""
MONEY = (Role.OWNER, Role.ADMIN)
"""Who sees spend, cost and revenue of the whole business."""
OFFICE = (Role.OWNER, Role.ADMIN)
"""Who changes how the business is set up."""
