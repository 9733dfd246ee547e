"""Every setting, in one file. One council needs none of them; `docs/how-to/run-it.md` lists them."""

import contextlib
import secrets
import sys
from pathlib import Path

import environ
from csp.constants import NONE, SELF

env = environ.Env()
PACKAGE = Path(__file__).resolve().parent.parent
DATA_DIR = Path(env("NEWBELONGINGS_DATA", default="data")).resolve()
# Which text model reads answers: empty for the one that comes along, "letters", or a folder (docs/how-to/run-it.md).
TEXT_MODEL = env("NEWBELONGINGS_TEXT_MODEL", default="")
TESTING = "pytest" in sys.modules


def _kept_secret(name: str) -> str:
    """A secret from the environment, or one made on first use and kept in the data folder.

    The file is linked into place whole, so two processes that start together agree on one secret.
    """
    given = env(name.upper(), default="")
    if given:
        return str(given)
    if TESTING:
        return f"only-for-tests-{name}-{'x' * 40}"
    path = DATA_DIR / f".{name}"
    if not path.exists():
        DATA_DIR.mkdir(parents=True, exist_ok=True)
        draft = DATA_DIR / f".{name}.{secrets.token_hex(4)}"
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(48))
        with contextlib.suppress(FileExistsError):
            path.hardlink_to(draft)
        draft.unlink()
    return path.read_text().strip()


SECRET_KEY = _kept_secret("secret_key")
BALLOT_KEY = _kept_secret("ballot_key")
DEBUG = False
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]", "testserver"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
BEHIND_HTTPS = env.bool("BEHIND_HTTPS", default=False)
# How many proxies of our own write the caller's address at the end of X-Forwarded-For; nothing else in it is believed.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)
PUBLIC_ADDRESS = env("PUBLIC_ADDRESS", default="http://127.0.0.1:8000")

INSTALLED_APPS = [
    "newbelongings.domain.kernel",
    "newbelongings.domain.authorities",
    "newbelongings.domain.accounts",
    "newbelongings.domain.safeguarding",
    "newbelongings.domain.surveys",
    "newbelongings.domain.outreach",
    "newbelongings.domain.forum",
    "newbelongings.domain.themes",
    "newbelongings.domain.plans",
    "newbelongings.domain.commitments",
    "newbelongings.domain.replies",
    "newbelongings.domain.evidence",
    "newbelongings.web",
    "newbelongings.jobs",
    "newbelongings.demo",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "csp",
    "axes",
]
MIDDLEWARE = [
    # Before all else: a kept page costs nothing of what follows, and has its headers (docs/adr/0036).
    "newbelongings.web.parts.kept_pages.KeptPages",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "newbelongings.web.parts.refusals.SaysNo",
    "newbelongings.web.parts.gate.ClosedByDefault",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "newbelongings.config.urls"
WSGI_APPLICATION = "newbelongings.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "newbelongings.web.parts.context.frame",
            ],
            "builtins": ["newbelongings.web.templatetags.parts"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'newbelongings.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # secure_delete: what left the ballot box is overwritten, not merely forgotten (docs/adr/0004).
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON;",
    }
DATABASES["default"]["CONN_MAX_AGE"] = None if not TESTING else 0
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "home"
# A council sits behind one address: lock the pair of person and address, never the address alone.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 6
AXES_COOLOFF_TIME = 0.25
AXES_USERNAME_FORM_FIELD = "username"
AXES_VERBOSE = False
AXES_DISABLE_ACCESS_LOG = True  # no list of who signed in from where
AXES_ENABLE_ADMIN = False
AXES_LOCKOUT_CALLABLE = "newbelongings.web.parts.accounts.locked_out"

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 9
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_HTTPS
SECURE_SSL_REDIRECT = BEHIND_HTTPS
SECURE_HSTS_SECONDS = 31536000 if BEHIND_HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF],
        "connect-src": [SELF],
        "worker-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# Without an address for mail, messages are written into the data folder.
MAIL_URL = env("EMAIL_URL", default="")
MAIL_FROM = env("EMAIL_FROM", default="New Belongings <no-reply@localhost>")
# Messages to care leavers go through GOV.UK Notify; without a key they too are written into the data folder.
NOTIFY_API_KEY = env("NOTIFY_API_KEY", default="")
NOTIFY_BASE_URL = env("NOTIFY_BASE_URL", default="https://api.notifications.service.gov.uk")
NOTIFY_TEMPLATES = {
    (occasion, channel): template
    for occasion in ("invitation", "reminder", "message", "forum", "answer")
    for channel in ("email", "text", "letter")
    if (template := env(f"NOTIFY_TEMPLATE_{occasion}_{channel}".upper(), default=""))
}

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
# Catalogues of the pages that care leavers read (docs/adr/0017), compiled by the build.
LOCALE_PATHS = [PACKAGE / "build" / "locale"]
USE_TZ = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [path for path in (PACKAGE / "build" / "static",) if path.exists()]
STATIC_ROOT = Path(env("NEWBELONGINGS_STATIC", default=str(DATA_DIR / "static")))
_STATIC_STORAGE = (
    "django.contrib.staticfiles.storage.StaticFilesStorage"
    if TESTING
    else "whitenoise.storage.CompressedManifestStaticFilesStorage"
)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": DATA_DIR / "files"}},
    "staticfiles": {"BACKEND": _STATIC_STORAGE},
}
# An import of 100,000 answers is 30 to 50 MB; anything larger is turned away in one sentence.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
IMPORT_MAX_BYTES = 60 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"discreet": {"()": "newbelongings.config.logs.Discreet"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "discreet"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # axes writes addresses and names into its log; the service's logs hold neither.
    "loggers": {"axes": {"handlers": [], "level": "CRITICAL", "propagate": False}},
}
CSRF_FAILURE_VIEW = "newbelongings.web.parts.refusals.form_has_expired"
