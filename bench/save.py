"""Saving the list of leads as CSV, against COPY of the same columns by plain SQL: as PostgreSQL writes values, every field in quotes.

The floor sums each side before they meet, as it has to, and leaves out what makes the file right: the zone of the business, items that
can be told apart whatever is typed in them, formulas made harmless, and who may see what.
"""

FLOOR = """
COPY (
    SELECT l.id, l.external_id, l.external_system, l.received_at, source.name, l.channel, campaign.name, l.how_known,
           contact.name, contact.company, contact.client_type, phones.list, emails.list, contact.street, contact.postcode, contact.town,
           contact.region, contact.country, l.interest, l.notes, l.state, l.disqualified_for, l.closed_at,
           contact.client_lead_id IS NOT NULL, logger.name, l.logged_at, l.owner_text, sender.name, l.referred_by_id,
           l.contact_id, contact.about, contact.yearly_spend,
           l.warm_since, l.made_for_sale, touches.list, hand_offs.list, deals.stage, deals.expected_close, deals.reason, stages.list,
           deals.value, deals.list, sold.list, refunds.list
    FROM leads_lead l
    LEFT JOIN leads_contact contact ON contact.id = l.contact_id LEFT JOIN leads_contact sender ON sender.id = l.referred_by_id
    LEFT JOIN leads_source source ON source.id = l.source_id LEFT JOIN leads_campaign campaign ON campaign.id = l.campaign_id
    LEFT JOIN accounts_user logger ON logger.id = l.logged_by_id
    LEFT JOIN (SELECT contact_id, string_agg(e164, '; ' ORDER BY id) AS list FROM leads_contactphone GROUP BY 1) phones
        ON phones.contact_id = l.contact_id
    LEFT JOIN (SELECT contact_id, string_agg(address, '; ' ORDER BY id) AS list FROM leads_contactemail GROUP BY 1) emails
        ON emails.contact_id = l.contact_id
    LEFT JOIN (SELECT lead_id, string_agg(concat_ws(' | ', at, source_id, channel, text), '; ' ORDER BY at) AS list
               FROM leads_touch GROUP BY 1) touches ON touches.lead_id = l.id
    LEFT JOIN (SELECT lead_id, string_agg(concat_ws(' | ', at, due_at, decided_at, returned_for, by_id, note), '; ' ORDER BY at) AS list
               FROM leads_handoff GROUP BY 1) hand_offs ON hand_offs.lead_id = l.id
    LEFT JOIN (SELECT o.lead_id, max(s.name) AS stage, max(o.expected_close) AS expected_close, max(r.name) AS reason,
                      max(o.value) AS value,
                      string_agg(concat_ws(' | ', made_at, stage_since, closed_at, value, expected_close, owner_id, r.name), '; ') AS list
               FROM sales_opportunity o JOIN sales_stage s ON s.id = o.stage_id LEFT JOIN sales_lostreason r ON r.id = o.lost_reason_id
               GROUP BY 1) deals ON deals.lead_id = l.id
    LEFT JOIN (SELECT o.lead_id, string_agg(concat_ws(' | ', m.at, s.name, m.note), '; ' ORDER BY m.id) AS list
               FROM sales_opportunity o JOIN sales_stagechange m ON m.opportunity_id = o.id JOIN sales_stage s ON s.id = m.to_stage_id
               GROUP BY 1) stages ON stages.lead_id = l.id
    LEFT JOIN (SELECT o.lead_id, string_agg(concat_ws(' | ', b.sold_at, b.amount, b.what, b.invoice), '; ' ORDER BY b.sold_at) AS list
               FROM sales_opportunity o JOIN sales_sale b ON b.opportunity_id = o.id WHERE b.reversed_at IS NULL
               GROUP BY 1) sold ON sold.lead_id = l.id
    LEFT JOIN (SELECT o.lead_id, string_agg(concat_ws(' | ', f.refunded_on, f.amount, f.reason), '; ' ORDER BY f.refunded_on) AS list
               FROM sales_opportunity o JOIN sales_sale b ON b.opportunity_id = o.id JOIN sales_refund f ON f.sale_id = b.id
               GROUP BY 1) refunds ON refunds.lead_id = l.id
    WHERE l.state <> 'withdrawn' AND l.merged_into_id IS NULL ORDER BY l.listed_at DESC, l.id DESC
) TO STDOUT WITH (FORMAT csv, HEADER, FORCE_QUOTE *)
"""


class Away:
    """A file that keeps nothing."""

    def write(self, part: bytes) -> None:
        pass


def floor() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.copy_expert(FLOOR, Away())


def send(response) -> None:
    away = Away()
    for part in response.streaming_content:
        away.write(part)


def cases(compare) -> list[dict]:
    from django.db import connection
    from django.test import Client

    from accounts.models import User
    from bench.measuring import measured

    client = Client()
    client.force_login(User.objects.get(name="Bench"), backend="allauth.account.auth_backends.AuthenticationBackend")

    def save() -> None:
        send(client.get("/leads/leads.csv"))

    with connection.cursor() as cursor, measured(cursor, checkpoint=lambda: None) as took:
        save()
    row = compare("Saving the list as CSV, against COPY of the same columns", save, floor)
    return [row | {"case": f"{row['case']} (at most {took.memory:.0f} MB more while it is sent)"}]
