"""The pages of allauth that are offered here, each with its access. What is not in this list has no address:
signing up, e-mail changes and password mails (people come by invitation; an admin makes a password link)."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import allow, public
from accounts.roles import EVERYONE

sign_in = public(account.login)
sign_out = public(account.logout)
inactive = public(account.account_inactive)
change_password = allow(*EVERYONE)(account.password_change)
reauthenticate = allow(*EVERYONE)(account.reauthenticate)

two_step = allow(*EVERYONE)(mfa.index)
two_step_code = public(mfa.authenticate)
two_step_again = allow(*EVERYONE)(mfa.reauthenticate)
two_step_on = allow(*EVERYONE)(totp.activate_totp)
two_step_off = allow(*EVERYONE)(totp.deactivate_totp)
recovery_codes = allow(*EVERYONE)(codes.view_recovery_codes)
recovery_codes_new = allow(*EVERYONE)(codes.generate_recovery_codes)
recovery_codes_file = allow(*EVERYONE)(codes.download_recovery_codes)


@public
@require_safe
def forgotten(request):
    """No mail is sent from here, so the page says whom to ask."""
    return render(request, "account/forgotten.html")
