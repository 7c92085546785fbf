import django.db.models.deletion
import pgtrigger.compiler
import tianping.kernel.triggers
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('fees', '0001_whole'),
        ('kernel', '0001_whole'),
    ]

    operations = [
        migrations.CreateModel(
            name='Statement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file_name', models.CharField(max_length=200)),
                ('row_count', models.PositiveIntegerField()),
                ('imported_at', models.DateTimeField()),
                ('file', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.storedfile')),
                ('imported_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Receipt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('row_number', models.PositiveIntegerField()),
                ('booked_on', models.DateField(null=True)),
                ('amount_fen', models.BigIntegerField(null=True)),
                ('payer_name', models.CharField(blank=True, max_length=120)),
                ('payer_account', models.CharField(blank=True, max_length=40)),
                ('remark', models.CharField(blank=True, max_length=300)),
                ('reference', models.CharField(blank=True, max_length=60)),
                ('problem', models.CharField(blank=True, max_length=200)),
                ('status', models.CharField(default='listed', max_length=20)),
                ('posted_at', models.DateTimeField(null=True)),
                ('set_aside_because', models.CharField(blank=True, max_length=200)),
                ('bill', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='receipt', to='fees.bill')),
                ('duplicate_of', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='statements.receipt')),
                ('posted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('statement', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='receipts', to='statements.statement')),
            ],
            options={
                'indexes': [models.Index(fields=['status', 'id'], name='statements__status_8b0527_idx'), models.Index(condition=models.Q(('reference', ''), _negated=True), fields=['reference'], name='receipt_reference')],
                'constraints': [models.UniqueConstraint(fields=('statement', 'row_number'), name='receipt_row_once'), models.CheckConstraint(condition=models.Q(models.Q(('bill__isnull', False), ('posted_at__isnull', False), ('posted_by__isnull', False), ('status', 'posted')), models.Q(models.Q(('status', 'posted'), _negated=True), ('bill__isnull', True), ('posted_at__isnull', True), ('posted_by__isnull', True)), _connector='OR'), name='receipt_posted_to_a_bill'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'posted'), _negated=True), models.Q(('amount_fen__gt', 0), ('problem', '')), _connector='OR'), name='receipt_posted_without_problem'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'set_aside'), _negated=True), models.Q(('set_aside_because', ''), _negated=True), _connector='OR'), name='receipt_set_aside_says_why')],
            },
        ),
        migrations.CreateModel(
            name='ReceiptEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('row_number', models.PositiveIntegerField()),
                ('booked_on', models.DateField(null=True)),
                ('amount_fen', models.BigIntegerField(null=True)),
                ('payer_name', models.CharField(blank=True, max_length=120)),
                ('payer_account', models.CharField(blank=True, max_length=40)),
                ('remark', models.CharField(blank=True, max_length=300)),
                ('reference', models.CharField(blank=True, max_length=60)),
                ('problem', models.CharField(blank=True, max_length=200)),
                ('status', models.CharField(default='listed', max_length=20)),
                ('posted_at', models.DateTimeField(null=True)),
                ('set_aside_because', models.CharField(blank=True, max_length=200)),
                ('bill', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='fees.bill')),
                ('duplicate_of', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='statements.receipt')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='statements.receipt')),
                ('posted_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('statement', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='statements.statement')),
            ],
            options={
                'abstract': False,
            },
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='statement',
            trigger=pgtrigger.compiler.Trigger(name='statement_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='cb9ef31e23361f755819d7c4bfe8027bc925051c', operation='UPDATE OR DELETE', pgid='pgtrigger_statement_never_changes_9e5f6', table='statements_statement', when='BEFORE')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='statement',
            trigger=pgtrigger.compiler.Trigger(name='statement_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'rows of % are only ever added', TG_TABLE_NAME;", hash='40529a6ed785cdbace21420ef63adacdab630910', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_statement_never_emptied_71127', table='statements_statement', when='BEFORE')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='receipt',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "statements_receiptevent" ("amount_fen", "bill_id", "booked_on", "duplicate_of_id", "id", "payer_account", "payer_name", "pgh_created_at", "pgh_label", "pgh_obj_id", "posted_at", "posted_by_id", "problem", "reference", "remark", "row_number", "set_aside_because", "statement_id", "status") SELECT old_values."amount_fen", old_values."bill_id", old_values."booked_on", old_values."duplicate_of_id", old_values."id", old_values."payer_account", old_values."payer_name", NOW(), \'changed\', old_values."id", old_values."posted_at", old_values."posted_by_id", old_values."problem", old_values."reference", old_values."remark", old_values."row_number", old_values."set_aside_because", old_values."statement_id", old_values."status" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='38c3864ffd90e86b90c5a048b172a4cfece5fd83', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_42e0b', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='statements_receipt', when='AFTER')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='receipt',
            trigger=pgtrigger.compiler.Trigger(name='removed_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "statements_receiptevent" ("amount_fen", "bill_id", "booked_on", "duplicate_of_id", "id", "payer_account", "payer_name", "pgh_created_at", "pgh_label", "pgh_obj_id", "posted_at", "posted_by_id", "problem", "reference", "remark", "row_number", "set_aside_because", "statement_id", "status") SELECT old_values."amount_fen", old_values."bill_id", old_values."booked_on", old_values."duplicate_of_id", old_values."id", old_values."payer_account", old_values."payer_name", NOW(), \'removed\', old_values."id", old_values."posted_at", old_values."posted_by_id", old_values."problem", old_values."reference", old_values."remark", old_values."row_number", old_values."set_aside_because", old_values."statement_id", old_values."status" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='7dfb7b844b1505d2220b310325113dbc4a232d33', level='STATEMENT', operation='DELETE', pgid='pgtrigger_removed_delete_1ac64', referencing='REFERENCING OLD TABLE AS old_values ', table='statements_receipt', when='AFTER')),
        ),
    ]
