"""Programs that send what was typed into a form: whoever is to be answered is never they."""

SERVICES = """
123formbuilder.com 123formbuilder.io cognitoforms.com fillout.com formcarry.com formspree.io formsubmit.co getform.io jotform.com
jotform.io netlify.com paperform.co squarespace.com squarespace.info tally.so typeform.com usebasin.com web3forms.com webflow.com
weebly.com wix.com wix-forms.com wixforms.com
"""
PROGRAMS = """
apache contact-form contactform donotreply do-not-reply form form-submission formresponses forms formular kontaktformular mailer
no-reply noreply no_reply nobody notification notifications submissions webform website wordpress www-data
"""
OF_SERVICES, OF_PROGRAMS = frozenset(SERVICES.split()), frozenset(PROGRAMS.split())
"""Domains, and what stands before the @ of an address that nobody reads."""


def is_form_service(address: str) -> bool:
    domain = address.rpartition("@")[2]
    return any(domain == service or domain.endswith(f".{service}") for service in OF_SERVICES)


def is_program(address: str) -> bool:
    """Alone it proves nothing: newsletters come from such addresses, too."""
    return address.partition("@")[0].partition("+")[0] in OF_PROGRAMS
