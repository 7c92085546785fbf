"""Settings of one Tianping server; whatever an installation may change comes from the environment."""

import datetime
import os
from pathlib import Path

import pghistory

from tianping.config.postgres import connection_settings, home
from tianping.config.secrets import server_secret
from tianping.kernel.web.proxies import networks

ROOT = Path(__file__).resolve().parents[2]

DEBUG = False
SECRET_KEY = server_secret()
ALLOWED_HOSTS = os.environ.get("TIANPING_ALLOWED_HOSTS", "127.0.0.1,localhost,.localhost").split(",")

# The demonstration court is the only one served unless the installation names others: "host=schema,host=schema".
COURT_HOSTS: dict[str, str] = dict(
    pair.split("=", 1) for pair in os.environ.get("TIANPING_COURT_HOSTS", "").split(",") if "=" in pair
)
DEFAULT_COURT: str | None = os.environ.get("TIANPING_COURT", "" if COURT_HOSTS else "court_gan1027") or None
_demonstration_day = os.environ.get("TIANPING_TODAY", "")
TODAY = datetime.date.fromisoformat(_demonstration_day) if _demonstration_day else None

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "pgtrigger",
    "pghistory",
    "django_htmx",
    "tianping.kernel",
    # After the kernel, which has templates of its own for some of its widgets.
    "django.forms",
    # Before allauth, whose pages it shows in the court's own words and look.
    "tianping.accounts",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "tianping.cases",
    "tianping.money.fees",
    "tianping.money.statements",
    "tianping.intake.filing",
    "tianping.intake.crosscourt",
    "tianping.intake.application",
    "tianping.intake.triage",
    "tianping.intake.mediation",
    "tianping.intake.guidance",
    "tianping.intake.preservation",
    "tianping.measures",
    "tianping.papers.documents",
    "tianping.papers.service",
    "tianping.papers.dossier",
    "tianping.trial.assignment",
    "tianping.trial.scheduling",
    "tianping.trial.hearings",
    "tianping.trial.deliberation",
    "tianping.trial.closing",
    "tianping.trial.confirmation",
    "tianping.enforcement",
    "tianping.community.feedback",
    "tianping.insight.indicators",
    "tianping.portal",
    "tianping.config",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "tianping.kernel.web.proxies.ProxyMiddleware",
    "tianping.kernel.web.middleware.ContentSecurityMiddleware",
    "tianping.kernel.web.middleware.PlainTextMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "tianping.kernel.web.middleware.CourtMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "tianping.accounts.middleware.PostMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "tianping.config.urls"
WSGI_APPLICATION = "tianping.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "tianping.kernel.web.context.shell",
            ],
            "builtins": ["tianping.kernel.templatetags.tianping"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
SHELL_FACTS = "tianping.accounts.context.shell_facts"

DATABASES = {"default": connection_settings()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "kernel_cache",
        "KEY_FUNCTION": "tianping.kernel.courts.cache_key",
    }
}

# Row history keeps every earlier version of a row; who and why stand in the step and the audit entry.
PGHISTORY_LEVEL = pghistory.Statement
PGHISTORY_CONTEXT_FIELD = None

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_HTTPONLY = False
CSRF_FAILURE_VIEW = "tianping.accounts.expired.not_sent"
CSRF_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"

# The addresses or networks of the court's own proxies; only what they say of the asker is believed.
TRUSTED_PROXIES = networks(os.environ.get("TIANPING_PROXIES", ""))
# Behind TLS the cookies take the __Host- prefix; the demonstration runs on plain HTTP on this machine only.
SERVED_OVER_TLS = os.environ.get("TIANPING_TLS", "") == "1"
if SERVED_OVER_TLS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 31536000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"

# Log-in by name and password, a passkey, or both with a second factor; nobody signs up from outside.
LOGIN_URL = "account_login"
ACCOUNT_ADAPTER = "tianping.accounts.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "tianping.accounts.forms.LogInForm",
    "change_password": "tianping.accounts.forms.OwnPasswordForm",
    "reauthenticate": "tianping.accounts.forms.ConfirmPasswordForm",
}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
# Guesses at passwords are counted by axes, by account and place; "login_failed" is left for codes, by account.
# allauth counts log-ins under one lock an address and refuses whoever waits a second for it, as a courthouse behind
# one address would at half past eight; so they are counted by accounts.lockout instead.
ACCOUNT_RATE_LIMITS = {"login": None, "login_failed": "10/h/key"}
MFA_ADAPTER = "tianping.accounts.adapters.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "tianping.accounts.second_factors.CodeForm",
    "reauthenticate": "tianping.accounts.second_factors.ConfirmCodeForm",
    "activate_totp": "tianping.accounts.second_factors.ActivateAppForm",
    "add_webauthn": "tianping.accounts.second_factors.AddPasskeyForm",
    "edit_webauthn": "tianping.accounts.second_factors.RenamePasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "天平"
# Browsers allow passkeys without TLS on localhost alone, where the demonstration runs.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SERVED_OVER_TLS
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 1
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_CALLABLE = "tianping.accounts.lockout.account_key"
AXES_CLIENT_IP_CALLABLE = "tianping.accounts.lockout.place"
AXES_LOCKOUT_CALLABLE = "tianping.accounts.lockout.answer_as_before"
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address"]
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "/static/"
STATIC_ROOT = ROOT / "var" / "static"
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "tianping.config.packages.PackageFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# How messages leave: each channel's gateway. Without one named they stay in the local outbox, for demonstration.
MESSAGE_GATEWAYS = {
    "sms": os.environ.get("TIANPING_SMS_GATEWAY", "tianping.kernel.messages.gateways.LocalOutbox"),
    "mail": os.environ.get("TIANPING_MAIL_GATEWAY", "tianping.kernel.messages.gateways.LocalOutbox"),
}
SMS_HOST = os.environ.get("TIANPING_SMS_HOST", "")
SMS_PATH = os.environ.get("TIANPING_SMS_PATH", "/messages")
SMS_TOKEN = os.environ.get("TIANPING_SMS_TOKEN", "")
MAIL_DOMAIN = os.environ.get("TIANPING_MAIL_DOMAIN", "localhost")
DEFAULT_FROM_EMAIL = os.environ.get("TIANPING_MAIL_FROM", f"court@{MAIL_DOMAIN}")
EMAIL_HOST = os.environ.get("TIANPING_SMTP_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("TIANPING_SMTP_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("TIANPING_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("TIANPING_SMTP_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("TIANPING_SMTP_TLS", "") == "1"
EMAIL_TIMEOUT = 10

FILE_STORE = Path(os.environ.get("TIANPING_FILES", home() / "files"))
# Papers are set in a serif face (宋体类); it comes with the packages of the pages.
PAPER_FONTS = ROOT / "node_modules" / "@expo-google-fonts" / "noto-serif-sc"
# Keys and certificates with which papers are sealed; each court has a folder of its own, made at first use.
# Where packages for other courts are laid out for whoever carries them there; nothing is sent by itself.
PARCEL_FOLDER = Path(os.environ.get("TIANPING_PARCELS", home() / "parcels"))
SEAL_FOLDER = Path(os.environ.get("TIANPING_SEALS", home() / "seals"))
CHECKPOINT_FOLDER = Path(os.environ.get("TIANPING_CHECKPOINTS", home() / "checkpoints"))
DATA_UPLOAD_MAX_MEMORY_SIZE = 25 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
# A judge's days come back from the scanner as one file a record; each page says how many it takes.
DATA_UPLOAD_MAX_NUMBER_FILES = 500
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
