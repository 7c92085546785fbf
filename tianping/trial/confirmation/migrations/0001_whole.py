import django.db.models.deletion
import pgtrigger.compiler
import tianping.kernel.triggers
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('confirmation', '0001_applications')]

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('cases', '0001_whole'),
        ('documents', '0001_whole'),
        ('mediation', '0001_whole'),
    ]

    operations = [
        migrations.CreateModel(
            name='Application',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('confirmation', '司法确认'), ('paper', '出具调解书')], max_length=12)),
                ('status', models.CharField(default='asked', max_length=20)),
                ('received_on', models.DateField(null=True)),
                ('result', models.CharField(blank=True, choices=[('granted', '确认有效'), ('dismissed', '驳回申请')], max_length=10)),
                ('why', models.CharField(blank=True, max_length=500)),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='mediation.agreement')),
                ('case', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='confirmation', to='cases.case')),
                ('mediated_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                ('paper', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.paper')),
            ],
            options={
                'indexes': [models.Index(fields=['status', 'id'], name='confirmatio_status_4a4448_idx')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('status__in', ['refused', 'withdrawn']), _negated=True), fields=('agreement',), name='one_application_of_an_agreement'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['accepted', 'decided', 'effective']), _negated=True), ('case__isnull', False), _connector='OR'), name='accepted_application_has_its_number'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'refused'), _negated=True), models.Q(('why', ''), _negated=True), _connector='OR'), name='refused_application_says_why')],
            },
        ),
        migrations.CreateModel(
            name='Applicant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('litigant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.litigant')),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='applicants', to='confirmation.application')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('application', 'litigant'), name='applied_once')],
            },
        ),
        migrations.CreateModel(
            name='ApplicationEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('kind', models.CharField(choices=[('confirmation', '司法确认'), ('paper', '出具调解书')], max_length=12)),
                ('status', models.CharField(default='asked', max_length=20)),
                ('received_on', models.DateField(null=True)),
                ('result', models.CharField(blank=True, choices=[('granted', '确认有效'), ('dismissed', '驳回申请')], max_length=10)),
                ('why', models.CharField(blank=True, max_length=500)),
                ('agreement', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='mediation.agreement')),
                ('case', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='cases.case')),
                ('mediated_in', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='cases.case')),
                ('paper', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='documents.paper')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='confirmation.application')),
            ],
            options={
                'abstract': False,
            },
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='application',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "confirmation_applicationevent" ("agreement_id", "case_id", "id", "kind", "mediated_in_id", "paper_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "result", "status", "why") SELECT old_values."agreement_id", old_values."case_id", old_values."id", old_values."kind", old_values."mediated_in_id", old_values."paper_id", NOW(), \'changed\', old_values."id", old_values."received_on", old_values."result", old_values."status", old_values."why" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='b2b162b6ba24820cdc1ffd06241a390b5ec231ff', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_86515', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='confirmation_application', when='AFTER')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='application',
            trigger=pgtrigger.compiler.Trigger(name='removed_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "confirmation_applicationevent" ("agreement_id", "case_id", "id", "kind", "mediated_in_id", "paper_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "result", "status", "why") SELECT old_values."agreement_id", old_values."case_id", old_values."id", old_values."kind", old_values."mediated_in_id", old_values."paper_id", NOW(), \'removed\', old_values."id", old_values."received_on", old_values."result", old_values."status", old_values."why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='34c943e69640db70daa82b59653940792a8085d2', level='STATEMENT', operation='DELETE', pgid='pgtrigger_removed_delete_50a03', referencing='REFERENCING OLD TABLE AS old_values ', table='confirmation_application', when='AFTER')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='applicant',
            trigger=pgtrigger.compiler.Trigger(name='applicant_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='c6a732ebc210f4d48a8ee9ad33783a78a2c3d96b', operation='UPDATE OR DELETE', pgid='pgtrigger_applicant_never_changes_3286b', table='confirmation_applicant', when='BEFORE')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='applicant',
            trigger=pgtrigger.compiler.Trigger(name='applicant_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'rows of % are only ever added', TG_TABLE_NAME;", hash='186bc329487eed154da7ed043d255097af657df6', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_applicant_never_emptied_be6cd', table='confirmation_applicant', when='BEFORE')),
        ),
    ]
