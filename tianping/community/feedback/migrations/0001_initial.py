import django.db.models.deletion
import pgtrigger.compiler
import tianping.kernel.triggers
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('cases', '0001_whole'),
    ]

    operations = [
        migrations.CreateModel(
            name='Voice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=40, unique=True)),
                ('kind', models.CharField(choices=[('thanks', '感谢'), ('suggestion', '建议'), ('complaint', '投诉')], max_length=20)),
                ('text', models.TextField()),
                ('status', models.CharField(default='received', max_length=20)),
                ('received_on', models.DateField()),
                ('due_on', models.DateField()),
                ('given_at', models.DateTimeField()),
                ('answer', models.TextField(blank=True)),
                ('answered_at', models.DateTimeField(null=True)),
                ('answered_on', models.DateField(null=True)),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='voices', to='cases.case')),
                ('given_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('litigant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.litigant')),
            ],
            options={
                'indexes': [models.Index(fields=['status', 'due_on', 'id'], name='feedback_vo_status_68dc38_idx'), models.Index(fields=['received_on'], name='feedback_vo_receive_908718_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='voice_says_something'), models.CheckConstraint(condition=models.Q(('due_on__gte', models.F('received_on'))), name='voice_due_later'), models.CheckConstraint(condition=models.Q(models.Q(('answered_at__isnull', False), ('answered_by__isnull', False), ('status', 'answered'), models.Q(('answer', ''), _negated=True)), models.Q(('answer', ''), ('answered_at__isnull', True), ('status', 'received')), _connector='OR'), name='voice_answered_in_words')],
            },
        ),
        migrations.CreateModel(
            name='Rating',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('step', models.CharField(choices=[('filing', '立案'), ('mediation', '调解'), ('service', '送达'), ('hearing', '开庭'), ('answering', '联系法官、查询'), ('paying', '交费、退费')], max_length=20)),
                ('word', models.PositiveSmallIntegerField(choices=[(5, '很满意'), (4, '满意'), (3, '一般'), (2, '不满意'), (1, '很不满意')])),
                ('text', models.CharField(blank=True, max_length=500)),
                ('given_at', models.DateTimeField()),
                ('case', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='ratings', to='cases.case')),
                ('given_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('litigant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.litigant')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('case', 'litigant', 'step'), name='step_rated_once'), models.CheckConstraint(condition=models.Q(('word__gte', 1), ('word__lte', 5)), name='rating_in_five_words')],
            },
        ),
        migrations.CreateModel(
            name='VoiceEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('number', models.CharField(max_length=40)),
                ('kind', models.CharField(choices=[('thanks', '感谢'), ('suggestion', '建议'), ('complaint', '投诉')], max_length=20)),
                ('text', models.TextField()),
                ('status', models.CharField(default='received', max_length=20)),
                ('received_on', models.DateField()),
                ('due_on', models.DateField()),
                ('given_at', models.DateTimeField()),
                ('answer', models.TextField(blank=True)),
                ('answered_at', models.DateTimeField(null=True)),
                ('answered_on', models.DateField(null=True)),
                ('answered_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='cases.case')),
                ('given_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('litigant', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='cases.litigant')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='feedback.voice')),
            ],
            options={
                'abstract': False,
            },
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='rating',
            trigger=pgtrigger.compiler.Trigger(name='rating_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='393b76cc2aad5e6d155a40d6af0e731813fc2eae', operation='UPDATE OR DELETE', pgid='pgtrigger_rating_never_changes_e7a09', table='feedback_rating', when='BEFORE')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='rating',
            trigger=pgtrigger.compiler.Trigger(name='rating_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'rows of % are only ever added', TG_TABLE_NAME;", hash='d071570f4b97014c9058c485676a5477ea2c9875', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_rating_never_emptied_45827', table='feedback_rating', when='BEFORE')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='voice',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "feedback_voiceevent" ("answer", "answered_at", "answered_by_id", "answered_on", "case_id", "due_on", "given_at", "given_by_id", "id", "kind", "litigant_id", "number", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "status", "text") SELECT old_values."answer", old_values."answered_at", old_values."answered_by_id", old_values."answered_on", old_values."case_id", old_values."due_on", old_values."given_at", old_values."given_by_id", old_values."id", old_values."kind", old_values."litigant_id", old_values."number", NOW(), \'changed\', old_values."id", old_values."received_on", old_values."status", old_values."text" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='89ea1f4d820ed548372d88170fba2b99da33fda8', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_e457b', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='feedback_voice', when='AFTER')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='voice',
            trigger=pgtrigger.compiler.Trigger(name='removed_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "feedback_voiceevent" ("answer", "answered_at", "answered_by_id", "answered_on", "case_id", "due_on", "given_at", "given_by_id", "id", "kind", "litigant_id", "number", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "status", "text") SELECT old_values."answer", old_values."answered_at", old_values."answered_by_id", old_values."answered_on", old_values."case_id", old_values."due_on", old_values."given_at", old_values."given_by_id", old_values."id", old_values."kind", old_values."litigant_id", old_values."number", NOW(), \'removed\', old_values."id", old_values."received_on", old_values."status", old_values."text" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='dc172f06ba277fa7cccb98de20fae5bc1fca43b4', level='STATEMENT', operation='DELETE', pgid='pgtrigger_removed_delete_67970', referencing='REFERENCING OLD TABLE AS old_values ', table='feedback_voice', when='AFTER')),
        ),
    ]
