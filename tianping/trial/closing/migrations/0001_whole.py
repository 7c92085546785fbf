import django.db.models.deletion
import pgtrigger.compiler
import tianping.kernel.triggers
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('closing', '0001_initial'), ('closing', '0002_closing_days')]

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('cases', '0001_whole'),
        ('documents', '0001_whole'),
        ('hearings', '0001_whole'),
    ]

    operations = [
        migrations.CreateModel(
            name='Ending',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('way', models.CharField(choices=[('judgment', '判决'), ('mediation', '调解'), ('withdrawn', '准许撤诉'), ('deemed_withdrawn', '按撤诉处理'), ('suit_dismissed', '驳回起诉'), ('transferred', '移送管辖'), ('terminated', '终结诉讼')], max_length=20)),
                ('unpaid_because', models.CharField(blank=True, max_length=200)),
                ('pronounced_on', models.DateField(null=True)),
                ('closed_steps', models.JSONField(default=list)),
                ('closed_because', models.JSONField(default=list)),
                ('closed_notes', models.JSONField(default=list)),
                ('closed_certainty', models.CharField(default='T', max_length=1)),
                ('status', models.CharField(default='awaiting', max_length=20)),
                ('closed_at', models.DateTimeField()),
                ('effective_on', models.DateField(null=True)),
                ('waits_for', models.CharField(blank=True, max_length=300)),
                ('steps', models.JSONField(default=list)),
                ('because', models.JSONField(default=list)),
                ('notes', models.JSONField(default=list)),
                ('certainty', models.CharField(default='T', max_length=1)),
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='ending', to='cases.case')),
                ('closed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('paper', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.paper')),
                ('record', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hearings.record')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('status__in', ['awaiting', 'appealed'])), fields=['id'], name='ending_not_binding'), models.Index(fields=['status', '-id'], name='closing_end_status_436dae_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('paper__isnull', False), models.Q(('record__isnull', False), ('way', 'mediation')), _connector='OR'), name='ending_rests_on_paper_or_record'), models.CheckConstraint(condition=models.Q(('pronounced_on__isnull', True), models.Q(('paper__isnull', False), models.Q(('way', 'mediation'), _negated=True)), _connector='OR'), name='only_decisions_are_pronounced'), models.CheckConstraint(condition=models.Q(models.Q(('effective_on__isnull', False), ('status', 'binding')), models.Q(models.Q(('status', 'binding'), _negated=True), ('effective_on__isnull', True)), _connector='OR'), name='ending_binds_from_a_day')],
            },
        ),
        migrations.CreateModel(
            name='Appeal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('received_on', models.DateField()),
                ('posted_on', models.DateField(null=True)),
                ('last_day', models.DateField(null=True)),
                ('request', models.TextField()),
                ('disputed_fen', models.BigIntegerField(null=True)),
                ('fee_fen', models.BigIntegerField()),
                ('fee_steps', models.JSONField()),
                ('fee_because', models.JSONField()),
                ('entered_at', models.DateTimeField()),
                ('appellant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.litigant')),
                ('entered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ending', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='appeals', to='closing.ending')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('ending', 'appellant'), name='one_appeal_of_a_litigant'), models.CheckConstraint(condition=models.Q(('request', ''), _negated=True), name='appeal_says_what_it_asks'), models.CheckConstraint(condition=models.Q(('fee_fen__gte', 0)), name='appeal_fee_not_negative'), models.CheckConstraint(condition=models.Q(('posted_on__isnull', True), ('posted_on__lte', models.F('received_on')), _connector='OR'), name='appeal_posted_before_it_came')],
            },
        ),
        migrations.CreateModel(
            name='EndingEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('way', models.CharField(choices=[('judgment', '判决'), ('mediation', '调解'), ('withdrawn', '准许撤诉'), ('deemed_withdrawn', '按撤诉处理'), ('suit_dismissed', '驳回起诉'), ('transferred', '移送管辖'), ('terminated', '终结诉讼')], max_length=20)),
                ('unpaid_because', models.CharField(blank=True, max_length=200)),
                ('pronounced_on', models.DateField(null=True)),
                ('closed_steps', models.JSONField(default=list)),
                ('closed_because', models.JSONField(default=list)),
                ('closed_notes', models.JSONField(default=list)),
                ('closed_certainty', models.CharField(default='T', max_length=1)),
                ('status', models.CharField(default='awaiting', max_length=20)),
                ('closed_at', models.DateTimeField()),
                ('effective_on', models.DateField(null=True)),
                ('waits_for', models.CharField(blank=True, max_length=300)),
                ('steps', models.JSONField(default=list)),
                ('because', models.JSONField(default=list)),
                ('notes', models.JSONField(default=list)),
                ('certainty', models.CharField(default='T', max_length=1)),
                ('case', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='cases.case')),
                ('closed_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('paper', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='documents.paper')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='closing.ending')),
                ('record', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='hearings.record')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SecondInstance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('copies_on', models.DateField()),
                ('answer_until', models.DateField()),
                ('copies_at', models.DateTimeField()),
                ('to_court', models.CharField(blank=True, max_length=120)),
                ('contents', models.CharField(blank=True, max_length=300)),
                ('sent_at', models.DateTimeField(null=True)),
                ('number', models.CharField(blank=True, max_length=60)),
                ('outcome', models.CharField(blank=True, choices=[('upheld', '维持原判（裁定）'), ('changed', '改判、撤销或者变更'), ('remanded', '发回重审'), ('withdrawn', '撤回上诉（按撤回上诉处理）'), ('mediated', '二审调解')], max_length=10)),
                ('binds_on', models.DateField(null=True)),
                ('decided_at', models.DateTimeField(null=True)),
                ('copies_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ending', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='second_instance', to='closing.ending')),
                ('sent_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('answer_until__gt', models.F('copies_on'))), name='answer_after_the_copies'), models.CheckConstraint(condition=models.Q(models.Q(('sent_at__isnull', True), ('sent_by__isnull', True), ('to_court', '')), models.Q(('sent_at__isnull', False), ('sent_by__isnull', False), models.Q(('to_court', ''), _negated=True)), _connector='OR'), name='file_sent_to_a_court'), models.CheckConstraint(condition=models.Q(models.Q(('binds_on__isnull', True), ('decided_at__isnull', True), ('outcome', '')), models.Q(models.Q(('outcome', ''), _negated=True), models.Q(('number', ''), _negated=True), ('binds_on__isnull', False), ('decided_at__isnull', False), ('sent_at__isnull', False)), _connector='OR'), name='second_instance_decided_once_sent')],
            },
        ),
        migrations.CreateModel(
            name='SecondInstanceEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('copies_on', models.DateField()),
                ('answer_until', models.DateField()),
                ('copies_at', models.DateTimeField()),
                ('to_court', models.CharField(blank=True, max_length=120)),
                ('contents', models.CharField(blank=True, max_length=300)),
                ('sent_at', models.DateTimeField(null=True)),
                ('number', models.CharField(blank=True, max_length=60)),
                ('outcome', models.CharField(blank=True, choices=[('upheld', '维持原判（裁定）'), ('changed', '改判、撤销或者变更'), ('remanded', '发回重审'), ('withdrawn', '撤回上诉（按撤回上诉处理）'), ('mediated', '二审调解')], max_length=10)),
                ('binds_on', models.DateField(null=True)),
                ('decided_at', models.DateTimeField(null=True)),
                ('copies_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('decided_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('ending', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='closing.ending')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='closing.secondinstance')),
                ('sent_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='ending',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "closing_endingevent" ("because", "case_id", "certainty", "closed_at", "closed_because", "closed_by_id", "closed_certainty", "closed_notes", "closed_steps", "effective_on", "id", "notes", "paper_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pronounced_on", "record_id", "status", "steps", "unpaid_because", "waits_for", "way") SELECT old_values."because", old_values."case_id", old_values."certainty", old_values."closed_at", old_values."closed_because", old_values."closed_by_id", old_values."closed_certainty", old_values."closed_notes", old_values."closed_steps", old_values."effective_on", old_values."id", old_values."notes", old_values."paper_id", NOW(), \'changed\', old_values."id", old_values."pronounced_on", old_values."record_id", old_values."status", old_values."steps", old_values."unpaid_because", old_values."waits_for", old_values."way" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='24edc9fccf7075bca19de869f153536613a09a06', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_6aa16', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='closing_ending', when='AFTER')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='ending',
            trigger=pgtrigger.compiler.Trigger(name='removed_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "closing_endingevent" ("because", "case_id", "certainty", "closed_at", "closed_because", "closed_by_id", "closed_certainty", "closed_notes", "closed_steps", "effective_on", "id", "notes", "paper_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pronounced_on", "record_id", "status", "steps", "unpaid_because", "waits_for", "way") SELECT old_values."because", old_values."case_id", old_values."certainty", old_values."closed_at", old_values."closed_because", old_values."closed_by_id", old_values."closed_certainty", old_values."closed_notes", old_values."closed_steps", old_values."effective_on", old_values."id", old_values."notes", old_values."paper_id", NOW(), \'removed\', old_values."id", old_values."pronounced_on", old_values."record_id", old_values."status", old_values."steps", old_values."unpaid_because", old_values."waits_for", old_values."way" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='2ebb76dda42693cd252c9fc54ea2c461f4c3754a', level='STATEMENT', operation='DELETE', pgid='pgtrigger_removed_delete_2d04e', referencing='REFERENCING OLD TABLE AS old_values ', table='closing_ending', when='AFTER')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='appeal',
            trigger=pgtrigger.compiler.Trigger(name='appeal_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='60fe63ebe8d77d44bf3e36c6d0205fda2078ff32', operation='UPDATE OR DELETE', pgid='pgtrigger_appeal_never_changes_2195e', table='closing_appeal', when='BEFORE')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='appeal',
            trigger=pgtrigger.compiler.Trigger(name='appeal_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'rows of % are only ever added', TG_TABLE_NAME;", hash='7280d56ab5ddecec07783deac8f7fe350d3a74f7', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_appeal_never_emptied_1c231', table='closing_appeal', when='BEFORE')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='secondinstance',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "closing_secondinstanceevent" ("answer_until", "binds_on", "contents", "copies_at", "copies_by_id", "copies_on", "decided_at", "decided_by_id", "ending_id", "id", "number", "outcome", "pgh_created_at", "pgh_label", "pgh_obj_id", "sent_at", "sent_by_id", "to_court") SELECT old_values."answer_until", old_values."binds_on", old_values."contents", old_values."copies_at", old_values."copies_by_id", old_values."copies_on", old_values."decided_at", old_values."decided_by_id", old_values."ending_id", old_values."id", old_values."number", old_values."outcome", NOW(), \'changed\', old_values."id", old_values."sent_at", old_values."sent_by_id", old_values."to_court" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='51e2a20916f3fa7aaa1ff09885ab3c9b0197cf03', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_129d9', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='closing_secondinstance', when='AFTER')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='secondinstance',
            trigger=pgtrigger.compiler.Trigger(name='removed_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "closing_secondinstanceevent" ("answer_until", "binds_on", "contents", "copies_at", "copies_by_id", "copies_on", "decided_at", "decided_by_id", "ending_id", "id", "number", "outcome", "pgh_created_at", "pgh_label", "pgh_obj_id", "sent_at", "sent_by_id", "to_court") SELECT old_values."answer_until", old_values."binds_on", old_values."contents", old_values."copies_at", old_values."copies_by_id", old_values."copies_on", old_values."decided_at", old_values."decided_by_id", old_values."ending_id", old_values."id", old_values."number", old_values."outcome", NOW(), \'removed\', old_values."id", old_values."sent_at", old_values."sent_by_id", old_values."to_court" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='5dbaf0c9862bff253c87a423796600660e6eba82', level='STATEMENT', operation='DELETE', pgid='pgtrigger_removed_delete_ad234', referencing='REFERENCING OLD TABLE AS old_values ', table='closing_secondinstance', when='AFTER')),
        ),
    ]
