from datetime import timedelta

from django import template
from django.utils.translation import ngettext

register = template.Library()


@register.filter
def in_words(wait: timedelta) -> str:
    """A wait in whole minutes, rounded up."""
    minutes = -(-int(wait.total_seconds()) // 60)
    return ngettext("%(n)d minute", "%(n)d minutes", minutes) % {"n": minutes}
