"""Who got in touch again about the same enquiry in the sample business, and what brought them back."""

import random
from datetime import datetime, timedelta

from accounts.models import User
from accounts.roles import Role
from leads.models import Lead, Source, Touch

SHARE = 0.11
"""Of the enquiries with a name."""
BROUGHT_BACK = {
    "Google search": ("website", "They had our name and looked us up."),
    "Walked past the showroom": ("walk_in", "Came in to see the oak samples."),
    "Recommended by a friend": ("phone", "A friend of theirs has a kitchen of ours."),
    "Our van": ("phone", "Saw us at work round the corner."),
}


def touch_again(rng: random.Random, *, now: datetime) -> int:
    """Writes the touches, each after its enquiry came and before it was decided. Returns how many."""
    sources, desk = {source.name: source for source in Source.objects.all()}, list(User.objects.with_role(Role.STAFF).order_by("pk"))
    rows = []
    named = Lead.objects.filter(contact__isnull=False, received_at__isnull=False).exclude(disqualified_for="spam")
    for lead in named.exclude(source__kind=Source.Kind.OWN_CLIENTS).order_by("listed_at", "pk"):
        at = lead.received_at + timedelta(days=rng.uniform(1, 12))
        if rng.random() < SHARE and at < (lead.closed_at or now):
            name = rng.choice([name for name in BROUGHT_BACK if sources[name].pk != lead.source_id])
            channel, text = BROUGHT_BACK[name]
            rows.append(Touch(lead=lead, source=sources[name], channel=channel, how_known="asked", at=at, by=rng.choice(desk), text=text))
    return len(Touch.objects.bulk_create(rows))
