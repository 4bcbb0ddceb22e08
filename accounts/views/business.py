from django.conf import settings as django_settings
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts import settings_menu
from accounts.access import allow
from accounts.forms.business import BusinessForm
from accounts.roles import OFFICE
from accounts.toasts import toast


@allow(*OFFICE)
@require_safe
def settings(request):
    return render(request, "accounts/settings.html", {"groups": settings_menu.visible_groups(), "version": django_settings.VERSION})


@allow(*OFFICE)
@require_http_methods(["GET", "HEAD", "POST"])
def business_settings(request):
    form = BusinessForm(request.POST or None, instance=request.business)
    if request.method == "POST" and form.is_valid():
        form.save()
        toast(request, _("Saved."))
        return redirect("business_settings")
    return render(request, "accounts/business.html", {"form": form})
