"""What the post tells sequences: an answer, a message that came back, a wish to hear no more. Each ends what is under way.

A run whose step is being done at this very moment is not waited for, since the step may wait for the post: an answer and a
bounce are found among the facts within the minute, and an opt-out by the step itself.
"""

from django.db.models import Q

from leads.mail import Listener
from leads.models import ContactEmail
from sales.models import Ended, SequenceDeed, SequenceRun
from sales.sequences.ending import stop_these, why_over


class SequencesListen(Listener):
    name = "sequences"

    def may_send(self, message) -> bool:
        """Not what was put into the post before its run ended or was held, or its sequence was switched off."""
        deed = SequenceDeed.objects.filter(message_key=message.key).select_related("run__sequence").first()
        if deed is None:
            return True
        run = deed.run
        if run.paused_at or not run.sequence.is_on or run.ended_for not in ("", Ended.FINISHED):
            return False
        return not why_over(run)

    def replied(self, message) -> None:
        """An answer ends whatever writes to that person by itself, on every enquiry of theirs."""
        if message.lead_id:
            theirs = Q(lead=message.lead_id) | Q(lead__contact=message.lead.contact_id, lead__contact__isnull=False)
            stop_these(SequenceRun.objects.filter(theirs), Ended.REPLIED)

    def bounced(self, message) -> None:
        if message.lead_id:
            stop_these(SequenceRun.objects.filter(lead=message.lead_id), Ended.BOUNCED)

    def opted_out(self, address) -> None:
        people = ContactEmail.objects.filter(key=address.key).values("contact")
        stop_these(SequenceRun.objects.filter(lead__contact__in=people), Ended.OPTED_OUT)
