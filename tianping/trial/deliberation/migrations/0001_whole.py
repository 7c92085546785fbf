import django.db.models.deletion
import pgtrigger.compiler
import tianping.kernel.triggers
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('deliberation', '0001_initial'), ('deliberation', '0002_deliberations')]

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('cases', '0001_whole'),
    ]

    operations = [
        migrations.CreateModel(
            name='Deliberation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ordinal', models.PositiveSmallIntegerField()),
                ('held_on', models.DateField()),
                ('place', models.CharField(max_length=120)),
                ('conclusion', models.TextField()),
                ('steps', models.JSONField()),
                ('because', models.JSONField()),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='deliberations', to='cases.case')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('case', 'ordinal'), name='deliberations_of_a_case_are_numbered'), models.CheckConstraint(condition=models.Q(models.Q(('conclusion', ''), _negated=True), models.Q(('place', ''), _negated=True)), name='deliberation_says_what')],
            },
        ),
        migrations.CreateModel(
            name='Supervision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('grave', '重大、疑难、复杂、敏感的'), ('group', '涉及群体性纠纷或者引发社会广泛关注，可能影响社会稳定的'), ('conflict', '与本院或者上级人民法院的类案裁判可能发生冲突的'), ('complaint', '有关单位或者个人反映法官有违法审判行为的')], max_length=20)),
                ('reason', models.TextField()),
                ('status', models.CharField(default='marked', max_length=20)),
                ('marked_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('end_reason', models.TextField(blank=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='supervisions', to='cases.case')),
                ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('marked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['status', '-id'], name='deliberatio_status_185754_idx')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('status', 'marked')), fields=('case',), name='one_supervision_at_a_time'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='supervision_has_a_reason'), models.CheckConstraint(condition=models.Q(models.Q(('end_reason', ''), ('ended_at__isnull', True), ('ended_by__isnull', True), ('status', 'marked')), models.Q(('ended_at__isnull', False), ('ended_by__isnull', False), ('status', 'ended'), models.Q(('end_reason', ''), _negated=True)), _connector='OR'), name='supervision_ended_by_somebody')],
            },
        ),
        migrations.CreateModel(
            name='DeliberationSignature',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('deliberation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='signatures', to='deliberation.deliberation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('deliberation', 'by'), name='signed_once_a_member')],
            },
        ),
        migrations.CreateModel(
            name='Opinion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ordinal', models.PositiveSmallIntegerField()),
                ('office', models.CharField(max_length=20)),
                ('text', models.TextField()),
                ('agrees', models.BooleanField()),
                ('deliberation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='opinions', to='deliberation.deliberation')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('deliberation', 'user'), name='one_opinion_a_member'), models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='opinion_says_what')],
            },
        ),
        migrations.CreateModel(
            name='SupervisionEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('kind', models.CharField(choices=[('grave', '重大、疑难、复杂、敏感的'), ('group', '涉及群体性纠纷或者引发社会广泛关注，可能影响社会稳定的'), ('conflict', '与本院或者上级人民法院的类案裁判可能发生冲突的'), ('complaint', '有关单位或者个人反映法官有违法审判行为的')], max_length=20)),
                ('reason', models.TextField()),
                ('status', models.CharField(default='marked', max_length=20)),
                ('marked_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('end_reason', models.TextField(blank=True)),
                ('case', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='cases.case')),
                ('ended_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('marked_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='deliberation.supervision')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SupervisionStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('measure', models.CharField(choices=[('ask_progress', '要求报告案件进展和评议结果'), ('ask_similar', '要求提供类案裁判文书或者检索报告'), ('read_file', '审阅庭审提纲、审理报告'), ('attend', '调阅卷宗、旁听庭审'), ('meeting', '提请专业法官会议讨论'), ('committee', '提请审判委员会讨论'), ('answer', '审判组织书面回复')], max_length=20)),
                ('text', models.TextField()),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('supervision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='deliberation.supervision')),
            ],
            options={
                'indexes': [models.Index(fields=['supervision', 'id'], name='deliberatio_supervi_5f9fe3_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='supervision_step_says_what')],
            },
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='deliberation',
            trigger=pgtrigger.compiler.Trigger(name='deliberation_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='ce0ab4caba29d607b79603548213c29c3fa545b9', operation='UPDATE OR DELETE', pgid='pgtrigger_deliberation_never_changes_bdf9d', table='deliberation_deliberation', when='BEFORE')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='deliberation',
            trigger=pgtrigger.compiler.Trigger(name='deliberation_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'rows of % are only ever added', TG_TABLE_NAME;", hash='2ee2905dd1f19444d072952c0a601618d5df41e8', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_deliberation_never_emptied_0562c', table='deliberation_deliberation', when='BEFORE')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='deliberationsignature',
            trigger=pgtrigger.compiler.Trigger(name='deliberation_signature_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='b22d2499fda84e0879f697b2c6b3e5b5ddd27b35', operation='UPDATE OR DELETE', pgid='pgtrigger_deliberation_signature_never_changes_44d6a', table='deliberation_deliberationsignature', when='BEFORE')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='deliberationsignature',
            trigger=pgtrigger.compiler.Trigger(name='deliberation_signature_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'rows of % are only ever added', TG_TABLE_NAME;", hash='f94bbd50efebbea4e3765984d171183668c5ae4a', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_deliberation_signature_never_emptied_a416a', table='deliberation_deliberationsignature', when='BEFORE')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='opinion',
            trigger=pgtrigger.compiler.Trigger(name='opinion_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='447b520c35428a1c6bfbd4bae8e7113f7c57bf58', operation='UPDATE OR DELETE', pgid='pgtrigger_opinion_never_changes_6eb32', table='deliberation_opinion', when='BEFORE')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='opinion',
            trigger=pgtrigger.compiler.Trigger(name='opinion_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'rows of % are only ever added', TG_TABLE_NAME;", hash='c9d2dac25e40c896bf435b47e13bd6b2265e49e0', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_opinion_never_emptied_0c1e6', table='deliberation_opinion', when='BEFORE')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='supervision',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "deliberation_supervisionevent" ("case_id", "end_reason", "ended_at", "ended_by_id", "id", "kind", "marked_at", "marked_by_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "status") SELECT old_values."case_id", old_values."end_reason", old_values."ended_at", old_values."ended_by_id", old_values."id", old_values."kind", old_values."marked_at", old_values."marked_by_id", NOW(), \'changed\', old_values."id", old_values."reason", old_values."status" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='5f075f77ca0ef623f9b5feef5de255c24aaf36f2', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_1eeae', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='deliberation_supervision', when='AFTER')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='supervision',
            trigger=pgtrigger.compiler.Trigger(name='removed_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "deliberation_supervisionevent" ("case_id", "end_reason", "ended_at", "ended_by_id", "id", "kind", "marked_at", "marked_by_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "status") SELECT old_values."case_id", old_values."end_reason", old_values."ended_at", old_values."ended_by_id", old_values."id", old_values."kind", old_values."marked_at", old_values."marked_by_id", NOW(), \'removed\', old_values."id", old_values."reason", old_values."status" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='981d5aa5056e1e5988b9d8f1ab72e4954af2444e', level='STATEMENT', operation='DELETE', pgid='pgtrigger_removed_delete_97619', referencing='REFERENCING OLD TABLE AS old_values ', table='deliberation_supervision', when='AFTER')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='supervisionstep',
            trigger=pgtrigger.compiler.Trigger(name='supervision_step_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='124935c51955bc8a219b866317e6e39c4a52ee3f', operation='UPDATE OR DELETE', pgid='pgtrigger_supervision_step_never_changes_ab4df', table='deliberation_supervisionstep', when='BEFORE')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='supervisionstep',
            trigger=pgtrigger.compiler.Trigger(name='supervision_step_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'rows of % are only ever added', TG_TABLE_NAME;", hash='95f870503d8aec064e43e1a66d7b83427a3d5fc9', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_supervision_step_never_emptied_8a8e1', table='deliberation_supervisionstep', when='BEFORE')),
        ),
    ]
