"""The floor of a page: a bare Django view that asks the same queries and renders the same template, and nothing else.

The queries are those of the page, already put together: the view compiles them, reads them and makes the model
instances, as any Django view would. Nobody signs in, nothing is checked, nothing is worded.
"""

import re
import secrets
import sys
from collections.abc import Callable, Generator, Sequence
from contextlib import ExitStack, contextmanager
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
from django.urls import clear_url_caches, path

from tianping.config import urls
from tianping.kernel import together

# A look that is recorded has a hash of its own each time.
LEAF = re.compile(r"'\\x[0-9a-f]{64}'::bytea")
compiled = SQLCompiler.execute_sql
count_together = together.counts
# A query of the models, queries whose rows are counted together, a statement written out.
Step = Query | list[Query] | str


@dataclass
class Watch:
    """The queries of one page in their order: those of Django's models, and statements written out."""

    steps: list[Step] = field(default_factory=list)
    _inside: bool = False

    def note_query(self, compiler: SQLCompiler, *args: Any, **kwargs: Any) -> Any:
        """Note a query of the models, and let it run."""
        self.steps.append(compiler.query.clone())
        self._inside = True
        try:
            return compiled(compiler, *args, **kwargs)
        finally:
            self._inside = False

    def note_counts(self, questions: Sequence[QuerySet[Any]]) -> list[int]:
        """Note queries whose rows are counted in one statement, and let it run."""
        self.steps.append([question.query.clone() for question in questions])
        self._inside = True
        try:
            return count_together(questions)
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

    with ExitStack() as patches:
        patches.enter_context(patch.object(SQLCompiler, "execute_sql", noted))
        patches.enter_context(connection.execute_wrapper(watch.note_statement))
        for module in [each for each in sys.modules.values() if getattr(each, "counts", None) is count_together]:
            patches.enter_context(patch.object(module, "counts", watch.note_counts))
        yield watch


def client(steps: list[Step], template: Any, values: dict[str, Any]) -> Client:
    """A client of a view without middleware that asks ``steps`` and renders ``template`` with ``values``."""

    def view(_request: HttpRequest) -> HttpResponse:
        for step in steps:
            _take(step)
        return HttpResponse(template.render(Context(values)))

    # Beside the project's own addresses, which the template names: the resolver is put together once for all rounds.
    urls.urlpatterns[:] = [path("floor/", view), *(way for way in urls.urlpatterns if str(way.pattern) != "floor/")]
    clear_url_caches()
    bare = Client()
    with override_settings(MIDDLEWARE=[]):
        bare.handler.load_middleware()
    return bare


def _take(step: Step) -> None:
    if isinstance(step, str):
        _state(step)
    elif isinstance(step, list):
        count_together([QuerySet(query.model, query.clone()) for query in step])
    else:
        _ask(step.clone())


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
