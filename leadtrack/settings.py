"""Every setting of LeadTrack, read strictly: a wrong value stops the start, and no secret has a default.

Environment (all optional on a first run, see .env.example):
    LEADTRACK_URL    where people reach it, such as https://leads.example.com; unset means this machine only
    DATABASE_URL     PostgreSQL 15 to 18, several hosts allowed; unset means the embedded cluster
    DATABASE_OWNER_URL  the role that owns its tables, where DATABASE_URL names one that cannot change history; unset means one role
    DATABASE_POOLED  True where a pooler lends connections for a transaction at a time (PgBouncer)
    LEADTRACK_DATA   folder of the embedded cluster and of the generated secret key
    SECRET_KEY       at least 50 characters; unset means the one bin/serve made in LEADTRACK_DATA
    EMAIL_URL        SMTP server, such as smtp+tls://user:password@host:587, or a provider, such as
                     anymail+postmark://?server_token=…; unset means the server set in Settings → E-mail
    MAIL_SECRET      what the passwords of mailbox and mail server are sealed with; unset means SECRET_KEY
    EMAIL_FROM       address mail comes from; unset means the user name of EMAIL_URL when that is an address, and without
                     EMAIL_URL the address set in Settings → E-mail
    BACKUP_RECIPIENTS  public keys of age (age1…) or SSH, with commas between them, that bin/backup encrypts for
    DEBUG            True or False, nothing else
"""

from importlib.util import find_spec
from pathlib import Path
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

import environ
import pghistory
from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from leadtrack import __version__, database, postgres

BASE_DIR = Path(__file__).resolve().parent.parent
VERSION = __version__
MAIL_SECONDS = 30
env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")


def strict_bool(name: str, *, default: bool) -> bool:
    value = env.str(name, default=str(default))
    if value not in ("True", "False"):
        raise ImproperlyConfigured(f"{name} is {value!r}; it must be True or False")
    return value == "True"


def mailer(url: str) -> dict:
    """Without a URL the server set on screen sends. Until there is one what would be sent is shown in the log, and admins hand out
    links themselves.

    smtp+tls://user:password@host:587 is a mail server; anymail+NAME://?option=value is a provider that anymail knows.
    """
    if not url:
        return {"BACKEND": "accounts.mail_backend.set_on_screen"}
    if url.startswith("anymail+"):
        return provider(urlsplit(url))
    told = env.email_url_config(url)
    names = {"host": "EMAIL_HOST", "port": "EMAIL_PORT", "username": "EMAIL_HOST_USER", "password": "EMAIL_HOST_PASSWORD"}
    names |= {"use_tls": "EMAIL_USE_TLS", "use_ssl": "EMAIL_USE_SSL"}
    options = {option: told[name] for option, name in names.items() if told.get(name)}
    return {"BACKEND": told["EMAIL_BACKEND"], "OPTIONS": options | {"timeout": MAIL_SECONDS}}


def provider(url: SplitResult) -> dict:
    name = url.scheme.removeprefix("anymail+")
    if not name.isidentifier() or not find_spec(f"anymail.backends.{name}"):
        raise ImproperlyConfigured(f"EMAIL_URL begins with {url.scheme}:// and anymail knows no provider {name!r}")
    if name == "amazon_ses" and not find_spec("boto3"):
        raise ImproperlyConfigured("EMAIL_URL names amazon_ses, which needs boto3; install it, or use the SMTP address of Amazon SES")
    return {"BACKEND": f"anymail.backends.{name}.EmailBackend", "OPTIONS": dict(parse_qsl(url.query))}


def mail_sender(url: str) -> str:
    """The user name of a mail server is most often the address it may send from."""
    user = unquote(urlsplit(url).username or "")
    return user if "@" in user else f"leadtrack@{urlsplit(LEADTRACK_URL).hostname or 'localhost'}"


DEBUG = strict_bool("DEBUG", default=False)

LEADTRACK_URL = env.str("LEADTRACK_URL", default="").rstrip("/")
if LEADTRACK_URL and urlsplit(LEADTRACK_URL).scheme not in ("http", "https"):
    raise ImproperlyConfigured(f"LEADTRACK_URL is {LEADTRACK_URL!r}; it must start with http:// or https://")
HTTPS = LEADTRACK_URL.startswith("https://")
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = []
if LEADTRACK_URL:
    ALLOWED_HOSTS.append(urlsplit(LEADTRACK_URL).hostname)
    CSRF_TRUSTED_ORIGINS.append(LEADTRACK_URL)

