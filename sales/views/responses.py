"""How a deed answers: in place for script, back to the page it was done on without."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from accounts.redirects import previous_page

DONE = "counted, moved"
"""What pages listen for: the number beside Today, and the part of a page that shows what was changed."""


def answer(request, *, fallback: str, status: int = 200) -> HttpResponse:
    """What happened as a toast, in place of what was pressed; without script the page it was pressed on.

    The page refreshes its own part when it hears `moved`; an open sheet closes when it is answered with nothing.
    """
    if not request.htmx:
        return redirect(previous_page(request, fallback=fallback))
    response = render(request, "components/toasts_oob.html", status=status)
    response["HX-Trigger"] = DONE
    return response


def refuse(request, text: str, *, fallback: str, status: int = 200) -> HttpResponse:
    """Say that somebody was there first, and show how it stands now."""
    messages.warning(request, text)
    return answer(request, fallback=fallback, status=status)


def asked(request, template: str, context: dict, *, heading: str, fallback: str, told: str = "") -> HttpResponse:
    """A question: a page without script, the body of the sheet with it. What was wrong keeps what was typed (422).

    `template` is the form alone; `back_to` in it is the page it was asked on. `told`: why what was sent was refused for what
    others did meanwhile (409); it stands above the form, and the page behind the sheet shows how things stand.
    """
    form = context.get("form")
    layout = "sales/question.html#sheet" if request.htmx else "sales/question.html"
    status = 409 if told else 422 if form is not None and form.is_bound else 200
    asking = {"body": template, "heading": heading, "back_to": previous_page(request, fallback=fallback), "told": told}
    response = render(request, layout, context | asking, status=status)
    if told and request.htmx:
        response["HX-Trigger"] = DONE
    return response


def posted(request):
    """What a form is made from: an empty post is an answer too, and a GET is none."""
    return request.POST if request.method == "POST" else None


def seen_version(request) -> int | None:
    """The version of an opportunity that the page showed on which this was done; None where it does not say."""
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
