"""What happened to the sample business, for its charts, and reports that people of it saved."""

from datetime import date, timedelta

from accounts.models import User
from accounts.roles import Role
from leads.models import Source
from reports.models import Annotation, SavedReport


def note(*, today: date) -> None:
    owner, seller = (User.objects.with_role(role).order_by("pk").first() for role in (Role.OWNER, Role.SALES))
    leaflet = Source.objects.named("Leaflet").first()
    Annotation.add("New sign above the showroom", first_day=today - timedelta(days=300), by=owner)
    works = {"first_day": today - timedelta(days=130), "last_day": today - timedelta(days=102)}
    Annotation.add("Road works in front of the door", **works, by=owner)
    Annotation.add("Second leaflet, 4,000 copies", first_day=today - timedelta(days=70), source=leaflet, by=owner)
    SavedReport.add("Sources, last month", by=owner, page="report_sources", query="period=last_month", shared=True)
    SavedReport.add("How quickly we answer", by=seller, page="report_handoffs", query="period=last_month", shared=True)
