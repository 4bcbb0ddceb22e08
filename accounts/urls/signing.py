from django.urls import path

from accounts.views import signing

# The names are allauth's: its own code looks them up.
urlpatterns = [
    path("accounts/login/", signing.sign_in, name="account_login"),
    path("accounts/logout/", signing.sign_out, name="account_logout"),
    path("accounts/inactive/", signing.inactive, name="account_inactive"),
    path("accounts/reauthenticate/", signing.reauthenticate, name="account_reauthenticate"),
    path("accounts/password/change/", signing.change_password, name="account_change_password"),
    path("accounts/password/forgotten/", signing.forgotten, name="account_reset_password"),
    path("accounts/2fa/", signing.two_step, name="mfa_index"),
    path("accounts/2fa/authenticate/", signing.two_step_code, name="mfa_authenticate"),
    path("accounts/2fa/reauthenticate/", signing.two_step_again, name="mfa_reauthenticate"),
    path("accounts/2fa/totp/activate/", signing.two_step_on, name="mfa_activate_totp"),
    path("accounts/2fa/totp/deactivate/", signing.two_step_off, name="mfa_deactivate_totp"),
    path("accounts/2fa/recovery-codes/", signing.recovery_codes, name="mfa_view_recovery_codes"),
    path("accounts/2fa/recovery-codes/generate/", signing.recovery_codes_new, name="mfa_generate_recovery_codes"),
    path("accounts/2fa/recovery-codes/download/", signing.recovery_codes_file, name="mfa_download_recovery_codes"),
]