SECRET_KEY = env.str("SECRET_KEY", default="") or postgres.stored_secret_key()
if len(SECRET_KEY) < 50:
    raise ImproperlyConfigured("SECRET_KEY needs at least 50 characters; bin/serve and bin/manage make one when it is unset")

INSTALLED_APPS = [
    "leadtrack.apps.LeadTrackConfig",
    "reports.apps.ReportsConfig",
    "sales.apps.SalesConfig",
    "leads.apps.LeadsConfig",
    "accounts.apps.AccountsConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "crispy_bootstrap5",
    "crispy_forms",
    "django_filters",
    "django_htmx",
    "django_tasks_db",
    "lucide",
    "pgtrigger",
    "pghistory",
    "phonenumber_field",
]

MIDDLEWARE = [
    "leadtrack.health.HealthMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "accounts.middleware.BusinessMiddleware",
    "accounts.middleware.HistoryMiddleware",
    "accounts.middleware.PrivateMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "leadtrack.urls"
WSGI_APPLICATION = "leadtrack.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "accounts.context.business",
            ],
            "builtins": ["accounts.templatetags.ui", "lucide.templatetags.lucide"],
        },
    }
]

ERASURE_REGISTER = postgres.data_folder() / "erased.jsonl"

DATABASE_URL, DATABASE_OWNER_URL = env.str("DATABASE_URL", default=""), env.str("DATABASE_OWNER_URL", default="")
if DATABASE_OWNER_URL and not DATABASE_URL:
    raise ImproperlyConfigured("DATABASE_OWNER_URL is set and DATABASE_URL is not; the web and the worker need a role of their own")
APPLICATION_DATABASE = env.db("DATABASE_URL") if DATABASE_URL else postgres.database(postgres.APPLICATION)
OWNER_DATABASE = env.db("DATABASE_OWNER_URL" if DATABASE_OWNER_URL else "DATABASE_URL") if DATABASE_URL else postgres.database()
DATABASES = {"default": OWNER_DATABASE.copy() if database.acts_as_owner() else APPLICATION_DATABASE.copy()}
DATABASES["default"] |= {"ENGINE": "leadtrack.database", "CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True, "ATOMIC_REQUESTS": False}
DATABASE_POOLED = strict_bool("DATABASE_POOLED", default=False)
DATABASES["default"]["DISABLE_SERVER_SIDE_CURSORS"] = DATABASE_POOLED
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# A model that is tracked says what it leaves out; nothing that is tracked goes without a trace.
PGHISTORY_DEFAULT_TRACKERS = (pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "accounts.adapter.ClosedAdapter"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_RATE_LIMITS = {"login_failed": "8/15m/key"}  # wrong codes of a second step; axes counts the passwords
ACCOUNT_FORMS = {
    "login": "accounts.forms.signing.SignInForm",
    "change_password": "accounts.forms.signing.ChangePasswordForm",
    "reauthenticate": "accounts.forms.signing.ConfirmPasswordForm",
}
MFA_FORMS = {
    "authenticate": "accounts.forms.signing.CodeForm",
    "reauthenticate": "accounts.forms.signing.ConfirmCodeForm",
    "activate_totp": "accounts.forms.signing.TwoStepForm",
}
MFA_TOTP_ISSUER = "LeadTrack"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 180  # the paper sheet never logs anyone out
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25  # hours
AXES_HANDLER = "accounts.lockout.Handler"
AXES_LOCKOUT_PARAMETERS = "accounts.lockout.counted_by"
AXES_ENABLE_ACCESS_FAILURE_LOG = True
AXES_CLIENT_IP_CALLABLE = "accounts.lockout.client_network"
AXES_USERNAME_CALLABLE = "accounts.lockout.typed_email"
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "account/locked.html"

# accounts.middleware adds nothing here: the policy is the same on every page.
SECURE_CSP = {
    "default-src": [CSP.SELF],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "leadtrack.static.ModuleStorage"},
}

CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
PHONENUMBER_DB_FORMAT = "E164"
MAILERS = {"default": mailer(env.str("EMAIL_URL", default=""))}
MAIL_SECRET = env.str("MAIL_SECRET", default="") or SECRET_KEY
EMAIL_FROM = env.str("EMAIL_FROM", default="")
DEFAULT_FROM_EMAIL = EMAIL_FROM or mail_sender(env.str("EMAIL_URL", default=""))

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "except_health": {"()": "leadtrack.log_lines.ExceptHealth"},
        "one_line": {"()": "leadtrack.log_lines.OneLine"},
        "without_tokens": {"()": "accounts.secret_urls.WithoutTokens"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["except_health", "one_line", "without_tokens"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
