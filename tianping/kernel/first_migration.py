"""The tables of a new court (首次建表): all migrations in order, without drawing up the whole house for each of them.

Django draws up every model that is connected with one that a migration changes, and in a court all are connected by
its people: the time grows with the square of the tables. In a schema in which nothing was applied yet a new model
touches no other, and a change of one model's own options touches itself alone. Operations that move rows still get
all models drawn up anew, as Django does it.
"""

from typing import Any, cast

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ProjectState


class _Growing(ProjectState):
    """The models as the migrations have made them so far; of what changes only that is drawn up anew."""

    def reload_model(self, app_label: str, model_name: str, delay: bool = False) -> None:
        """Draw up one model anew; all that are connected with it where a relation of an existing one changed."""
        if "apps" not in self.__dict__:
            return
        drawn: Any = self.apps
        is_new = model_name not in drawn.all_models[app_label]
        if not (is_new or delay):
            super().reload_model(app_label, model_name, delay)
            return
        self.is_delayed = True
        with drawn.bulk_update():
            drawn.unregister_model(app_label, model_name)
        drawn.render_multiple([self.models[app_label, model_name]])


def migrate_new_court() -> None:
    """Apply every migration to the current schema if none was applied to it yet; what Django does after them is its."""
    executor = MigrationExecutor(connection)
    if executor.loader.applied_migrations:
        return
    targets = executor.loader.graph.leaf_nodes()
    state = _Growing(real_apps=cast(Any, executor.loader.unmigrated_apps))
    executor.migrate(targets, state=state)
