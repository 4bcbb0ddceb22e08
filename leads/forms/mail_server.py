from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import MailServer
from accounts.sealing import seal
from leads.forms.sealed_password import SealedPasswordMixin
from leads.mail.outbound.presets import BY_KEY, PRESETS, Preset, preset_of

WAY_THERE = ("host", "port", "security")


def _can_be_named(domain: str) -> bool:
    """By IDNA, as the standard library encodes it on the way out."""
    try:
        domain.encode("idna")
    except UnicodeError:
        return False
    return True


class MailServerForm(SealedPasswordMixin, forms.ModelForm):
    """Which server takes our mail. The stored password is never shown, and goes to no other server than it was typed for."""

    provider = forms.ChoiceField(label=_("Provider"), required=False, help_text=_("Fills in server, port and security."))

    class Meta:
        model = MailServer
        fields = ("provider", "host", "port", "security", "user", "password", "sender")
        help_texts = {
            "host": _("Such as smtp.example.com; your provider's help pages name it."),
            "user": _("Most often the whole e-mail address. Empty: without signing in."),
            "sender": _("The address your mail comes from. Empty: the user name."),
        }

    def __init__(self, data=None, *, instance: MailServer):
        preset = preset_of(instance)
        super().__init__(data, instance=instance, initial={"provider": preset.key if preset else ""})
        self.was = {name: getattr(instance, name) for name in WAY_THERE} if instance.pk else None
        self.fields["provider"].choices = [("", _("Another server")), *((preset.key, preset.name) for preset in PRESETS)]
        for name in ("host", "port", "security", "sender"):
            self.fields[name].required = False
        self.explain_password()

    @property
    def preset(self) -> Preset | None:
        return BY_KEY.get(self["provider"].value() or "")

    def clean(self) -> dict:
        data = super().clean()
        if preset := BY_KEY.get(data.get("provider", "")):
            data |= {"host": preset.host, "port": preset.port, "security": preset.security}
        for name in WAY_THERE:
            if not data.get(name) and name not in self.errors:
                self.add_error(name, _("Choose a provider, or fill this in."))
        data["sender"] = data.get("sender") or (data.get("user", "") if "@" in data.get("user", "") else "")
        if not data["sender"] and "sender" not in self.errors:
            self.add_error("sender", _("Type the address your mail comes from."))
        elif not _can_be_named(data["sender"].rpartition("@")[2]):
            self.add_error("sender", _("What stands behind the @ cannot be a name of the internet."))
        self._seal(data)
        return data

    def _seal(self, data: dict) -> None:
        if not data.get("user"):
            self.instance.sealed = ""
        elif data.get("password"):
            self.instance.sealed = seal(data["password"])
        elif not self.instance.sealed:
            self.add_error("password", _("Type the password that belongs to this user name."))
        elif any(data.get(name) != value for name, value in self.was.items()):
            self.add_error("password", _("Type the password again: the stored one goes to no other server."))
