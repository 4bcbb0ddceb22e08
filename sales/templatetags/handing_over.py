from django import template

from sales.forms.handoff import HandOverForm

register = template.Library()


@register.simple_tag(takes_context=True)
def hand_over_form(context) -> HandOverForm:
    """The question to whom a lead is handed over, for a page that is about more than that."""
    return HandOverForm(day=context["request"].business.today(), auto_id="hand-over-%s")
