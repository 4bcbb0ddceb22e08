from django import template

from sales.again_told import why

register = template.Library()
register.filter("why", why)
