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
            name='Application',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=40, unique=True)),
                ('channel', models.CharField(choices=[('portal', '网上申请'), ('counter', '窗口')], max_length=10)),
                ('title', models.CharField(max_length=120)),
                ('request', models.TextField()),
                ('amount_fen', models.BigIntegerField(null=True)),
                ('wants_delay_interest', models.BooleanField(default=True)),
                ('performance_due_on', models.DateField()),
                ('clues', models.TextField(blank=True)),
                ('payee_holder', models.CharField(max_length=120)),
                ('payee_bank', models.CharField(max_length=120)),
                ('payee_account', models.CharField(max_length=40)),
                ('status', models.CharField(default='received', max_length=20)),
                ('received_at', models.DateTimeField()),
                ('accepted_at', models.DateTimeField(null=True)),
                ('accepted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('applicant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='enforcements_asked', to='cases.litigant')),
                ('case', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='enforcement', to='cases.case')),
                ('received_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('respondents', models.ManyToManyField(related_name='enforcements_borne', to='cases.litigant')),
                ('title_case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='enforcement_applications', to='cases.case')),
            ],
            options={
                'indexes': [models.Index(fields=['status', 'id'], name='enforcement_status_1200cb_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('request', ''), _negated=True), models.Q(('title', ''), _negated=True)), name='enforcement_says_what_on_which_title'), models.CheckConstraint(condition=models.Q(('amount_fen__isnull', True), ('amount_fen__gt', 0), _connector='OR'), name='enforcement_amount_positive'), models.CheckConstraint(condition=models.Q(models.Q(('accepted_by__isnull', False), ('case__isnull', False), ('status', 'accepted')), models.Q(models.Q(('status', 'accepted'), _negated=True), ('case__isnull', True)), _connector='OR'), name='enforcement_accepted_has_its_case'), models.UniqueConstraint(condition=models.Q(('status', 'received')), fields=('title_case', 'applicant'), name='one_open_application_on_a_title')],
            },
        ),
        migrations.CreateModel(
            name='ApplicationEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('number', models.CharField(max_length=40)),
                ('channel', models.CharField(choices=[('portal', '网上申请'), ('counter', '窗口')], max_length=10)),
                ('title', models.CharField(max_length=120)),
                ('request', models.TextField()),
                ('amount_fen', models.BigIntegerField(null=True)),
                ('wants_delay_interest', models.BooleanField(default=True)),
                ('performance_due_on', models.DateField()),
                ('clues', models.TextField(blank=True)),
                ('payee_holder', models.CharField(max_length=120)),
                ('payee_bank', models.CharField(max_length=120)),
                ('payee_account', models.CharField(max_length=40)),
                ('status', models.CharField(default='received', max_length=20)),
                ('received_at', models.DateTimeField()),
                ('accepted_at', models.DateTimeField(null=True)),
                ('accepted_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('applicant', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='cases.litigant')),
                ('case', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='cases.case')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='enforcement.application')),
                ('received_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('title_case', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='cases.case')),
            ],
            options={
                'abstract': False,
            },
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='application',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "enforcement_applicationevent" ("accepted_at", "accepted_by_id", "amount_fen", "applicant_id", "case_id", "channel", "clues", "id", "number", "payee_account", "payee_bank", "payee_holder", "performance_due_on", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_at", "received_by_id", "request", "status", "title", "title_case_id", "wants_delay_interest") SELECT old_values."accepted_at", old_values."accepted_by_id", old_values."amount_fen", old_values."applicant_id", old_values."case_id", old_values."channel", old_values."clues", old_values."id", old_values."number", old_values."payee_account", old_values."payee_bank", old_values."payee_holder", old_values."performance_due_on", NOW(), \'changed\', old_values."id", old_values."received_at", old_values."received_by_id", old_values."request", old_values."status", old_values."title", old_values."title_case_id", old_values."wants_delay_interest" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='0e8d6e6789f5cd811d0a7e0969ee738d02f74af1', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_dd93b', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='enforcement_application', when='AFTER')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='application',
            trigger=pgtrigger.compiler.Trigger(name='removed_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "enforcement_applicationevent" ("accepted_at", "accepted_by_id", "amount_fen", "applicant_id", "case_id", "channel", "clues", "id", "number", "payee_account", "payee_bank", "payee_holder", "performance_due_on", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_at", "received_by_id", "request", "status", "title", "title_case_id", "wants_delay_interest") SELECT old_values."accepted_at", old_values."accepted_by_id", old_values."amount_fen", old_values."applicant_id", old_values."case_id", old_values."channel", old_values."clues", old_values."id", old_values."number", old_values."payee_account", old_values."payee_bank", old_values."payee_holder", old_values."performance_due_on", NOW(), \'removed\', old_values."id", old_values."received_at", old_values."received_by_id", old_values."request", old_values."status", old_values."title", old_values."title_case_id", old_values."wants_delay_interest" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='12e837ea510ed112590d9f93fafbd476c3ad99de', level='STATEMENT', operation='DELETE', pgid='pgtrigger_removed_delete_8c413', referencing='REFERENCING OLD TABLE AS old_values ', table='enforcement_application', when='AFTER')),
        ),
    ]
