from django import template

from sales.playbook.markdown import render

register = template.Library()
register.filter("markdown", render)


@register.filter
def of(mapping, name):
    """What a mapping has under a name that another variable holds."""
    return mapping[name]
