"""What a visitor typed is read out of the mails of the usual form plugins, in six languages."""

import pytest

from leads.mail.parsing.form_fields import form_fields
from leads.mail.parsing.html_text import as_text

LENA = {"name": "Lena Berg", "email": "lena@client-a.example", "phone": "0113 496 0142"}
LABELS = {
    "en": ("Your Name", "Your E-mail", "Phone Number", "Your Message", "How did you hear about us?"),
    "de": ("Ihr Name", "Ihre E-Mail-Adresse", "Telefonnummer", "Ihre Nachricht", "Wie haben Sie von uns erfahren?"),
    "fr": ("Votre nom ", "Votre adresse e-mail ", "Numéro de téléphone ", "Votre message ", "Comment avez-vous entendu parler de nous ? "),
    "es": ("Tu nombre", "Correo electrónico", "Teléfono", "Tu mensaje", "¿Cómo nos conoció?"),
    "it": ("Il tuo nome", "La tua e-mail", "Numero di telefono", "Il tuo messaggio", "Come ci ha conosciuto?"),
    "nl": ("Je naam", "Je e-mailadres", "Telefoonnummer", "Je bericht", "Hoe heeft u ons gevonden?"),
}
VALUES = ("{name}", "{email}", "{phone}", "{message}", "Leaflet")
CONTACT_FORM_7 = (
    "From: {name} <{email}>\nSubject: Kitchen\n\nMessage Body:\n{message}\n\n-- \nThis e-mail was sent from a contact form on Alder"
)
WPFORMS = "--- Name ---\n\n{name}\n\n--- Email ---\n\n{email}\n\n--- Phone ---\n\n{phone}\n\n--- Comment or Message ---\n\n{message}\n"
FORMSPREE = "You've received a new submission.\n\nname:\n{name}\n\n_replyto:\n{email}\n\nemail:\n{email}\n\nphone:\n{phone}\n\n"
FORMSPREE += "message:\n{message}\n"
SQUARESPACE = "Sent via form submission from Alder\n\nName: {name}\n\nEmail: {email}\n\nPhone: {phone}\n\nMessage: {message}\n"
WIX = "Alder just got a new submission:\n\nFirst name: Lena\nLast name: Berg\nEmail: {email}\nPhone: {phone}\nMessage: {message}\n"
ROW = "<tr bgcolor='#EAF2FA'><td colspan='2'><strong>{0}</strong></td></tr><tr><td width='20'>&nbsp;</td><td>{1}</td></tr>"
GRAVITY = "<table>" + ROW.format("Name", "{name}") + ROW.format("Email", "{email}") + ROW.format("Phone", "{phone}") + "</table>"
CELLS = "<tr><td><p>{0}</p></td><td>{1}</td></tr>"
JOTFORM = "<table>" + CELLS.format("Full Name", "{name}") + CELLS.format("E-mail", "<a href='mailto:{email}'>{email}</a>")
JOTFORM += CELLS.format("Phone Number", "{phone}") + "</table>"
PLUGINS = {
    "Contact Form 7": (CONTACT_FORM_7, {"phone": ""}),
    "WPForms": (WPFORMS, {}),
    "Formspree": (FORMSPREE, {}),
    "Squarespace": (SQUARESPACE, {}),
    "Wix": (WIX, {}),
    "Gravity Forms": (GRAVITY, {}),
    "Jotform": (JOTFORM, {}),
}


def read(template: str, **values) -> dict:
    text = template.format(**LENA | {"message": "How much is it?\n\nWe need it in May."} | values)
    fields = form_fields(as_text(text) if text.startswith("<") else text)
    return fields.filled if fields else {}


@pytest.mark.parametrize("language", LABELS)
def test_labels_of_six_languages_are_known(language):
    fields = read("\n".join(f"{label}: {value}" for label, value in zip(LABELS[language], VALUES, strict=True)))
    assert {name: fields[name] for name in LENA} == LENA
    assert (fields["message"], fields["heard_from"]) == ("How much is it?\n\nWe need it in May.", "Leaflet")


@pytest.mark.parametrize("plugin", PLUGINS)
def test_layout_of_each_plugin_is_read(plugin):
    template, other = PLUGINS[plugin]
    fields = read(template)
    assert {name: fields.get(name, "") for name in LENA} == LENA | other
    assert "{message}" not in template or fields["message"] == "How much is it?\n\nWe need it in May."


def test_subject_of_contact_form_7_is_what_they_want():
    assert read(CONTACT_FORM_7)["interest"] == "Kitchen"


def test_campaign_stands_in_the_address_of_the_page():
    fields = read(SQUARESPACE + "Page URL: https://alder.example/kitchens?utm_source=Leaflet&utm_campaign=Spring&gclid=1\n", message="Hi")
    assert (fields["utm_source"], fields["utm_campaign"]) == ("Leaflet", "Spring")


def test_hidden_fields_name_the_campaign():
    assert read("utm_source: Leaflet\nutm_campaign: Spring\n" + SQUARESPACE)["utm_campaign"] == "Spring"


def test_way_they_want_to_be_reached_is_no_address():
    assert read("How may we reach you?\nE-mail\n\n" + WPFORMS)["email"] == LENA["email"]


def test_labels_inside_the_message_change_nothing():
    assert read(SQUARESPACE, message="Ask my wife.\nName: Nia\nEmail: nia@client-b.example")["name"] == "Lena Berg"


@pytest.mark.parametrize(
    "text",
    [
        "Hello,\nmy phone: I forgot.\nName your price.\nBest\nLena",
        "Name: Lena Berg\nMessage: Hi",
        "Email: not yet\nPhone: later",
        "Phone: 0113 496 0142",
        "",
    ],
)
def test_words_that_only_look_like_fields_are_none(text):
    assert form_fields(text) is None


def test_what_cannot_be_a_name_is_left_out():
    assert "name" not in read(SQUARESPACE, name="https://buy.example/pills")
