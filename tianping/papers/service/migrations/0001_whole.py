import django.db.models.deletion
import pgtrigger.compiler
import tianping.kernel.triggers
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('service', '0001_initial'), ('service', '0002_consents_of_litigants'), ('service', '0003_posted_on')]

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('cases', '0001_whole'),
        ('documents', '0001_whole'),
    ]

    operations = [
        migrations.CreateModel(
            name='Consent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('channel', models.CharField(choices=[('sms', '手机短信通知，在案件进度页面签收'), ('email', '电子邮箱')], default='sms', max_length=10)),
                ('address', models.CharField(max_length=120)),
                ('evidence', models.CharField(max_length=200)),
                ('number', models.CharField(blank=True, max_length=40)),
                ('given_on', models.DateField()),
                ('noted_at', models.DateTimeField()),
                ('litigant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='electronic_consents', to='cases.litigant')),
                ('noted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('address', ''), _negated=True), models.Q(('evidence', ''), _negated=True)), name='consent_says_where_it_stands')],
            },
        ),
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('status', models.CharField(default='waiting', max_length=20)),
                ('planned_at', models.DateTimeField()),
                ('method', models.CharField(blank=True, choices=[('direct', '直接送达'), ('left', '留置送达'), ('mail', '邮寄送达'), ('electronic', '电子送达'), ('entrusted', '委托送达'), ('forwarded_army', '转交送达（部队）'), ('forwarded_custody', '转交送达（监所）'), ('public_notice', '公告送达')], max_length=20)),
                ('effective_on', models.DateField(null=True)),
                ('steps', models.JSONField(default=list)),
                ('because', models.JSONField(default=list)),
                ('notes', models.JSONField(default=list)),
                ('certainty', models.CharField(blank=True, max_length=1)),
                ('litigant', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='deliveries', to='cases.litigant')),
                ('paper', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deliveries', to='documents.paper')),
                ('planned_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['status', 'id'], name='service_del_status_381759_idx')],
                'constraints': [models.UniqueConstraint(fields=('litigant', 'paper'), name='paper_delivered_once_to_a_litigant'), models.CheckConstraint(condition=models.Q(models.Q(('effective_on__isnull', False), ('status', 'served'), models.Q(('method', ''), _negated=True), models.Q(('certainty', ''), _negated=True)), models.Q(models.Q(('status', 'served'), _negated=True), ('effective_on__isnull', True)), _connector='OR'), name='served_with_its_day_and_method')],
            },
        ),
        migrations.CreateModel(
            name='ConsentWithdrawal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(blank=True, max_length=40)),
                ('withdrawn_on', models.DateField()),
                ('noted_at', models.DateTimeField()),
                ('consent', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='withdrawal', to='service.consent')),
                ('noted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Attempt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('method', models.CharField(choices=[('direct', '直接送达'), ('left', '留置送达'), ('mail', '邮寄送达'), ('electronic', '电子送达'), ('entrusted', '委托送达'), ('forwarded_army', '转交送达（部队）'), ('forwarded_custody', '转交送达（监所）'), ('public_notice', '公告送达')], max_length=20)),
                ('day', models.DateField()),
                ('posted_on', models.DateField(null=True)),
                ('outcome', models.CharField(choices=[('received', '签收、到达'), ('refused', '拒收'), ('returned', '退回、未能送交')], max_length=10)),
                ('receiver', models.CharField(choices=[('self', '受送达人本人'), ('family', '同住成年家属'), ('representative', '法定代表人或者主要负责人'), ('office', '负责收件的人'), ('counsel', '诉讼代理人'), ('agent', '指定的代收人')], max_length=20)),
                ('manner', models.CharField(blank=True, max_length=20)),
                ('fault', models.CharField(blank=True, choices=[('inaccurate', '受送达人自己提供或者确认的送达地址不准确'), ('withheld', '受送达人拒不提供送达地址'), ('changed', '受送达人变更送达地址未及时告知人民法院'), ('refused', '受送达人本人或者其指定的代收人拒绝签收')], max_length=20)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('failed_because', models.CharField(blank=True, max_length=300)),
                ('recorded_at', models.DateTimeField()),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('delivery', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='attempts', to='service.delivery')),
            ],
            options={
                'indexes': [models.Index(fields=['delivery', 'id'], name='service_att_deliver_f00d16_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('posted_on__isnull', True), models.Q(('method', 'mail'), ('posted_on__lte', models.F('day'))), _connector='OR'), name='mail_posted_before_it_came')],
            },
        ),
        migrations.CreateModel(
            name='DeliveryEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('status', models.CharField(default='waiting', max_length=20)),
                ('planned_at', models.DateTimeField()),
                ('method', models.CharField(blank=True, choices=[('direct', '直接送达'), ('left', '留置送达'), ('mail', '邮寄送达'), ('electronic', '电子送达'), ('entrusted', '委托送达'), ('forwarded_army', '转交送达（部队）'), ('forwarded_custody', '转交送达（监所）'), ('public_notice', '公告送达')], max_length=20)),
                ('effective_on', models.DateField(null=True)),
                ('steps', models.JSONField(default=list)),
                ('because', models.JSONField(default=list)),
                ('notes', models.JSONField(default=list)),
                ('certainty', models.CharField(blank=True, max_length=1)),
                ('litigant', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='cases.litigant')),
                ('paper', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='documents.paper')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='service.delivery')),
                ('planned_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='consent',
            trigger=pgtrigger.compiler.Trigger(name='consent_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='35eb87dab09706331d0197ab29765f1ff6bff668', operation='UPDATE OR DELETE', pgid='pgtrigger_consent_never_changes_d0d1d', table='service_consent', when='BEFORE')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='consent',
            trigger=pgtrigger.compiler.Trigger(name='consent_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'rows of % are only ever added', TG_TABLE_NAME;", hash='98c895a71d7191a9d7d550e1f81e9de11c456cfc', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_consent_never_emptied_0be69', table='service_consent', when='BEFORE')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='consentwithdrawal',
            trigger=pgtrigger.compiler.Trigger(name='withdrawal_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='8865e1bf6ec7cff80dbec8e51d0cf62a66294b2b', operation='UPDATE OR DELETE', pgid='pgtrigger_withdrawal_never_changes_62977', table='service_consentwithdrawal', when='BEFORE')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='consentwithdrawal',
            trigger=pgtrigger.compiler.Trigger(name='withdrawal_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'rows of % are only ever added', TG_TABLE_NAME;", hash='a798a7c74686d8469b944de78a801986b0423ce8', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_withdrawal_never_emptied_60682', table='service_consentwithdrawal', when='BEFORE')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='delivery',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "service_deliveryevent" ("because", "certainty", "effective_on", "id", "litigant_id", "method", "notes", "paper_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_at", "planned_by_id", "status", "steps") SELECT old_values."because", old_values."certainty", old_values."effective_on", old_values."id", old_values."litigant_id", old_values."method", old_values."notes", old_values."paper_id", NOW(), \'changed\', old_values."id", old_values."planned_at", old_values."planned_by_id", old_values."status", old_values."steps" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='d6270964d652edbcef5a5b46b780109ee815b4af', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_5a99a', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='service_delivery', when='AFTER')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='delivery',
            trigger=pgtrigger.compiler.Trigger(name='removed_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "service_deliveryevent" ("because", "certainty", "effective_on", "id", "litigant_id", "method", "notes", "paper_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_at", "planned_by_id", "status", "steps") SELECT old_values."because", old_values."certainty", old_values."effective_on", old_values."id", old_values."litigant_id", old_values."method", old_values."notes", old_values."paper_id", NOW(), \'removed\', old_values."id", old_values."planned_at", old_values."planned_by_id", old_values."status", old_values."steps" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='8d9ec10ae60f6a09cdbe281accbc17287d743b9d', level='STATEMENT', operation='DELETE', pgid='pgtrigger_removed_delete_31954', referencing='REFERENCING OLD TABLE AS old_values ', table='service_delivery', when='AFTER')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='attempt',
            trigger=pgtrigger.compiler.Trigger(name='attempt_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='b9ec3de665e0982fd88df38faf6930830548b033', operation='UPDATE OR DELETE', pgid='pgtrigger_attempt_never_changes_e8e58', table='service_attempt', when='BEFORE')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='attempt',
            trigger=pgtrigger.compiler.Trigger(name='attempt_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'rows of % are only ever added', TG_TABLE_NAME;", hash='f914b07661480d9307a5480561212d7f4919910b', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_attempt_never_emptied_e9d1d', table='service_attempt', when='BEFORE')),
        ),
    ]
