import django.db.models.deletion
import django.db.models.expressions
import pgtrigger.compiler
import tianping.kernel.triggers
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('fees', '0001_initial'), ('fees', '0002_items_of_conversion'), ('fees', '0003_the_fee_of_an_ended_case'), ('fees', '0004_claims_counted_anew'), ('fees', '0005_fees_of_every_kind'), ('fees', '0006_fees_of_preservation')]

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('cases', '0001_whole'),
    ]

    operations = [
        migrations.CreateModel(
            name='Bill',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField()),
                ('sequence', models.PositiveIntegerField()),
                ('number', models.CharField(max_length=40, unique=True)),
                ('payer_name', models.CharField(max_length=120)),
                ('issued_on', models.DateField()),
                ('status', models.CharField(default='issued', max_length=20)),
                ('paid_on', models.DateField(null=True)),
                ('payment_reference', models.CharField(blank=True, max_length=60)),
                ('issued_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('paid_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('year', 'sequence'), name='bill_number_once'), models.UniqueConstraint(condition=models.Q(('payment_reference', ''), _negated=True), fields=('payment_reference',), name='payment_counted_once'), models.CheckConstraint(condition=models.Q(models.Q(('paid_by__isnull', True), ('paid_on__isnull', True), ('payment_reference', ''), ('status', 'issued')), models.Q(('paid_by__isnull', False), ('paid_on__isnull', False), ('status', 'paid'), models.Q(('payment_reference', ''), _negated=True)), _connector='OR'), name='bill_paid_with_its_proof')],
            },
        ),
        migrations.CreateModel(
            name='Reckoning',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ended', models.CharField(choices=[('judgment', '判决'), ('mediation', '调解'), ('withdrawn', '准许撤诉'), ('deemed_withdrawn', '按撤诉处理'), ('suit_dismissed', '驳回起诉'), ('transferred', '移送管辖'), ('terminated', '终结诉讼')], max_length=20)),
                ('full_fen', models.BigIntegerField()),
                ('due_fen', models.BigIntegerField()),
                ('paid_fen', models.BigIntegerField()),
                ('refund_fen', models.BigIntegerField()),
                ('shortfall_fen', models.BigIntegerField()),
                ('steps', models.JSONField()),
                ('because', models.JSONField()),
                ('notes', models.JSONField(default=list)),
                ('certainty', models.CharField(max_length=1)),
                ('status', models.CharField(default='settled', max_length=20)),
                ('settled_at', models.DateTimeField()),
                ('refunded_on', models.DateField(null=True)),
                ('refund_reference', models.CharField(blank=True, max_length=60)),
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='fee_reckoning', to='cases.case')),
                ('refunded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('settled_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('refund_fen__gt', 0), ('status', 'settled')), fields=['id'], name='refund_waiting')],
                'constraints': [models.CheckConstraint(condition=models.Q(('due_fen__gte', 0), ('full_fen__gte', 0), ('paid_fen__gte', 0), ('refund_fen__gte', 0), ('shortfall_fen__gte', 0)), name='reckoning_not_negative'), models.CheckConstraint(condition=models.Q(('paid_fen', django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('due_fen'), '+', models.F('refund_fen')), '-', models.F('shortfall_fen')))), name='reckoning_sums_to_zero'), models.CheckConstraint(condition=models.Q(('refund_fen', 0), ('shortfall_fen', 0), _connector='OR'), name='reckoning_refunds_or_lacks'), models.CheckConstraint(condition=models.Q(models.Q(('refund_reference', ''), ('refunded_by__isnull', True), ('refunded_on__isnull', True), ('status', 'settled')), models.Q(('refund_fen__gt', 0), ('refunded_by__isnull', False), ('refunded_on__isnull', False), ('status', 'refunded'), models.Q(('refund_reference', ''), _negated=True)), _connector='OR'), name='refund_with_its_proof'), models.UniqueConstraint(condition=models.Q(('refund_reference', ''), _negated=True), fields=('refund_reference',), name='refund_counted_once')],
            },
        ),
        migrations.CreateModel(
            name='BillEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('year', models.PositiveSmallIntegerField()),
                ('sequence', models.PositiveIntegerField()),
                ('number', models.CharField(max_length=40)),
                ('payer_name', models.CharField(max_length=120)),
                ('issued_on', models.DateField()),
                ('status', models.CharField(default='issued', max_length=20)),
                ('paid_on', models.DateField(null=True)),
                ('payment_reference', models.CharField(blank=True, max_length=60)),
                ('issued_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('paid_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='fees.bill')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Item',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('acceptance', '案件受理费'), ('conversion', '转普通程序补交的案件受理费'), ('claim', '增加诉讼请求补交的案件受理费'), ('counterclaim', '反诉案件受理费'), ('preservation', '保全申请费')], max_length=20)),
                ('scale', models.CharField(choices=[('property', '财产案件'), ('divorce', '离婚案件'), ('personality', '人格权案件'), ('other', '其他非财产案件'), ('intellectual', '知识产权民事案件'), ('labour', '劳动争议案件')], default='property', max_length=20)),
                ('claim_fen', models.BigIntegerField(null=True)),
                ('base_fen', models.BigIntegerField(null=True)),
                ('full_fee_fen', models.BigIntegerField()),
                ('amount_fen', models.BigIntegerField()),
                ('steps', models.JSONField()),
                ('because', models.JSONField()),
                ('notes', models.JSONField(default=list)),
                ('certainty', models.CharField(default='T', max_length=1)),
                ('bill', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='fees.bill')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='fee_items', to='cases.case')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('kind__in', ['acceptance', 'conversion'])), fields=('case', 'kind'), name='one_acceptance_fee_a_case'), models.CheckConstraint(condition=models.Q(('amount_fen__gte', 0), ('full_fee_fen__gte', models.F('amount_fen'))), name='fee_not_above_full'), models.CheckConstraint(condition=models.Q(models.Q(('scale', 'property'), _negated=True), ('claim_fen__isnull', False), _connector='OR'), name='fee_of_property_by_its_sum')],
            },
        ),
        migrations.CreateModel(
            name='ReckoningEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('ended', models.CharField(choices=[('judgment', '判决'), ('mediation', '调解'), ('withdrawn', '准许撤诉'), ('deemed_withdrawn', '按撤诉处理'), ('suit_dismissed', '驳回起诉'), ('transferred', '移送管辖'), ('terminated', '终结诉讼')], max_length=20)),
                ('full_fen', models.BigIntegerField()),
                ('due_fen', models.BigIntegerField()),
                ('paid_fen', models.BigIntegerField()),
                ('refund_fen', models.BigIntegerField()),
                ('shortfall_fen', models.BigIntegerField()),
                ('steps', models.JSONField()),
                ('because', models.JSONField()),
                ('notes', models.JSONField(default=list)),
                ('certainty', models.CharField(max_length=1)),
                ('status', models.CharField(default='settled', max_length=20)),
                ('settled_at', models.DateTimeField()),
                ('refunded_on', models.DateField(null=True)),
                ('refund_reference', models.CharField(blank=True, max_length=60)),
                ('case', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='cases.case')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='fees.reckoning')),
                ('refunded_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('settled_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Recalculation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('scale', models.CharField(choices=[('property', '财产案件'), ('divorce', '离婚案件'), ('personality', '人格权案件'), ('other', '其他非财产案件'), ('intellectual', '知识产权民事案件'), ('labour', '劳动争议案件')], default='property', max_length=20)),
                ('claim_fen', models.BigIntegerField()),
                ('base_fen', models.BigIntegerField(null=True)),
                ('full_fee_fen', models.BigIntegerField()),
                ('more_fen', models.BigIntegerField()),
                ('back_fen', models.BigIntegerField()),
                ('steps', models.JSONField()),
                ('because', models.JSONField()),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='fee_recalculations', to='cases.case')),
                ('item', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='recalculation', to='fees.item')),
            ],
            options={
                'indexes': [models.Index(fields=['case', '-id'], name='fees_recalc_case_id_3a4c57_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('back_fen__gte', 0), ('claim_fen__gte', 0), ('full_fee_fen__gte', 0), ('more_fen__gte', 0)), name='recalculation_not_negative'), models.CheckConstraint(condition=models.Q(models.Q(('item__isnull', True), ('more_fen', 0)), models.Q(('back_fen', 0), ('item__isnull', False), ('more_fen__gt', 0)), _connector='OR'), name='recalculation_billed_or_given_back')],
            },
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='bill',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "fees_billevent" ("id", "issued_by_id", "issued_on", "number", "paid_by_id", "paid_on", "payer_name", "payment_reference", "pgh_created_at", "pgh_label", "pgh_obj_id", "sequence", "status", "year") SELECT old_values."id", old_values."issued_by_id", old_values."issued_on", old_values."number", old_values."paid_by_id", old_values."paid_on", old_values."payer_name", old_values."payment_reference", NOW(), \'changed\', old_values."id", old_values."sequence", old_values."status", old_values."year" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='fa0e7fa2dd5f11467c6d231467681e37ed5bee35', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_77593', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='fees_bill', when='AFTER')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='bill',
            trigger=pgtrigger.compiler.Trigger(name='removed_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "fees_billevent" ("id", "issued_by_id", "issued_on", "number", "paid_by_id", "paid_on", "payer_name", "payment_reference", "pgh_created_at", "pgh_label", "pgh_obj_id", "sequence", "status", "year") SELECT old_values."id", old_values."issued_by_id", old_values."issued_on", old_values."number", old_values."paid_by_id", old_values."paid_on", old_values."payer_name", old_values."payment_reference", NOW(), \'removed\', old_values."id", old_values."sequence", old_values."status", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='437faa2cf6bf3a87d10726157d36abadcf8b3699', level='STATEMENT', operation='DELETE', pgid='pgtrigger_removed_delete_e3e58', referencing='REFERENCING OLD TABLE AS old_values ', table='fees_bill', when='AFTER')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='item',
            trigger=pgtrigger.compiler.Trigger(name='fee_item_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='2b2cd7a0450406f21dfad250ccd9d888a3980783', operation='UPDATE OR DELETE', pgid='pgtrigger_fee_item_never_changes_5863e', table='fees_item', when='BEFORE')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='item',
            trigger=pgtrigger.compiler.Trigger(name='fee_item_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'rows of % are only ever added', TG_TABLE_NAME;", hash='cb455465fc9fd83df23111f76cecb894a602d794', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_fee_item_never_emptied_5f95c', table='fees_item', when='BEFORE')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='recalculation',
            trigger=pgtrigger.compiler.Trigger(name='recalculation_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='16df0401d1906937d665f886308227540d1a09a9', operation='UPDATE OR DELETE', pgid='pgtrigger_recalculation_never_changes_cbebb', table='fees_recalculation', when='BEFORE')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='recalculation',
            trigger=pgtrigger.compiler.Trigger(name='recalculation_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'rows of % are only ever added', TG_TABLE_NAME;", hash='685aabd82c94b8d3d0a0c3ae313f81fab8e3c11c', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_recalculation_never_emptied_1095a', table='fees_recalculation', when='BEFORE')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='reckoning',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "fees_reckoningevent" ("because", "case_id", "certainty", "due_fen", "ended", "full_fen", "id", "notes", "paid_fen", "pgh_created_at", "pgh_label", "pgh_obj_id", "refund_fen", "refund_reference", "refunded_by_id", "refunded_on", "settled_at", "settled_by_id", "shortfall_fen", "status", "steps") SELECT old_values."because", old_values."case_id", old_values."certainty", old_values."due_fen", old_values."ended", old_values."full_fen", old_values."id", old_values."notes", old_values."paid_fen", NOW(), \'changed\', old_values."id", old_values."refund_fen", old_values."refund_reference", old_values."refunded_by_id", old_values."refunded_on", old_values."settled_at", old_values."settled_by_id", old_values."shortfall_fen", old_values."status", old_values."steps" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='de5a53381a9e2e040692eccdc64852a347f9c2cd', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_152e5', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='fees_reckoning', when='AFTER')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='reckoning',
            trigger=pgtrigger.compiler.Trigger(name='removed_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "fees_reckoningevent" ("because", "case_id", "certainty", "due_fen", "ended", "full_fen", "id", "notes", "paid_fen", "pgh_created_at", "pgh_label", "pgh_obj_id", "refund_fen", "refund_reference", "refunded_by_id", "refunded_on", "settled_at", "settled_by_id", "shortfall_fen", "status", "steps") SELECT old_values."because", old_values."case_id", old_values."certainty", old_values."due_fen", old_values."ended", old_values."full_fen", old_values."id", old_values."notes", old_values."paid_fen", NOW(), \'removed\', old_values."id", old_values."refund_fen", old_values."refund_reference", old_values."refunded_by_id", old_values."refunded_on", old_values."settled_at", old_values."settled_by_id", old_values."shortfall_fen", old_values."status", old_values."steps" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='39c1874b816225fda77572eb12a10ba51a3b4e99', level='STATEMENT', operation='DELETE', pgid='pgtrigger_removed_delete_864d6', referencing='REFERENCING OLD TABLE AS old_values ', table='fees_reckoning', when='AFTER')),
        ),
    ]
