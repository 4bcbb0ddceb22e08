"""How mail goes out through the providers that most businesses have, as their own help pages say it."""

from dataclasses import asdict, dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import MailServer

STARTTLS, TLS = MailServer.Security.STARTTLS, MailServer.Security.TLS
APP_PASSWORD = _("It wants an app password, made in the settings of your account there, in place of your own.")
ALLOW = _("Sending by other programs has to be allowed first, in the settings of your account there.")
KEY = _("User name and password are those it shows for SMTP, not those you sign in with.")


@dataclass(frozen=True)
class Preset:
    """`note`: what people stumble over there."""

    key: str
    name: str
    host: str
    port: int
    security: str
    note: str | Promise = ""

    def as_json(self) -> dict:
        return asdict(self) | {"security": str(self.security), "note": str(self.note)}


PRESETS = (
    Preset("gmail", "Gmail, Google Workspace", "smtp.gmail.com", 465, TLS, APP_PASSWORD),
    Preset("microsoft", "Microsoft 365", "smtp.office365.com", 587, STARTTLS, _("“Authenticated SMTP” has to be allowed for the mailbox.")),
    Preset("icloud", "iCloud", "smtp.mail.me.com", 587, STARTTLS, APP_PASSWORD),
    Preset("yahoo", "Yahoo", "smtp.mail.yahoo.com", 465, TLS, APP_PASSWORD),
    Preset("fastmail", "Fastmail", "smtp.fastmail.com", 465, TLS, APP_PASSWORD),
    Preset("zoho", "Zoho", "smtp.zoho.com", 465, TLS, APP_PASSWORD),
    Preset("zoho-eu", "Zoho (Europe)", "smtp.zoho.eu", 465, TLS, APP_PASSWORD),
    Preset("gmx", "GMX", "mail.gmx.net", 587, STARTTLS, ALLOW),
    Preset("web.de", "WEB.DE", "smtp.web.de", 587, STARTTLS, ALLOW),
    Preset("t-online", "T-Online", "securesmtp.t-online.de", 465, TLS, _("It wants the password for e-mail programs.")),
    Preset("ionos", "IONOS", "smtp.ionos.co.uk", 465, TLS),
    Preset("ionos-de", "IONOS (Germany)", "smtp.ionos.de", 465, TLS),
    Preset("strato", "Strato", "smtp.strato.de", 465, TLS),
    Preset("mailbox.org", "mailbox.org", "smtp.mailbox.org", 465, TLS),
    Preset("infomaniak", "Infomaniak", "mail.infomaniak.com", 465, TLS),
    Preset("ovh", "OVHcloud", "ssl0.ovh.net", 465, TLS),
    Preset("gandi", "Gandi", "mail.gandi.net", 465, TLS),
    Preset("postmark", "Postmark", "smtp.postmarkapp.com", 587, STARTTLS, KEY),
    Preset("sendgrid", "SendGrid", "smtp.sendgrid.net", 587, STARTTLS, _("The user name is the word apikey, the password is the key.")),
    Preset("mailgun", "Mailgun", "smtp.mailgun.org", 587, STARTTLS, KEY),
    Preset("mailgun-eu", "Mailgun (Europe)", "smtp.eu.mailgun.org", 587, STARTTLS, KEY),
    Preset("mailjet", "Mailjet", "in-v3.mailjet.com", 587, STARTTLS, KEY),
    Preset("brevo", "Brevo", "smtp-relay.brevo.com", 587, STARTTLS, KEY),
)
BY_KEY = {preset.key: preset for preset in PRESETS}


def preset_of(server: MailServer) -> Preset | None:
    way = (server.host, server.port, server.security)
    return next((preset for preset in PRESETS if (preset.host, preset.port, preset.security) == way), None)
