import django.db.models.deletion
import pgtrigger.compiler
import tianping.kernel.triggers
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('documents', '0001_initial'), ('documents', '0002_copy_notices'), ('documents', '0003_mediation_agreement')]

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('cases', '0001_whole'),
        ('kernel', '0001_whole'),
    ]

    operations = [
        migrations.CreateModel(
            name='PrintRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kinds', models.JSONField()),
                ('case_ids', models.JSONField()),
                ('status', models.CharField(default='queued', max_length=20)),
                ('asked_at', models.DateTimeField()),
                ('skipped', models.JSONField(default=list)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['asked_by', '-id'], name='documents_p_asked_b_41c60c_idx')],
            },
        ),
        migrations.CreateModel(
            name='Paper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('acceptance_notice', '受理案件通知书'), ('response_notice', '应诉通知书'), ('evidence_notice', '举证通知书'), ('sole_notice', '独任审判员告知书'), ('panel_notice', '合议庭组成人员告知书'), ('summons', '传票'), ('hearing_announcement', '开庭公告'), ('mediation_paper', '民事调解书'), ('judgment', '民事判决书'), ('ruling', '民事裁定书'), ('public_notice', '公告'), ('fee_refund_notice', '退费通知书'), ('copy_notice', '送达副本通知书'), ('hearing_record', '庭审笔录'), ('mediation_agreement', '调解协议书'), ('service_return', '送达回证'), ('electronic_service_receipt', '电子送达凭证')], max_length=30)),
                ('variant', models.CharField(blank=True, max_length=30)),
                ('number', models.CharField(max_length=50)),
                ('facts', models.JSONField(default=dict)),
                ('body', models.JSONField()),
                ('status', models.CharField(default='draft', max_length=20)),
                ('drawn_at', models.DateTimeField()),
                ('proofread_at', models.DateTimeField(null=True)),
                ('issued_at', models.DateTimeField(null=True)),
                ('addressee', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='cases.litigant')),
                ('case', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='cases.case')),
                ('docx', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.storedfile')),
                ('drawn_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('issued_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('pdf', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.storedfile')),
                ('proofread_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('replaces', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='documents.paper')),
                ('run', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='documents.printrun')),
            ],
            options={
                'indexes': [models.Index(fields=['case', 'id'], name='documents_p_case_id_bc2f6b_idx'), models.Index(condition=models.Q(('status__in', ['draft', 'proofread', 'signed'])), fields=['status', 'kind', 'id'], name='paper_open')],
                'constraints': [models.CheckConstraint(condition=models.Q(('pdf__isnull', False), models.Q(('status', 'issued'), _negated=True), _connector='OR'), name='issued_paper_is_frozen'), models.CheckConstraint(condition=models.Q(('issued_at__isnull', True), ('status', 'issued'), _connector='OR'), name='paper_has_its_issue_only_when_issued'), models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ('mediation_paper', 'judgment', 'ruling')), _negated=True), ('status__in', ['draft', 'discarded']), models.Q(('proofread_at__isnull', False), ('proofread_by__isnull', False)), _connector='OR'), name='formal_paper_is_proofread'), models.CheckConstraint(condition=models.Q(('proofread_by__isnull', True), models.Q(('proofread_by', models.F('drawn_by')), _negated=True), _connector='OR'), name='paper_proofread_by_another'), models.UniqueConstraint(condition=models.Q(('status__in', ['draft', 'proofread', 'signed'])), fields=('case', 'kind', 'variant', 'addressee'), name='one_open_paper_of_a_kind', nulls_distinct=False), models.UniqueConstraint(condition=models.Q(('kind__in', ('mediation_paper', 'judgment', 'ruling')), models.Q(('status', 'discarded'), _negated=True)), fields=('number',), name='paper_number_once')],
            },
        ),
        migrations.CreateModel(
            name='PaperEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('kind', models.CharField(choices=[('acceptance_notice', '受理案件通知书'), ('response_notice', '应诉通知书'), ('evidence_notice', '举证通知书'), ('sole_notice', '独任审判员告知书'), ('panel_notice', '合议庭组成人员告知书'), ('summons', '传票'), ('hearing_announcement', '开庭公告'), ('mediation_paper', '民事调解书'), ('judgment', '民事判决书'), ('ruling', '民事裁定书'), ('public_notice', '公告'), ('fee_refund_notice', '退费通知书'), ('copy_notice', '送达副本通知书'), ('hearing_record', '庭审笔录'), ('mediation_agreement', '调解协议书'), ('service_return', '送达回证'), ('electronic_service_receipt', '电子送达凭证')], max_length=30)),
                ('variant', models.CharField(blank=True, max_length=30)),
                ('number', models.CharField(max_length=50)),
                ('facts', models.JSONField(default=dict)),
                ('body', models.JSONField()),
                ('status', models.CharField(default='draft', max_length=20)),
                ('drawn_at', models.DateTimeField()),
                ('proofread_at', models.DateTimeField(null=True)),
                ('issued_at', models.DateTimeField(null=True)),
                ('addressee', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='cases.litigant')),
                ('case', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='cases.case')),
                ('docx', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='kernel.storedfile')),
                ('drawn_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('issued_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pdf', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='kernel.storedfile')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='documents.paper')),
                ('proofread_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('replaces', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='documents.paper')),
                ('run', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='documents.printrun')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Signature',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('signed_at', models.DateTimeField()),
                ('wording', models.CharField(max_length=64)),
                ('paper', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signatures', to='documents.paper')),
                ('signed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('paper', 'signed_by', 'wording'), name='wording_signed_once')],
            },
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='paper',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "documents_paperevent" ("addressee_id", "body", "case_id", "docx_id", "drawn_at", "drawn_by_id", "facts", "id", "issued_at", "issued_by_id", "kind", "number", "pdf_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proofread_at", "proofread_by_id", "replaces_id", "run_id", "status", "variant") SELECT old_values."addressee_id", old_values."body", old_values."case_id", old_values."docx_id", old_values."drawn_at", old_values."drawn_by_id", old_values."facts", old_values."id", old_values."issued_at", old_values."issued_by_id", old_values."kind", old_values."number", old_values."pdf_id", NOW(), \'changed\', old_values."id", old_values."proofread_at", old_values."proofread_by_id", old_values."replaces_id", old_values."run_id", old_values."status", old_values."variant" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='755e469c62b9dc3a270a493aea382424652e0b5e', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_0067e', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='documents_paper', when='AFTER')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='paper',
            trigger=pgtrigger.compiler.Trigger(name='removed_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "documents_paperevent" ("addressee_id", "body", "case_id", "docx_id", "drawn_at", "drawn_by_id", "facts", "id", "issued_at", "issued_by_id", "kind", "number", "pdf_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proofread_at", "proofread_by_id", "replaces_id", "run_id", "status", "variant") SELECT old_values."addressee_id", old_values."body", old_values."case_id", old_values."docx_id", old_values."drawn_at", old_values."drawn_by_id", old_values."facts", old_values."id", old_values."issued_at", old_values."issued_by_id", old_values."kind", old_values."number", old_values."pdf_id", NOW(), \'removed\', old_values."id", old_values."proofread_at", old_values."proofread_by_id", old_values."replaces_id", old_values."run_id", old_values."status", old_values."variant" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='4e519964ee6e4f8af361efd9f9afc2449a40550c', level='STATEMENT', operation='DELETE', pgid='pgtrigger_removed_delete_2993e', referencing='REFERENCING OLD TABLE AS old_values ', table='documents_paper', when='AFTER')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='signature',
            trigger=pgtrigger.compiler.Trigger(name='signature_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='dacbf6087ffad802edcd115ee05f91343297f46b', operation='UPDATE OR DELETE', pgid='pgtrigger_signature_never_changes_912c3', table='documents_signature', when='BEFORE')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='signature',
            trigger=pgtrigger.compiler.Trigger(name='signature_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'rows of % are only ever added', TG_TABLE_NAME;", hash='36db76f1754cc04f2c423bdf54e9f1c38b238335', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_signature_never_emptied_f206f', table='documents_signature', when='BEFORE')),
        ),
    ]
