import django.db.models.deletion
import pgtrigger.compiler
import tianping.kernel.triggers
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('filing', '0001_initial'), ('filing', '0002_rows_left_out'), ('filing', '0003_materials_and_points')]

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('cases', '0001_whole'),
        ('kernel', '0001_whole'),
    ]

    operations = [
        migrations.CreateModel(
            name='Batch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file_name', models.CharField(max_length=200)),
                ('file_sha256', models.CharField(max_length=64)),
                ('mapping', models.JSONField(default=dict)),
                ('mends', models.JSONField(default=dict)),
                ('left_out', models.JSONField(default=dict)),
                ('status', models.CharField(default='checked', max_length=20)),
                ('uploaded_at', models.DateTimeField()),
                ('designated_by', models.CharField(blank=True, max_length=60)),
                ('designation_number', models.CharField(blank=True, max_length=60)),
                ('designated_on', models.DateField(null=True)),
                ('choices', models.JSONField(default=dict)),
                ('row_count', models.PositiveIntegerField(default=0)),
                ('defect_count', models.PositiveIntegerField(default=0)),
                ('filed_count', models.PositiveIntegerField(default=0)),
                ('failure', models.TextField(blank=True)),
                ('file', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.storedfile')),
                ('returned_file', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.storedfile')),
                ('uploaded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('designated_by', ''), ('designated_on__isnull', True), ('designation_number', '')), models.Q(models.Q(('designation_number', ''), _negated=True), models.Q(('designated_by', ''), _negated=True), ('designated_on__isnull', False)), _connector='OR'), name='designation_whole_or_absent')],
            },
        ),
        migrations.CreateModel(
            name='BatchEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('file_name', models.CharField(max_length=200)),
                ('file_sha256', models.CharField(max_length=64)),
                ('mapping', models.JSONField(default=dict)),
                ('mends', models.JSONField(default=dict)),
                ('left_out', models.JSONField(default=dict)),
                ('status', models.CharField(default='checked', max_length=20)),
                ('uploaded_at', models.DateTimeField()),
                ('designated_by', models.CharField(blank=True, max_length=60)),
                ('designation_number', models.CharField(blank=True, max_length=60)),
                ('designated_on', models.DateField(null=True)),
                ('choices', models.JSONField(default=dict)),
                ('row_count', models.PositiveIntegerField(default=0)),
                ('defect_count', models.PositiveIntegerField(default=0)),
                ('filed_count', models.PositiveIntegerField(default=0)),
                ('failure', models.TextField(blank=True)),
                ('file', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='kernel.storedfile')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='filing.batch')),
                ('returned_file', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='kernel.storedfile')),
                ('uploaded_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Filing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('channel', models.CharField(choices=[('counter', '窗口'), ('batch', '批量'), ('api', '接口'), ('online', '网上')], max_length=10)),
                ('row_number', models.PositiveIntegerField(null=True)),
                ('year', models.PositiveSmallIntegerField()),
                ('sequence', models.PositiveIntegerField()),
                ('receipt_number', models.CharField(max_length=40, unique=True)),
                ('content_digest', models.CharField(max_length=64)),
                ('received_at', models.DateTimeField()),
                ('consents_to_mediation', models.BooleanField(default=False)),
                ('status', models.CharField(default='received', max_length=20)),
                ('agents', models.JSONField(default=list)),
                ('version', models.PositiveSmallIntegerField(default=1)),
                ('corrections', models.TextField(blank=True)),
                ('correct_by', models.DateField(null=True)),
                ('refusal_reason', models.TextField(blank=True)),
                ('batch', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='filings', to='filing.batch')),
                ('matter', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='filing', to='cases.matter')),
                ('receipt_entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.auditentry')),
                ('received_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['status', 'id'], name='filing_fili_status_e5772b_idx')],
                'constraints': [models.UniqueConstraint(fields=('year', 'sequence'), name='receipt_number_once'), models.UniqueConstraint(fields=('batch', 'row_number'), name='one_filing_per_batch_row'), models.CheckConstraint(condition=models.Q(models.Q(('batch__isnull', False), ('channel', 'batch'), ('row_number__isnull', False)), models.Q(models.Q(('channel', 'batch'), _negated=True), ('batch__isnull', True), ('row_number__isnull', True)), _connector='OR'), name='batch_filing_has_its_row'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'refused'), _negated=True), models.Q(('refusal_reason', ''), _negated=True), _connector='OR'), name='refusal_has_reasons')],
            },
        ),
        migrations.CreateModel(
            name='CorrectionPoint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('place', models.CharField(blank=True, max_length=60)),
                ('text', models.TextField()),
                ('filing', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='points', to='filing.filing')),
            ],
            options={
                'ordering': ['position'],
                'constraints': [models.UniqueConstraint(fields=('filing', 'position'), name='correction_point_place_once'), models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='correction_point_says_what')],
            },
        ),
        migrations.CreateModel(
            name='FilingEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('channel', models.CharField(choices=[('counter', '窗口'), ('batch', '批量'), ('api', '接口'), ('online', '网上')], max_length=10)),
                ('row_number', models.PositiveIntegerField(null=True)),
                ('year', models.PositiveSmallIntegerField()),
                ('sequence', models.PositiveIntegerField()),
                ('receipt_number', models.CharField(max_length=40)),
                ('content_digest', models.CharField(max_length=64)),
                ('received_at', models.DateTimeField()),
                ('consents_to_mediation', models.BooleanField(default=False)),
                ('status', models.CharField(default='received', max_length=20)),
                ('agents', models.JSONField(default=list)),
                ('version', models.PositiveSmallIntegerField(default=1)),
                ('corrections', models.TextField(blank=True)),
                ('correct_by', models.DateField(null=True)),
                ('refusal_reason', models.TextField(blank=True)),
                ('batch', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='filing.batch')),
                ('matter', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='cases.matter')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='filing.filing')),
                ('receipt_entry', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='kernel.auditentry')),
                ('received_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Material',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveSmallIntegerField()),
                ('position', models.PositiveSmallIntegerField()),
                ('kind', models.CharField(choices=[('pleading', '起诉状'), ('identity', '身份证明'), ('authority', '授权委托材料'), ('award', '仲裁裁决书等前置程序材料'), ('evidence', '证据'), ('other', '其他材料')], max_length=20)),
                ('name', models.CharField(max_length=120)),
                ('purpose', models.CharField(blank=True, max_length=300)),
                ('pages', models.PositiveSmallIntegerField()),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.storedfile')),
                ('filing', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='materials', to='filing.filing')),
            ],
            options={
                'ordering': ['position'],
                'constraints': [models.UniqueConstraint(fields=('filing', 'version', 'position'), name='material_place_once'), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='material_has_a_name')],
            },
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='batch',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "filing_batchevent" ("choices", "defect_count", "designated_by", "designated_on", "designation_number", "failure", "file_id", "file_name", "file_sha256", "filed_count", "id", "left_out", "mapping", "mends", "pgh_created_at", "pgh_label", "pgh_obj_id", "returned_file_id", "row_count", "status", "uploaded_at", "uploaded_by_id") SELECT old_values."choices", old_values."defect_count", old_values."designated_by", old_values."designated_on", old_values."designation_number", old_values."failure", old_values."file_id", old_values."file_name", old_values."file_sha256", old_values."filed_count", old_values."id", old_values."left_out", old_values."mapping", old_values."mends", NOW(), \'changed\', old_values."id", old_values."returned_file_id", old_values."row_count", old_values."status", old_values."uploaded_at", old_values."uploaded_by_id" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='0078e8b66e11a0e1b116de190806f2cdff9357a2', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_0390f', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='filing_batch', when='AFTER')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='batch',
            trigger=pgtrigger.compiler.Trigger(name='removed_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "filing_batchevent" ("choices", "defect_count", "designated_by", "designated_on", "designation_number", "failure", "file_id", "file_name", "file_sha256", "filed_count", "id", "left_out", "mapping", "mends", "pgh_created_at", "pgh_label", "pgh_obj_id", "returned_file_id", "row_count", "status", "uploaded_at", "uploaded_by_id") SELECT old_values."choices", old_values."defect_count", old_values."designated_by", old_values."designated_on", old_values."designation_number", old_values."failure", old_values."file_id", old_values."file_name", old_values."file_sha256", old_values."filed_count", old_values."id", old_values."left_out", old_values."mapping", old_values."mends", NOW(), \'removed\', old_values."id", old_values."returned_file_id", old_values."row_count", old_values."status", old_values."uploaded_at", old_values."uploaded_by_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='6cefde0327468dbdf63c166b47116d33e66f24bc', level='STATEMENT', operation='DELETE', pgid='pgtrigger_removed_delete_6eff3', referencing='REFERENCING OLD TABLE AS old_values ', table='filing_batch', when='AFTER')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='filing',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "filing_filingevent" ("agents", "batch_id", "channel", "consents_to_mediation", "content_digest", "correct_by", "corrections", "id", "matter_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "receipt_entry_id", "receipt_number", "received_at", "received_by_id", "refusal_reason", "row_number", "sequence", "status", "version", "year") SELECT old_values."agents", old_values."batch_id", old_values."channel", old_values."consents_to_mediation", old_values."content_digest", old_values."correct_by", old_values."corrections", old_values."id", old_values."matter_id", NOW(), \'changed\', old_values."id", old_values."receipt_entry_id", old_values."receipt_number", old_values."received_at", old_values."received_by_id", old_values."refusal_reason", old_values."row_number", old_values."sequence", old_values."status", old_values."version", old_values."year" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='58c7d1e0ac568f13347868e5af0bb7c2b7a2b4a9', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_bb6d0', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='filing_filing', when='AFTER')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='filing',
            trigger=pgtrigger.compiler.Trigger(name='removed_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "filing_filingevent" ("agents", "batch_id", "channel", "consents_to_mediation", "content_digest", "correct_by", "corrections", "id", "matter_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "receipt_entry_id", "receipt_number", "received_at", "received_by_id", "refusal_reason", "row_number", "sequence", "status", "version", "year") SELECT old_values."agents", old_values."batch_id", old_values."channel", old_values."consents_to_mediation", old_values."content_digest", old_values."correct_by", old_values."corrections", old_values."id", old_values."matter_id", NOW(), \'removed\', old_values."id", old_values."receipt_entry_id", old_values."receipt_number", old_values."received_at", old_values."received_by_id", old_values."refusal_reason", old_values."row_number", old_values."sequence", old_values."status", old_values."version", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='3dbf7a5c2fe1520aba76de71882189c9c38c9dff', level='STATEMENT', operation='DELETE', pgid='pgtrigger_removed_delete_9b79b', referencing='REFERENCING OLD TABLE AS old_values ', table='filing_filing', when='AFTER')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='correctionpoint',
            trigger=pgtrigger.compiler.Trigger(name='correction_point_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='4af66652425c855f9ca1c491578b1efe8ddcc0ce', operation='UPDATE OR DELETE', pgid='pgtrigger_correction_point_never_changes_ffb23', table='filing_correctionpoint', when='BEFORE')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='correctionpoint',
            trigger=pgtrigger.compiler.Trigger(name='correction_point_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'rows of % are only ever added', TG_TABLE_NAME;", hash='1752f8b11c039830289681270c8cd7d1a6e4329e', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_correction_point_never_emptied_2c36a', table='filing_correctionpoint', when='BEFORE')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='material',
            trigger=pgtrigger.compiler.Trigger(name='material_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='8a830d18b42c6ab0825098a67099ec19adec22f9', operation='UPDATE OR DELETE', pgid='pgtrigger_material_never_changes_c5b9c', table='filing_material', when='BEFORE')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='material',
            trigger=pgtrigger.compiler.Trigger(name='material_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'rows of % are only ever added', TG_TABLE_NAME;", hash='6f05524af36fcb6f4bf28ecb5e653a234f8fdf7c', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_material_never_emptied_96e5f', table='filing_material', when='BEFORE')),
        ),
    ]
