"""Triggers in the migrations that build a court from nothing."""

from typing import cast

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import ProjectState
from pgtrigger.compiler import Trigger
from pgtrigger.migrations import AddTrigger


class AddTriggerToNewTable(AddTrigger):
    """Puts a trigger on a table without rendering the models anew.

    No model looks different for a trigger. Seven hundred of them, each rendering every model that the table's
    model is related to, made most of the time in which a court is built.
    """

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Note the trigger on the model's state."""
        options = state.models[app_label, self.model_name].options
        options["triggers"] = [*options.get("triggers", []), self.trigger]

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Install it; its words are complete, so nothing is put into them."""
        # What stands in a migration is compiled already.
        trigger = cast("Trigger", self.trigger)
        schema_editor.execute(trigger.install_sql, params=None)
