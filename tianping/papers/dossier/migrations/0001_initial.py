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
        ('documents', '0001_whole'),
        ('kernel', '0001_whole'),
    ]

    operations = [
        migrations.CreateModel(
            name='HandIn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('answer', '答辩状'), ('evidence', '证据'), ('waiver', '放弃剩余期间')], max_length=10)),
                ('status', models.CharField(default='draft', max_length=20)),
                ('text', models.TextField(blank=True)),
                ('late_reason', models.CharField(blank=True, max_length=500)),
                ('number', models.CharField(blank=True, max_length=40)),
                ('received_at', models.DateTimeField(null=True)),
                ('late', models.BooleanField(default=False)),
                ('steps', models.JSONField(default=list)),
                ('because', models.JSONField(default=list)),
                ('certainty', models.CharField(blank=True, max_length=1)),
                ('forwarded_at', models.DateTimeField(null=True)),
                ('case', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='hand_ins', to='cases.case')),
                ('forwarded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('litigant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.litigant')),
                ('received_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['case', 'id'], name='dossier_han_case_id_ff49ff_idx'), models.Index(condition=models.Q(('status', 'received')), fields=['id'], name='hand_in_to_forward')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('received_by', None), ('status', 'draft')), fields=('case', 'litigant', 'kind'), name='one_draft_of_a_kind'), models.UniqueConstraint(condition=models.Q(('number', ''), _negated=True), fields=('number',), name='hand_in_number_once'), models.CheckConstraint(condition=models.Q(models.Q(('number', ''), ('received_at__isnull', True), ('status', 'draft')), models.Q(models.Q(('status', 'draft'), _negated=True), models.Q(('number', ''), _negated=True), ('received_at__isnull', False)), _connector='OR'), name='handed_in_under_a_number'), models.CheckConstraint(condition=models.Q(models.Q(('forwarded_at__isnull', False), ('forwarded_by__isnull', False), ('status', 'forwarded')), models.Q(models.Q(('status', 'forwarded'), _negated=True), ('forwarded_at__isnull', True), ('forwarded_by__isnull', True)), _connector='OR'), name='forwarded_by_somebody')],
            },
        ),
        migrations.CreateModel(
            name='Archive',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('index', models.JSONField()),
                ('missing', models.JSONField(default=list)),
                ('remarks', models.CharField(blank=True, max_length=1000)),
                ('page_count', models.PositiveIntegerField()),
                ('archived_at', models.DateTimeField()),
                ('archived_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='archive', to='cases.case')),
                ('package', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.storedfile')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('missing', []), models.Q(('remarks', ''), _negated=True), _connector='OR'), name='archive_explains_what_is_missing')],
            },
        ),
        migrations.CreateModel(
            name='HandedFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('name', models.CharField(max_length=120)),
                ('purpose', models.CharField(blank=True, max_length=300)),
                ('pages', models.PositiveSmallIntegerField()),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.storedfile')),
                ('hand_in', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='files', to='dossier.handin')),
            ],
            options={
                'ordering': ['position'],
                'constraints': [models.UniqueConstraint(fields=('hand_in', 'position'), name='handed_file_place_once'), models.CheckConstraint(condition=models.Q(models.Q(('name', ''), _negated=True), ('pages__gt', 0)), name='handed_file_has_name_and_pages')],
            },
        ),
        migrations.CreateModel(
            name='Forwarding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('paper', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.paper')),
                ('hand_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='forwardings', to='dossier.handin')),
            ],
        ),
        migrations.CreateModel(
            name='HandInEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('kind', models.CharField(choices=[('answer', '答辩状'), ('evidence', '证据'), ('waiver', '放弃剩余期间')], max_length=10)),
                ('status', models.CharField(default='draft', max_length=20)),
                ('text', models.TextField(blank=True)),
                ('late_reason', models.CharField(blank=True, max_length=500)),
                ('number', models.CharField(blank=True, max_length=40)),
                ('received_at', models.DateTimeField(null=True)),
                ('late', models.BooleanField(default=False)),
                ('steps', models.JSONField(default=list)),
                ('because', models.JSONField(default=list)),
                ('certainty', models.CharField(blank=True, max_length=1)),
                ('forwarded_at', models.DateTimeField(null=True)),
                ('case', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='cases.case')),
                ('forwarded_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('litigant', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='cases.litigant')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossier.handin')),
                ('received_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='HandedFileEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('position', models.PositiveSmallIntegerField()),
                ('name', models.CharField(max_length=120)),
                ('purpose', models.CharField(blank=True, max_length=300)),
                ('pages', models.PositiveSmallIntegerField()),
                ('file', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='kernel.storedfile')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossier.handedfile')),
                ('hand_in', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossier.handin')),
            ],
            options={
                'abstract': False,
            },
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='archive',
            trigger=pgtrigger.compiler.Trigger(name='archive_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='cd6c4a06f8bdb3d1f3a0379e7d22086409c9b84c', operation='UPDATE OR DELETE', pgid='pgtrigger_archive_never_changes_65cb4', table='dossier_archive', when='BEFORE')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='archive',
            trigger=pgtrigger.compiler.Trigger(name='archive_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'rows of % are only ever added', TG_TABLE_NAME;", hash='f7ffcb7fac935e32dfae53ebaded58487ab59f8c', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_archive_never_emptied_3ed91', table='dossier_archive', when='BEFORE')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='handin',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "dossier_handinevent" ("because", "case_id", "certainty", "forwarded_at", "forwarded_by_id", "id", "kind", "late", "late_reason", "litigant_id", "number", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_at", "received_by_id", "status", "steps", "text") SELECT old_values."because", old_values."case_id", old_values."certainty", old_values."forwarded_at", old_values."forwarded_by_id", old_values."id", old_values."kind", old_values."late", old_values."late_reason", old_values."litigant_id", old_values."number", NOW(), \'changed\', old_values."id", old_values."received_at", old_values."received_by_id", old_values."status", old_values."steps", old_values."text" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='0ee0edc72d245660659cc3c8111402217f08447d', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_c34bb', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='dossier_handin', when='AFTER')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='handin',
            trigger=pgtrigger.compiler.Trigger(name='removed_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "dossier_handinevent" ("because", "case_id", "certainty", "forwarded_at", "forwarded_by_id", "id", "kind", "late", "late_reason", "litigant_id", "number", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_at", "received_by_id", "status", "steps", "text") SELECT old_values."because", old_values."case_id", old_values."certainty", old_values."forwarded_at", old_values."forwarded_by_id", old_values."id", old_values."kind", old_values."late", old_values."late_reason", old_values."litigant_id", old_values."number", NOW(), \'removed\', old_values."id", old_values."received_at", old_values."received_by_id", old_values."status", old_values."steps", old_values."text" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='04dea047140753c8a9c6da28ece1e77e191d177d', level='STATEMENT', operation='DELETE', pgid='pgtrigger_removed_delete_e2987', referencing='REFERENCING OLD TABLE AS old_values ', table='dossier_handin', when='AFTER')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='handedfile',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "dossier_handedfileevent" ("file_id", "hand_in_id", "id", "name", "pages", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "purpose") SELECT old_values."file_id", old_values."hand_in_id", old_values."id", old_values."name", old_values."pages", NOW(), \'changed\', old_values."id", old_values."position", old_values."purpose" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='d77799ef36c3b3e29a99288a99cbd153608f2427', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_14bef', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='dossier_handedfile', when='AFTER')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='handedfile',
            trigger=pgtrigger.compiler.Trigger(name='removed_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "dossier_handedfileevent" ("file_id", "hand_in_id", "id", "name", "pages", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "purpose") SELECT old_values."file_id", old_values."hand_in_id", old_values."id", old_values."name", old_values."pages", NOW(), \'removed\', old_values."id", old_values."position", old_values."purpose" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='0c29bccc9f0b97dc4fd9907bb6314853e890d27b', level='STATEMENT', operation='DELETE', pgid='pgtrigger_removed_delete_e1a4f', referencing='REFERENCING OLD TABLE AS old_values ', table='dossier_handedfile', when='AFTER')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='forwarding',
            trigger=pgtrigger.compiler.Trigger(name='forwarding_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='bf1d1e0f6b0d09262c4d22d6d39f1597a67ba57a', operation='UPDATE OR DELETE', pgid='pgtrigger_forwarding_never_changes_e4583', table='dossier_forwarding', when='BEFORE')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='forwarding',
            trigger=pgtrigger.compiler.Trigger(name='forwarding_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'rows of % are only ever added', TG_TABLE_NAME;", hash='2b5b05424a556b81a0ed4e86dd4c993ef94894f9', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_forwarding_never_emptied_1e1ed', table='dossier_forwarding', when='BEFORE')),
        ),
    ]
