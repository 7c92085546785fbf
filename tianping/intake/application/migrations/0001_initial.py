import django.db.models.deletion
import pgtrigger.compiler
import tianping.kernel.triggers
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('filing', '0001_whole'),
        ('kernel', '0001_whole'),
    ]

    operations = [
        migrations.CreateModel(
            name='Application',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('channel', models.CharField(choices=[('online', '网上'), ('counter', '窗口')], max_length=10)),
                ('cause_name', models.CharField(max_length=60)),
                ('answers', models.JSONField(default=dict)),
                ('carried_from', models.CharField(blank=True, max_length=60)),
                ('consents_to_mediation', models.BooleanField(null=True)),
                ('has_agent', models.BooleanField(null=True)),
                ('service_address', models.CharField(blank=True, max_length=200)),
                ('service_recipient', models.CharField(blank=True, max_length=60)),
                ('service_phone', models.CharField(blank=True, max_length=20)),
                ('electronic_service', models.BooleanField(null=True)),
                ('signed_way', models.CharField(blank=True, choices=[('pad', '手写签名'), ('typed', '输入姓名确认'), ('paper', '纸质签名')], max_length=10)),
                ('signed_name', models.CharField(blank=True, max_length=60)),
                ('begun_on', models.DateField()),
                ('changed_on', models.DateField()),
                ('status', models.CharField(default='drafting', max_length=20)),
                ('filing', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='application', to='filing.filing')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('signature', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.storedfile')),
            ],
            options={
                'indexes': [models.Index(fields=['owner', '-id'], name='application_owner_i_d928cb_idx'), models.Index(fields=['channel', '-id'], name='application_channel_b9a8d7_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('filing__isnull', True), ('status__in', ['drafting', 'given_up'])), models.Q(('filing__isnull', False), ('status', 'handed_in')), _connector='OR'), name='application_handed_in_has_its_filing')],
            },
        ),
        migrations.CreateModel(
            name='Agent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('lawyer', '律师'), ('legal_worker', '基层法律服务工作者'), ('employee', '工作人员'), ('relative', '近亲属'), ('recommended', '社区、单位或者社会团体推荐的公民')], max_length=20)),
                ('name', models.CharField(max_length=60)),
                ('firm', models.CharField(blank=True, max_length=120)),
                ('licence_number', models.CharField(blank=True, max_length=40)),
                ('phone', models.CharField(blank=True, max_length=20)),
                ('authority', models.CharField(choices=[('general', '一般授权'), ('special', '特别授权')], max_length=10)),
                ('scope', models.CharField(blank=True, max_length=300)),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='agents', to='application.application')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='ApplicationEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('channel', models.CharField(choices=[('online', '网上'), ('counter', '窗口')], max_length=10)),
                ('cause_name', models.CharField(max_length=60)),
                ('answers', models.JSONField(default=dict)),
                ('carried_from', models.CharField(blank=True, max_length=60)),
                ('consents_to_mediation', models.BooleanField(null=True)),
                ('has_agent', models.BooleanField(null=True)),
                ('service_address', models.CharField(blank=True, max_length=200)),
                ('service_recipient', models.CharField(blank=True, max_length=60)),
                ('service_phone', models.CharField(blank=True, max_length=20)),
                ('electronic_service', models.BooleanField(null=True)),
                ('signed_way', models.CharField(blank=True, choices=[('pad', '手写签名'), ('typed', '输入姓名确认'), ('paper', '纸质签名')], max_length=10)),
                ('signed_name', models.CharField(blank=True, max_length=60)),
                ('begun_on', models.DateField()),
                ('changed_on', models.DateField()),
                ('status', models.CharField(default='drafting', max_length=20)),
                ('filing', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='filing.filing')),
                ('owner', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='application.application')),
                ('signature', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='kernel.storedfile')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Document',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=20)),
                ('name', models.CharField(max_length=120)),
                ('purpose', models.CharField(blank=True, max_length=300)),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='documents', to='application.application')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='document_has_a_name')],
            },
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('plaintiff', '原告'), ('defendant', '被告'), ('third', '第三人')], max_length=10)),
                ('position', models.PositiveSmallIntegerField()),
                ('kind', models.CharField(choices=[('natural', '自然人'), ('legal', '法人'), ('other', '非法人组织')], max_length=10)),
                ('name', models.CharField(blank=True, max_length=120)),
                ('identity_kind', models.CharField(blank=True, max_length=20)),
                ('identity_number', models.CharField(blank=True, max_length=40)),
                ('phone', models.CharField(blank=True, max_length=20)),
                ('address', models.CharField(blank=True, max_length=200)),
                ('representative', models.CharField(blank=True, max_length=60)),
                ('details', models.JSONField(default=dict)),
                ('application', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='people', to='application.application')),
            ],
            options={
                'ordering': ['position'],
                'constraints': [models.UniqueConstraint(fields=('application', 'role', 'position'), name='person_place_once')],
            },
        ),
        migrations.CreateModel(
            name='AgentEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('kind', models.CharField(choices=[('lawyer', '律师'), ('legal_worker', '基层法律服务工作者'), ('employee', '工作人员'), ('relative', '近亲属'), ('recommended', '社区、单位或者社会团体推荐的公民')], max_length=20)),
                ('name', models.CharField(max_length=60)),
                ('firm', models.CharField(blank=True, max_length=120)),
                ('licence_number', models.CharField(blank=True, max_length=40)),
                ('phone', models.CharField(blank=True, max_length=20)),
                ('authority', models.CharField(choices=[('general', '一般授权'), ('special', '特别授权')], max_length=10)),
                ('scope', models.CharField(blank=True, max_length=300)),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='application.agent')),
                ('user', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('application', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='application.application')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Sheet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('pages', models.PositiveSmallIntegerField()),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sheets', to='application.document')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.storedfile')),
            ],
            options={
                'ordering': ['position', 'id'],
            },
        ),
        migrations.CreateModel(
            name='PersonEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('role', models.CharField(choices=[('plaintiff', '原告'), ('defendant', '被告'), ('third', '第三人')], max_length=10)),
                ('position', models.PositiveSmallIntegerField()),
                ('kind', models.CharField(choices=[('natural', '自然人'), ('legal', '法人'), ('other', '非法人组织')], max_length=10)),
                ('name', models.CharField(blank=True, max_length=120)),
                ('identity_kind', models.CharField(blank=True, max_length=20)),
                ('identity_number', models.CharField(blank=True, max_length=40)),
                ('phone', models.CharField(blank=True, max_length=20)),
                ('address', models.CharField(blank=True, max_length=200)),
                ('representative', models.CharField(blank=True, max_length=60)),
                ('details', models.JSONField(default=dict)),
                ('application', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='application.application')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='application.person')),
            ],
            options={
                'abstract': False,
            },
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='application',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "application_applicationevent" ("answers", "begun_on", "carried_from", "cause_name", "changed_on", "channel", "consents_to_mediation", "electronic_service", "filing_id", "has_agent", "id", "owner_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "service_address", "service_phone", "service_recipient", "signature_id", "signed_name", "signed_way", "status") SELECT old_values."answers", old_values."begun_on", old_values."carried_from", old_values."cause_name", old_values."changed_on", old_values."channel", old_values."consents_to_mediation", old_values."electronic_service", old_values."filing_id", old_values."has_agent", old_values."id", old_values."owner_id", NOW(), \'changed\', old_values."id", old_values."service_address", old_values."service_phone", old_values."service_recipient", old_values."signature_id", old_values."signed_name", old_values."signed_way", old_values."status" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='9696cd92d4662e947e5ebeae259d451502937090', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_9eafd', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='application_application', when='AFTER')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='application',
            trigger=pgtrigger.compiler.Trigger(name='removed_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "application_applicationevent" ("answers", "begun_on", "carried_from", "cause_name", "changed_on", "channel", "consents_to_mediation", "electronic_service", "filing_id", "has_agent", "id", "owner_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "service_address", "service_phone", "service_recipient", "signature_id", "signed_name", "signed_way", "status") SELECT old_values."answers", old_values."begun_on", old_values."carried_from", old_values."cause_name", old_values."changed_on", old_values."channel", old_values."consents_to_mediation", old_values."electronic_service", old_values."filing_id", old_values."has_agent", old_values."id", old_values."owner_id", NOW(), \'removed\', old_values."id", old_values."service_address", old_values."service_phone", old_values."service_recipient", old_values."signature_id", old_values."signed_name", old_values."signed_way", old_values."status" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='6da0abb12f61fc6197cf3bdd5eca968086699b32', level='STATEMENT', operation='DELETE', pgid='pgtrigger_removed_delete_1f973', referencing='REFERENCING OLD TABLE AS old_values ', table='application_application', when='AFTER')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='agent',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "application_agentevent" ("application_id", "authority", "firm", "id", "kind", "licence_number", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "scope", "user_id") SELECT old_values."application_id", old_values."authority", old_values."firm", old_values."id", old_values."kind", old_values."licence_number", old_values."name", NOW(), \'changed\', old_values."id", old_values."phone", old_values."scope", old_values."user_id" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='1ae17a078d76908666a1187af077116555b82963', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_de526', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='application_agent', when='AFTER')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='agent',
            trigger=pgtrigger.compiler.Trigger(name='removed_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "application_agentevent" ("application_id", "authority", "firm", "id", "kind", "licence_number", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "scope", "user_id") SELECT old_values."application_id", old_values."authority", old_values."firm", old_values."id", old_values."kind", old_values."licence_number", old_values."name", NOW(), \'removed\', old_values."id", old_values."phone", old_values."scope", old_values."user_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='a71a6c902a358f42b3e3d5788bf38485b991d359', level='STATEMENT', operation='DELETE', pgid='pgtrigger_removed_delete_e340f', referencing='REFERENCING OLD TABLE AS old_values ', table='application_agent', when='AFTER')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='person',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "application_personevent" ("address", "application_id", "details", "id", "identity_kind", "identity_number", "kind", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "position", "representative", "role") SELECT old_values."address", old_values."application_id", old_values."details", old_values."id", old_values."identity_kind", old_values."identity_number", old_values."kind", old_values."name", NOW(), \'changed\', old_values."id", old_values."phone", old_values."position", old_values."representative", old_values."role" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='ac270e7d2c6c62f2918ef70f42aaa7758091efa9', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_8fef2', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='application_person', when='AFTER')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='person',
            trigger=pgtrigger.compiler.Trigger(name='removed_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "application_personevent" ("address", "application_id", "details", "id", "identity_kind", "identity_number", "kind", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "position", "representative", "role") SELECT old_values."address", old_values."application_id", old_values."details", old_values."id", old_values."identity_kind", old_values."identity_number", old_values."kind", old_values."name", NOW(), \'removed\', old_values."id", old_values."phone", old_values."position", old_values."representative", old_values."role" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='ddb13cbf4529e63fa6be3b96ff7e971a5b471109', level='STATEMENT', operation='DELETE', pgid='pgtrigger_removed_delete_e81aa', referencing='REFERENCING OLD TABLE AS old_values ', table='application_person', when='AFTER')),
        ),
    ]
