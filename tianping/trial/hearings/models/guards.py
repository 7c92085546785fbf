"""What the database itself refuses: changing what a closed record holds."""

import pgtrigger

_STATUS_OF_RECORD = "(SELECT status FROM hearings_record WHERE id = COALESCE(NEW.record_id, OLD.record_id))"


def only_while_open(name: str) -> list[pgtrigger.Trigger]:
    """A trigger that lets rows of a record be written only while the record is kept (记录中)."""
    return [
        pgtrigger.Trigger(
            name=f"{name}_only_while_open",
            when=pgtrigger.Before,
            operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
            func=f"""
                IF {_STATUS_OF_RECORD} <> 'open' THEN
                    RAISE EXCEPTION 'the record is closed; % cannot be changed', TG_TABLE_NAME;
                END IF;
                RETURN COALESCE(NEW, OLD);
            """,
        )
    ]


def closed_stays() -> list[pgtrigger.Trigger]:
    """Triggers that let a closed record be signed, and nothing else; no record is ever removed."""
    return [
        pgtrigger.Protect(name="record_never_removed", operation=pgtrigger.Delete),
        pgtrigger.Trigger(
            name="closed_record_stays",
            when=pgtrigger.Before,
            operation=pgtrigger.Update,
            condition=pgtrigger.Q(old__status__in=["closed", "signed"]),
            func="""
                NEW.signed_at := COALESCE(OLD.signed_at, NEW.signed_at);
                NEW.signed_by_id := COALESCE(OLD.signed_by_id, NEW.signed_by_id);
                IF NEW.status = 'open'
                    OR (to_jsonb(NEW) - ARRAY['status', 'signed_at', 'signed_by_id'])
                        <> (to_jsonb(OLD) - ARRAY['status', 'signed_at', 'signed_by_id']) THEN
                    RAISE EXCEPTION 'the record is closed; it cannot be changed';
                END IF;
                RETURN NEW;
            """,
        ),
    ]
