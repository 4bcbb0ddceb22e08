from django import template

from leads.mail.addresses import addresses_of

register = template.Library()
register.simple_tag(addresses_of, name="mail_addresses")
