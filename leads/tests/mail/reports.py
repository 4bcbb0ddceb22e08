"""Reports of programs, shortened from what real ones wrote. `id` is the Message-ID of the mail they are about."""

from leads.tests.mail.conftest import letter

REPORT = """From: {sender}\r
To: desk@alder.example\r
Subject: {subject}\r
Message-ID: <{kind}.{id_less}@mx.example>\r
{headers}MIME-Version: 1.0\r
Content-Type: multipart/report; report-type={kind}; boundary="b"\r
\r
--b\r
Content-Type: text/plain; charset=utf-8\r
\r
{text}\r
\r
--b\r
Content-Type: {part}\r
\r
{fields}\r
\r
{rest}--b--\r
"""


def report(kind: str, *, sender: str, subject: str, text: str, part: str, fields: list[str], rest: str = "", headers: str = "") -> str:
    fields = "\r\n".join(fields)
    words = {"sender": sender, "subject": subject, "text": text, "part": part, "fields": fields, "rest": rest, "headers": headers}
    return REPORT.format(kind=kind, id_less=abs(hash((subject, text, fields))), **words)


def returned(ident: str, *, part: str = "message/rfc822", more: str = "") -> str:
    headers = f"Message-ID: {ident}\r\nTo: maria@example.com\r\n{more}Subject: Your bench"
    return f"--b\r\nContent-Type: {part}\r\n\r\n{headers}\r\n\r\nIt is ready.\r\n\r\n"


def failure(
    ident: str, *, status: str = "5.1.1", diagnostic: str = "550 5.1.1 User unknown", action: str = "failed", world: str = ""
) -> str:
    """As Postfix writes it; `world`: "global-" for a mail with SMTPUTF8 (RFC 6533)."""
    fields = ["Reporting-MTA: dns; mx.example", "", "Final-Recipient: rfc822; maria@example.com", f"Action: {action}", f"Status: {status}"]
    return report(
        "delivery-status",
        sender="Mail Delivery System <MAILER-DAEMON@mx.example>",
        subject="Undelivered Mail Returned to Sender",
        text=f"I'm sorry to have to inform you that your message could not be delivered: {diagnostic}",
        part=f"message/{world}delivery-status",
        fields=[*fields, f"Diagnostic-Code: smtp; {diagnostic}"],
        rest=returned(ident, part="message/global" if world else "message/rfc822"),
    )


def rejection(ident: str) -> str:
    """As Pigeonhole writes it for the Sieve action `reject`: it names our mail in one place only."""
    return report(
        "disposition-notification",
        sender="Postmaster <postmaster@mx.example>",
        subject="Rejected: Your bench",
        headers="Auto-Submitted: auto-replied (rejected)\r\nPrecedence: bulk\r\n",
        text="Your message to <maria@example.com> was automatically rejected:\r\nI take no offers at this address.",
        part="message/disposition-notification",
        fields=[
            "Final-Recipient: rfc822; maria@example.com",
            f"Original-Message-ID: {ident}",
            "Disposition: automatic-action/MDN-sent-automatically; deleted",
        ],
    )


def receipt(ident: str, *, subject: str = "Return Receipt (displayed) - Your bench", disposition: str = "displayed") -> str:
    """As Thunderbird and Outlook write it."""
    return report(
        "disposition-notification",
        sender="Maria <maria@example.com>",
        subject=subject,
        text="This is a Return Receipt for the mail that you sent to maria@example.com.",
        part="message/disposition-notification",
        fields=[f"Original-Message-ID: {ident}", f"Disposition: manual-action/MDN-sent-manually; {disposition}"],
    )


def complaint(ident: str, *, more: str = "", feedback: str = "abuse") -> str:
    return report(
        "feedback-report",
        sender="complaints@isp.example",
        subject="FW: Your bench",
        text="This is an email abuse report.",
        part="message/feedback-report",
        fields=[f"Feedback-Type: {feedback}", "User-Agent: SomeGenerator/1.0", "Version: 1", "Original-Rcpt-To: maria@example.com"],
        rest=returned(ident, more=more),
    )


def complaint_of_hotmail(ident: str) -> str:
    """As its Junk Mail Reporting Program writes it: no report, but the mail attached."""
    headers = {"Content_Type": 'multipart/mixed; boundary="b"', "MIME_Version": "1.0"}
    return letter("staff@hotmail.com", subject=" complaint about message from 192.0.2.222", text=f"{returned(ident)}--b--", **headers)


def dma(ident: str) -> str:
    """As the DragonFly Mail Agent writes it into a local mailbox: no MIME, and nobody as the sender."""
    text = (
        "There was an error delivering your mail to <maria@example.com>.\r\n\r\n127.0.0.1 [127.0.0.1] did not like our RCPT TO:\r\n"
        "550 5.1.1 <maria@example.com>: Recipient address rejected: User unknown\r\n\r\nMessage headers follow.\r\n\r\n"
        f"Subject: Your bench\r\nMessage-ID: {ident}\r\n"
    )
    return letter("MAILER-DAEMON <>", subject="Mail delivery failed", text=text)


def calendar_answer(*, status: str = "ACCEPTED", comment: str = "") -> str:
    event = [
        "BEGIN:VCALENDAR",
        "PRODID:-//x//x//EN",
        "VERSION:2.0",
        "METHOD:REPLY",
        "BEGIN:VEVENT",
        "UID:u1@alder.example",
        "DTSTAMP:20261127T210000Z",
        "DTSTART:20261201T090000Z",
        "SUMMARY:Visit",
        f"ATTENDEE;PARTSTAT={status}:mailto:maria@example.com",
        *([f"COMMENT:{comment}"] if comment else []),
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    kind = 'text/calendar; charset="utf-8"; method="REPLY"'
    return letter("Maria <maria@example.com>", subject=f"{status.title()}: Visit", text="\r\n".join(event), Content_Type=kind)
