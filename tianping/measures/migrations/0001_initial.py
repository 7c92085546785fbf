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
            name='Measure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('purpose', models.CharField(choices=[('preservation', '保全'), ('enforcement', '执行')], max_length=20)),
                ('way', models.CharField(choices=[('seal', '查封'), ('seize', '扣押'), ('freeze', '冻结')], max_length=10)),
                ('property_kind', models.CharField(choices=[('deposit', '银行存款'), ('payment_account', '支付账户余额'), ('vehicle', '机动车'), ('movable', '其他动产'), ('real_estate', '不动产'), ('equity', '股权、投资权益'), ('other_right', '其他财产权')], max_length=20)),
                ('description', models.CharField(max_length=500)),
                ('amount_fen', models.BigIntegerField(null=True)),
                ('assisted_by', models.CharField(blank=True, max_length=120)),
                ('basis', models.CharField(max_length=120)),
                ('queue_place', models.PositiveSmallIntegerField(default=0)),
                ('status', models.CharField(default='waiting', max_length=20)),
                ('taken_on', models.DateField()),
                ('effective_on', models.DateField(null=True)),
                ('until', models.DateField(null=True)),
                ('steps', models.JSONField(default=list)),
                ('because', models.JSONField(default=list)),
                ('notes', models.JSONField(default=list)),
                ('certainty', models.CharField(blank=True, max_length=1)),
                ('owner_told_on', models.DateField(null=True)),
                ('ended_on', models.DateField(null=True)),
                ('end_reason', models.CharField(blank=True, max_length=200)),
                ('applicant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.litigant')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='measures', to='cases.case')),
                ('enforced_in', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='measures_taken_over', to='cases.case')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='measures_borne', to='cases.litigant')),
                ('taken_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('status', 'in_force')), fields=['until', 'id'], name='measure_due'), models.Index(fields=['status', '-id'], name='measures_me_status_98fbfe_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('description', ''), _negated=True), models.Q(('basis', ''), _negated=True)), name='measure_says_on_what_and_by_which_order'), models.CheckConstraint(condition=models.Q(models.Q(('effective_on__isnull', True), ('status', 'waiting'), ('until__isnull', True)), models.Q(('effective_on__isnull', False), ('status', 'in_force'), ('until__gte', models.F('effective_on'))), ('status__in', ['lifted', 'lapsed']), _connector='OR'), name='measure_in_force_has_its_term'), models.CheckConstraint(condition=models.Q(models.Q(('end_reason', ''), ('ended_on__isnull', True), ('status__in', ['waiting', 'in_force'])), models.Q(('ended_on__isnull', False), ('status__in', ['lifted', 'lapsed']), models.Q(('end_reason', ''), _negated=True)), _connector='OR'), name='measure_ended_with_its_day_and_reason'), models.CheckConstraint(condition=models.Q(('amount_fen__isnull', True), ('amount_fen__gt', 0), _connector='OR'), name='measure_amount_positive'), models.CheckConstraint(condition=models.Q(models.Q(('property_kind__in', ['deposit', 'payment_account']), _negated=True), ('amount_fen__isnull', False), _connector='OR'), name='frozen_money_has_its_sum')],
            },
        ),
        migrations.CreateModel(
            name='MeasureEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('purpose', models.CharField(choices=[('preservation', '保全'), ('enforcement', '执行')], max_length=20)),
                ('way', models.CharField(choices=[('seal', '查封'), ('seize', '扣押'), ('freeze', '冻结')], max_length=10)),
                ('property_kind', models.CharField(choices=[('deposit', '银行存款'), ('payment_account', '支付账户余额'), ('vehicle', '机动车'), ('movable', '其他动产'), ('real_estate', '不动产'), ('equity', '股权、投资权益'), ('other_right', '其他财产权')], max_length=20)),
                ('description', models.CharField(max_length=500)),
                ('amount_fen', models.BigIntegerField(null=True)),
                ('assisted_by', models.CharField(blank=True, max_length=120)),
                ('basis', models.CharField(max_length=120)),
                ('queue_place', models.PositiveSmallIntegerField(default=0)),
                ('status', models.CharField(default='waiting', max_length=20)),
                ('taken_on', models.DateField()),
                ('effective_on', models.DateField(null=True)),
                ('until', models.DateField(null=True)),
                ('steps', models.JSONField(default=list)),
                ('because', models.JSONField(default=list)),
                ('notes', models.JSONField(default=list)),
                ('certainty', models.CharField(blank=True, max_length=1)),
                ('owner_told_on', models.DateField(null=True)),
                ('ended_on', models.DateField(null=True)),
                ('end_reason', models.CharField(blank=True, max_length=200)),
                ('applicant', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='cases.litigant')),
                ('case', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='cases.case')),
                ('enforced_in', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='cases.case')),
                ('owner', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='cases.litigant')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='measures.measure')),
                ('taken_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Renewal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('was_until', models.DateField()),
                ('until', models.DateField()),
                ('basis', models.CharField(max_length=120)),
                ('requested_on', models.DateField(null=True)),
                ('steps', models.JSONField()),
                ('because', models.JSONField()),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('measure', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='renewals', to='measures.measure')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('until__gt', models.F('was_until'))), name='renewal_lasts_longer'), models.CheckConstraint(condition=models.Q(('basis', ''), _negated=True), name='renewal_says_by_which_order')],
            },
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='measure',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "measures_measureevent" ("amount_fen", "applicant_id", "assisted_by", "basis", "because", "case_id", "certainty", "description", "effective_on", "end_reason", "ended_on", "enforced_in_id", "id", "notes", "owner_id", "owner_told_on", "pgh_created_at", "pgh_label", "pgh_obj_id", "property_kind", "purpose", "queue_place", "status", "steps", "taken_by_id", "taken_on", "until", "way") SELECT old_values."amount_fen", old_values."applicant_id", old_values."assisted_by", old_values."basis", old_values."because", old_values."case_id", old_values."certainty", old_values."description", old_values."effective_on", old_values."end_reason", old_values."ended_on", old_values."enforced_in_id", old_values."id", old_values."notes", old_values."owner_id", old_values."owner_told_on", NOW(), \'changed\', old_values."id", old_values."property_kind", old_values."purpose", old_values."queue_place", old_values."status", old_values."steps", old_values."taken_by_id", old_values."taken_on", old_values."until", old_values."way" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='251683b31593cdad2e67e0b15b9b13d96f0e0445', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_e64a0', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='measures_measure', when='AFTER')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='measure',
            trigger=pgtrigger.compiler.Trigger(name='removed_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "measures_measureevent" ("amount_fen", "applicant_id", "assisted_by", "basis", "because", "case_id", "certainty", "description", "effective_on", "end_reason", "ended_on", "enforced_in_id", "id", "notes", "owner_id", "owner_told_on", "pgh_created_at", "pgh_label", "pgh_obj_id", "property_kind", "purpose", "queue_place", "status", "steps", "taken_by_id", "taken_on", "until", "way") SELECT old_values."amount_fen", old_values."applicant_id", old_values."assisted_by", old_values."basis", old_values."because", old_values."case_id", old_values."certainty", old_values."description", old_values."effective_on", old_values."end_reason", old_values."ended_on", old_values."enforced_in_id", old_values."id", old_values."notes", old_values."owner_id", old_values."owner_told_on", NOW(), \'removed\', old_values."id", old_values."property_kind", old_values."purpose", old_values."queue_place", old_values."status", old_values."steps", old_values."taken_by_id", old_values."taken_on", old_values."until", old_values."way" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='0acf5650ab9b09a8a994efc6ecdbfce42904227f', level='STATEMENT', operation='DELETE', pgid='pgtrigger_removed_delete_e6b5b', referencing='REFERENCING OLD TABLE AS old_values ', table='measures_measure', when='AFTER')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='renewal',
            trigger=pgtrigger.compiler.Trigger(name='renewal_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='dbcc3c1253b0c8bdedb1b251f897a117b1cee0fe', operation='UPDATE OR DELETE', pgid='pgtrigger_renewal_never_changes_a1e85', table='measures_renewal', when='BEFORE')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='renewal',
            trigger=pgtrigger.compiler.Trigger(name='renewal_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'rows of % are only ever added', TG_TABLE_NAME;", hash='9be73e21c614228ecf73fe224b37647dedc87e1c', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_renewal_never_emptied_4e2e4', table='measures_renewal', when='BEFORE')),
        ),
    ]
