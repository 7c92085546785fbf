"""The floor of a page: a bare Django view that asks the same queries and renders the same template, and nothing else.

The queries are those of the page, already put together: the view compiles them, reads them and makes the model
instances, as any Django view would. Nobody signs in, nothing is checked, nothing is worded.
"""

import re
import secrets
import sys
import types
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from unittest.mock import patch

from django.db import connection
from django.db.models.query import QuerySet
from django.db.models.sql import Query
from django.db.models.sql.compiler import SQLCompiler
from django.db.models.sql.constants import SINGLE
from django.db.models.sql.subqueries import AggregateQuery
from django.http import HttpRequest, HttpResponse
from django.template import Context
from django.test import Client, override_settings
from django.urls import include, path

# A look that is recorded has a hash of its own each time.
LEAF = re.compile(r"'\\x[0-9a-f]{64}'::bytea")
compiled = SQLCompiler.execute_sql


@dataclass
class Watch:
    """The queries of one page in their order: those of Django's models, and statements written out."""

    steps: list[Query | str] = field(default_factory=list)
    _inside: bool = False

    def note_query(self, compiler: SQLCompiler, *args: Any, **kwargs: Any) -> Any:
        """Note a query of the models, and let it run."""
        self.steps.append(compiler.query.clone())
        self._inside = True
        try:
            return compiled(compiler, *args, **kwargs)
        finally:
            self._inside = False

    def note_statement(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]
    ) -> Any:
        """Note a statement that no query of the models sent, and let it run."""
        inside, result = self._inside, execute(sql, params, many, context)
        if not inside:
            self.steps.append(connection.ops.last_executed_query(context["cursor"].cursor, sql, params))
        return result


@contextmanager
def watching() -> Generator[Watch]:
    """Note every query from here on."""
    watch = Watch()

    def noted(compiler: SQLCompiler, *args: Any, **kwargs: Any) -> Any:
        return watch.note_query(compiler, *args, **kwargs)

    with patch.object(SQLCompiler, "execute_sql", noted), connection.execute_wrapper(watch.note_statement):
        yield watch


def client(steps: list[Query | str], template: Any, values: dict[str, Any]) -> Client:
    """A client whose every request asks ``steps`` and renders ``template`` with ``values``."""

    def view(_request: HttpRequest) -> HttpResponse:
        for step in steps:
            _state(step) if isinstance(step, str) else _ask(step.clone())
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


def _state(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(LEAF.sub(f"'\\\\x{secrets.token_hex(32)}'::bytea", statement))
        if cursor.description:
            cursor.fetchall()


def _ask(query: Query) -> None:
    compiler = query.get_compiler("default")
    if isinstance(query, AggregateQuery):
        compiler.execute_sql(SINGLE)
    elif query.values_select or not query.default_cols:
        list(compiler.results_iter())
    else:
        list(QuerySet(query.model, query))
