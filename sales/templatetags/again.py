from django import template

from sales.clients.repeat_sales_text import why

register = template.Library()
register.filter("why", why)
