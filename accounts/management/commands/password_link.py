from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Invitation, User


class Command(BaseCommand):
    help = "Prints a link to choose a new password, for when nobody who could make one in Settings can sign in."

    def add_arguments(self, parser):
        parser.add_argument("email")

    def handle(self, *, email: str, **options):
        person = User.objects.active().filter(email=email.strip().lower()).first()
        if person is None:
            raise CommandError(_("Nobody who may sign in has the address %(email)s.") % {"email": email})
        link = Invitation.make(by=person, for_user=person)
        self.stdout.write(f"{settings.LEADTRACK_URL}{reverse('join', args=[link.token])}")
        if not settings.LEADTRACK_URL:
            self.stderr.write(_("Put the address of LeadTrack in front of it, such as http://127.0.0.1:8000"))
