import django.db.models.deletion
import pgtrigger.compiler
import tianping.kernel.triggers
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('portal', '0001_call_backs')]

    initial = True

    dependencies = [
        ('accounts', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='CallBack',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(blank=True, max_length=50)),
                ('phone', models.CharField(max_length=20)),
                ('page', models.CharField(max_length=200)),
                ('words', models.TextField(blank=True)),
                ('status', models.CharField(default='waiting', max_length=20)),
                ('asked_at', models.DateTimeField()),
                ('asked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': '回电',
                'indexes': [models.Index(fields=['status', 'asked_at'], name='portal_call_status_efdb5f_idx'), models.Index(fields=['phone'], name='portal_call_phone_a1f8a4_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('phone', ''), _negated=True), name='call_back_has_a_phone'), models.CheckConstraint(condition=models.Q(('status__in', ['waiting', 'called', 'done'])), name='call_back_in_a_state')],
            },
        ),
        migrations.CreateModel(
            name='CallBackEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(blank=True, max_length=50)),
                ('phone', models.CharField(max_length=20)),
                ('page', models.CharField(max_length=200)),
                ('words', models.TextField(blank=True)),
                ('status', models.CharField(default='waiting', max_length=20)),
                ('asked_at', models.DateTimeField()),
                ('asked_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='portal.callback')),
            ],
            options={
                'abstract': False,
            },
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='callback',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "portal_callbackevent" ("asked_at", "asked_by_id", "id", "name", "page", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "status", "words") SELECT old_values."asked_at", old_values."asked_by_id", old_values."id", old_values."name", old_values."page", NOW(), \'changed\', old_values."id", old_values."phone", old_values."status", old_values."words" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='eca76b0f1f82687af9e6c549660561c5d541957e', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_0cf3e', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='portal_callback', when='AFTER')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='callback',
            trigger=pgtrigger.compiler.Trigger(name='removed_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "portal_callbackevent" ("asked_at", "asked_by_id", "id", "name", "page", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "status", "words") SELECT old_values."asked_at", old_values."asked_by_id", old_values."id", old_values."name", old_values."page", NOW(), \'removed\', old_values."id", old_values."phone", old_values."status", old_values."words" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='117b684cefbd16f2d5503de3dcd32af1838d875e', level='STATEMENT', operation='DELETE', pgid='pgtrigger_removed_delete_d60dc', referencing='REFERENCING OLD TABLE AS old_values ', table='portal_callback', when='AFTER')),
        ),
    ]
