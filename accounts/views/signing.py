"""The pages of allauth that are offered here, each with its access. What is not in this list has no address:
signing up, e-mail changes and password mails (people come by invitation; an admin makes a password link)."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import allow, public
from accounts.roles import EVERYONE

page = require_http_methods(["GET", "HEAD", "POST"])
"""allauth's own classes take PUT for POST and more besides."""

sign_in = public(page(account.login))
sign_out = public(page(account.logout))
inactive = public(page(account.account_inactive))
change_password = allow(*EVERYONE)(page(account.password_change))
reauthenticate = allow(*EVERYONE)(page(account.reauthenticate))

two_step = allow(*EVERYONE)(page(mfa.index))
two_step_code = public(page(mfa.authenticate))
two_step_again = allow(*EVERYONE)(page(mfa.reauthenticate))
two_step_on = allow(*EVERYONE)(page(totp.activate_totp))
two_step_off = allow(*EVERYONE)(page(totp.deactivate_totp))
recovery_codes = allow(*EVERYONE)(page(codes.view_recovery_codes))
recovery_codes_new = allow(*EVERYONE)(page(codes.generate_recovery_codes))
recovery_codes_file = allow(*EVERYONE)(page(codes.download_recovery_codes))


@public
@require_safe
def forgotten(request):
    """No mail is sent from here, so the page says whom to ask."""
    return render(request, "account/forgotten.html")
