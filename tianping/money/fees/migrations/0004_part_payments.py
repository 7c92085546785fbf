"""A bill may be paid in parts, each reversible; help with fees may be entered at the counter."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

# What was paid before this migration was paid in full at once, so that each paid bill gets its one payment. What is put
# in is checked here, so that the tables may be altered afterwards.
PAID_AT_ONCE = """
UPDATE fees_bill SET paid_fen = due.fen
FROM (SELECT bill_id, sum(amount_fen) AS fen FROM fees_item GROUP BY bill_id) AS due
WHERE due.bill_id = fees_bill.id AND fees_bill.status = 'paid';
UPDATE fees_bill SET paid_fen = paid_fen - relieved_fen WHERE status = 'paid';
INSERT INTO fees_payment (bill_id, amount_fen, paid_on, reference, turn, reason, at, by_id)
SELECT bill.id, bill.paid_fen, bill.paid_on, bill.payment_reference, 0, '', step.at, bill.paid_by_id
FROM fees_bill AS bill
JOIN kernel_step AS step ON step.machine = 'fee_bill' AND step.record_id = bill.id AND step.verb = 'pay'
WHERE bill.status = 'paid';
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('fees', '0003_help_with_fees'),
        ('kernel', '0002_drafts_of_litigants'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Payment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('amount_fen', models.BigIntegerField()),
                ('paid_on', models.DateField()),
                ('reference', models.CharField(max_length=60)),
                ('turn', models.PositiveSmallIntegerField(default=0)),
                ('reason', models.CharField(blank=True, max_length=200)),
                ('at', models.DateTimeField()),
            ],
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='bill',
            name='changed_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='bill',
            name='removed_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='relief',
            name='changed_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='relief',
            name='removed_delete',
        ),
        migrations.RemoveConstraint(
            model_name='bill',
            name='bill_paid_with_its_proof',
        ),
        migrations.AddField(
            model_name='bill',
            name='paid_fen',
            field=models.BigIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='billevent',
            name='paid_fen',
            field=models.BigIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='relief',
            name='signed',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.storedfile'),
        ),
        migrations.AddField(
            model_name='relief',
            name='stays',
            field=models.BooleanField(default=True),
        ),
        migrations.AddField(
            model_name='reliefevent',
            name='signed',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='kernel.storedfile'),
        ),
        migrations.AddField(
            model_name='reliefevent',
            name='stays',
            field=models.BooleanField(default=True),
        ),
        migrations.AddField(
            model_name='payment',
            name='bill',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='payments', to='fees.bill'),
        ),
        migrations.AddField(
            model_name='payment',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='payment',
            name='reverses',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reversal', to='fees.payment'),
        ),
        migrations.AddIndex(
            model_name='payment',
            index=models.Index(fields=['paid_on'], name='payment_day'),
        ),
        migrations.AddIndex(
            model_name='payment',
            index=models.Index(fields=['reference'], name='fees_paymen_referen_4866ca_idx'),
        ),
        migrations.RunSQL(PAID_AT_ONCE, migrations.RunSQL.noop),
        pgtrigger.migrations.AddTrigger(
            model_name='bill',
            trigger=pgtrigger.compiler.Trigger(name='bill_adds_up', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', declare='DECLARE bill fees_bill%ROWTYPE; paid BIGINT; due BIGINT;', func="\nSELECT * INTO bill FROM fees_bill WHERE id = NEW.id;\nSELECT coalesce(sum(amount_fen), 0) INTO paid FROM fees_payment WHERE bill_id = bill.id;\nSELECT coalesce(sum(amount_fen), 0) - bill.relieved_fen INTO due FROM fees_item WHERE bill_id = bill.id;\nIF bill.paid_fen <> paid\n    OR (bill.status = 'paid' AND paid < due)\n    OR (bill.status = 'issued' AND paid > 0 AND paid >= due)\nTHEN\n    RAISE EXCEPTION 'bill % is % with % of % paid', bill.number, bill.status, paid, due\n        USING ERRCODE = 'check_violation';\nEND IF;\nRETURN NULL;\n", hash='06267a181acb6e4452eef5679ca880063db7a6c8', operation='INSERT OR UPDATE', pgid='pgtrigger_bill_adds_up_8b62f', table='fees_bill', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='bill',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "fees_billevent" ("id", "issued_by_id", "issued_on", "number", "paid_by_id", "paid_fen", "paid_on", "payer_name", "payment_reference", "pgh_created_at", "pgh_label", "pgh_obj_id", "relieved_fen", "sequence", "status", "year") SELECT old_values."id", old_values."issued_by_id", old_values."issued_on", old_values."number", old_values."paid_by_id", old_values."paid_fen", old_values."paid_on", old_values."payer_name", old_values."payment_reference", NOW(), \'changed\', old_values."id", old_values."relieved_fen", old_values."sequence", old_values."status", old_values."year" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='e2438aa4657ee83af284e9c230ba5a3aceeab369', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_77593', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='fees_bill', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='bill',
            trigger=pgtrigger.compiler.Trigger(name='removed_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "fees_billevent" ("id", "issued_by_id", "issued_on", "number", "paid_by_id", "paid_fen", "paid_on", "payer_name", "payment_reference", "pgh_created_at", "pgh_label", "pgh_obj_id", "relieved_fen", "sequence", "status", "year") SELECT old_values."id", old_values."issued_by_id", old_values."issued_on", old_values."number", old_values."paid_by_id", old_values."paid_fen", old_values."paid_on", old_values."payer_name", old_values."payment_reference", NOW(), \'removed\', old_values."id", old_values."relieved_fen", old_values."sequence", old_values."status", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='320a71dba7b48b9921e9e1f9e83a99b6ec79d32c', level='STATEMENT', operation='DELETE', pgid='pgtrigger_removed_delete_e3e58', referencing='REFERENCING OLD TABLE AS old_values ', table='fees_bill', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='relief',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "fees_reliefevent" ("asked_at", "asked_by_id", "decided_at", "decided_because", "decided_by_id", "ground", "id", "kind", "litigant_id", "matter_id", "paper_id", "percent", "pgh_created_at", "pgh_label", "pgh_obj_id", "signed_id", "status", "stays", "until", "words") SELECT old_values."asked_at", old_values."asked_by_id", old_values."decided_at", old_values."decided_because", old_values."decided_by_id", old_values."ground", old_values."id", old_values."kind", old_values."litigant_id", old_values."matter_id", old_values."paper_id", old_values."percent", NOW(), \'changed\', old_values."id", old_values."signed_id", old_values."status", old_values."stays", old_values."until", old_values."words" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='7ec4d2970216d69d69b032d8106e52b73160dcea', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_7e7df', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='fees_relief', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='relief',
            trigger=pgtrigger.compiler.Trigger(name='removed_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "fees_reliefevent" ("asked_at", "asked_by_id", "decided_at", "decided_because", "decided_by_id", "ground", "id", "kind", "litigant_id", "matter_id", "paper_id", "percent", "pgh_created_at", "pgh_label", "pgh_obj_id", "signed_id", "status", "stays", "until", "words") SELECT old_values."asked_at", old_values."asked_by_id", old_values."decided_at", old_values."decided_because", old_values."decided_by_id", old_values."ground", old_values."id", old_values."kind", old_values."litigant_id", old_values."matter_id", old_values."paper_id", old_values."percent", NOW(), \'removed\', old_values."id", old_values."signed_id", old_values."status", old_values."stays", old_values."until", old_values."words" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='111d46428ec32edc1201253ec44475d15514801d', level='STATEMENT', operation='DELETE', pgid='pgtrigger_removed_delete_c1754', referencing='REFERENCING OLD TABLE AS old_values ', table='fees_relief', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='bill',
            constraint=models.CheckConstraint(condition=models.Q(('paid_fen__gte', 0)), name='bill_paid_not_negative'),
        ),
        migrations.AddConstraint(
            model_name='bill',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('paid_by__isnull', True), ('paid_on__isnull', True), ('payment_reference', ''), ('status__in', ('issued', 'waived'))), models.Q(('paid_by__isnull', False), ('paid_fen__gt', 0), ('paid_on__isnull', False), ('status', 'paid'), models.Q(('payment_reference', ''), _negated=True)), _connector='OR'), name='bill_paid_with_its_proof'),
        ),
        migrations.AddConstraint(
            model_name='payment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('reference', ''), _negated=True), models.Q(models.Q(('amount_fen__gt', 0), ('reverses__isnull', True)), models.Q(('amount_fen__lt', 0), ('reverses__isnull', False), models.Q(('reason', ''), _negated=True)), _connector='OR')), name='payment_or_its_reversal'),
        ),
        migrations.AddConstraint(
            model_name='payment',
            constraint=models.UniqueConstraint(condition=models.Q(('reverses__isnull', True)), fields=('reference', 'turn'), name='payment_reference_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='payment',
            trigger=pgtrigger.compiler.Trigger(name='payment_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='c96f0d8be3031b6958071f9c1e03b773a48da6ec', operation='UPDATE OR DELETE', pgid='pgtrigger_payment_never_changes_cad58', table='fees_payment', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='payment',
            trigger=pgtrigger.compiler.Trigger(name='payment_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'rows of % are only ever added', TG_TABLE_NAME;", hash='d57f43d18996e7c8b80a08539bf389e6e6e2330b', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_payment_never_emptied_e4551', table='fees_payment', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='payment',
            trigger=pgtrigger.compiler.Trigger(name='payment_adds_up', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', declare='DECLARE bill fees_bill%ROWTYPE; paid BIGINT; due BIGINT;', func="\nSELECT * INTO bill FROM fees_bill WHERE id = NEW.bill_id;\nSELECT coalesce(sum(amount_fen), 0) INTO paid FROM fees_payment WHERE bill_id = bill.id;\nSELECT coalesce(sum(amount_fen), 0) - bill.relieved_fen INTO due FROM fees_item WHERE bill_id = bill.id;\nIF bill.paid_fen <> paid\n    OR (bill.status = 'paid' AND paid < due)\n    OR (bill.status = 'issued' AND paid > 0 AND paid >= due)\nTHEN\n    RAISE EXCEPTION 'bill % is % with % of % paid', bill.number, bill.status, paid, due\n        USING ERRCODE = 'check_violation';\nEND IF;\nRETURN NULL;\n", hash='08918cad56331fe789148e199a507a88797dde51', operation='INSERT OR UPDATE', pgid='pgtrigger_payment_adds_up_1f113', table='fees_payment', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
    ]
