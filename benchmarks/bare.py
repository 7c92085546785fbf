"""The floor of a page: a Django view that does nothing but the page's statements and its template.

Rows of a table of ours become instances of its model, as any Django view's would; nobody signs in, nothing is checked.
"""

import re
import secrets
import sys
import types
from typing import Any

from django.apps import apps
from django.db import connection, models
from django.http import HttpRequest, HttpResponse
from django.template import Context
from django.test import Client, override_settings
from django.urls import include, path

# A look that is recorded has a hash of its own each time.
LEAF = re.compile(r"'\\x[0-9a-f]{64}'::bytea")
SELECTED = re.compile(r'^SELECT (?:DISTINCT )?"(\w+)"\."id", ')


def client(statements: list[str], template: Any, values: dict[str, Any]) -> Client:
    """A client whose every request runs ``statements`` and renders ``template`` with ``values``."""
    tables = {model._meta.db_table: model for model in apps.get_models()}

    def view(_request: HttpRequest) -> HttpResponse:
        with connection.cursor() as cursor:
            for statement in statements:
                _run(cursor, statement, tables)
        return HttpResponse(template.render(Context(values)))

    addresses: Any = types.ModuleType("benchmarks.bare_addresses")
    addresses.urlpatterns = [path("floor/", view), path("", include("tianping.config.urls"))]
    sys.modules[addresses.__name__] = addresses
    return _Bare(addresses.__name__)


class _Bare(Client):
    """A client of a project that has one view and no middleware."""

    def __init__(self, addresses: str) -> None:
        super().__init__()
        self.settings = override_settings(MIDDLEWARE=[], ROOT_URLCONF=addresses)
        with self.settings:
            self.handler.load_middleware()

    def get(self, *args: Any, **kwargs: Any) -> Any:
        """Ask the one view."""
        with self.settings:
            return super().get(*args, **kwargs)


def _run(cursor: Any, statement: str, tables: dict[str, type[models.Model]]) -> None:
    cursor.execute(LEAF.sub(f"'\\\\x{secrets.token_hex(32)}'::bytea", statement))
    if not cursor.description:
        return
    rows = cursor.fetchall()
    found = SELECTED.match(statement)
    if found and found[1] in tables:
        model = tables[found[1]]
        names = [field.attname for field in model._meta.concrete_fields]
        for row in rows:
            model.from_db("default", names[: len(row)], row[: len(names)])
