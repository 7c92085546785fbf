"""The connection address in the form that Django's settings want."""

from typing import Any

from psycopg.conninfo import conninfo_to_dict

DJANGO_NAMES = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}


def django_settings(url: str) -> dict[str, Any]:
    """One entry of DATABASES for a connection address; nothing is connected to.

    Connections stay open between requests and are checked before use, so that a restart of the database
    costs nobody a page; the search path is empty until a court is chosen.
    """
    parts = conninfo_to_dict(url)
    named = {django: parts.pop(libpq) for libpq, django in DJANGO_NAMES.items() if libpq in parts}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {**parts, "options": "-c search_path= -c jit=off"},
        **named,
    }
