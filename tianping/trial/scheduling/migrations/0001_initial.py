import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
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
            name='Absence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first_day', models.DateField()),
                ('last_day', models.DateField()),
                ('reason', models.CharField(max_length=100)),
                ('noted_at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('noted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='absences', to=settings.AUTH_USER_MODEL)),
                ('withdrawn_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['user', 'first_day'], name='scheduling__user_id_a37eb2_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='absence_of_staff_says_why'), models.CheckConstraint(condition=models.Q(('last_day__gte', models.F('first_day'))), name='absence_of_staff_ends_later')],
            },
        ),
        migrations.CreateModel(
            name='Heard',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('noted_at', models.DateTimeField()),
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='heard', to='cases.case')),
                ('noted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Place',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60)),
                ('address', models.CharField(blank=True, max_length=120)),
                ('travel_minutes', models.PositiveSmallIntegerField(default=0)),
                ('entered_at', models.DateTimeField()),
                ('closed_at', models.DateTimeField(null=True)),
                ('closed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('entered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='place_has_a_name'), models.CheckConstraint(condition=models.Q(('travel_minutes__lte', 480)), name='place_within_a_day_s_way'), models.UniqueConstraint(condition=models.Q(('closed_at__isnull', True)), fields=('name',), name='open_place_named_once')],
            },
        ),
        migrations.CreateModel(
            name='AbsenceEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('first_day', models.DateField()),
                ('last_day', models.DateField()),
                ('reason', models.CharField(max_length=100)),
                ('noted_at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('noted_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='scheduling.absence')),
                ('user', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('withdrawn_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Hearing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts', models.DateTimeField()),
                ('ends', models.DateTimeField()),
                ('is_public', models.BooleanField(default=True)),
                ('status', models.CharField(default='fixed', max_length=20)),
                ('fixed_at', models.DateTimeField()),
                ('ended_because', models.CharField(blank=True, max_length=200)),
                ('put_off', models.BooleanField(default=False)),
                ('case', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='hearings', to='cases.case')),
                ('fixed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('replaces', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='scheduling.hearing')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='hearings', to='scheduling.place')),
            ],
            options={
                'indexes': [models.Index(fields=['case', 'id'], name='scheduling__case_id_718096_idx'), models.Index(fields=['status', 'starts', 'id'], name='scheduling__status_94d888_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends__gt', models.F('starts'))), name='hearing_ends_after_it_starts'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['moved', 'cancelled']), _negated=True), models.Q(('ended_because', ''), _negated=True), _connector='OR'), name='hearing_given_up_says_why'), models.UniqueConstraint(condition=models.Q(('status', 'fixed')), fields=('case',), name='one_fixed_hearing_of_a_case')],
            },
        ),
        migrations.CreateModel(
            name='PlaceEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(max_length=60)),
                ('address', models.CharField(blank=True, max_length=120)),
                ('travel_minutes', models.PositiveSmallIntegerField(default=0)),
                ('entered_at', models.DateTimeField()),
                ('closed_at', models.DateTimeField(null=True)),
                ('closed_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('entered_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='scheduling.place')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='HearingEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('starts', models.DateTimeField()),
                ('ends', models.DateTimeField()),
                ('is_public', models.BooleanField(default=True)),
                ('status', models.CharField(default='fixed', max_length=20)),
                ('fixed_at', models.DateTimeField()),
                ('ended_because', models.CharField(blank=True, max_length=200)),
                ('put_off', models.BooleanField(default=False)),
                ('case', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='cases.case')),
                ('fixed_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='scheduling.hearing')),
                ('replaces', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='scheduling.hearing')),
                ('place', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='scheduling.place')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Engagement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=140)),
                ('who', models.CharField(max_length=140)),
                ('span', django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                ('reach', django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                ('is_live', models.BooleanField(default=True)),
                ('absence', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='engagements', to='scheduling.absence')),
                ('hearing', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='engagements', to='scheduling.hearing')),
                ('place', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='scheduling.place')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('absence__isnull', True), ('hearing__isnull', False), ('place__isnull', False)), models.Q(('absence__isnull', False), ('hearing__isnull', True), ('place__isnull', True)), _connector='OR'), name='engaged_by_one_thing'), models.UniqueConstraint(condition=models.Q(('is_live', True)), fields=('hearing', 'key'), name='engaged_once_by_a_hearing'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('is_live', True)), expressions=[('key', '='), ('span', '&&')], name='nobody_at_two_hearings_at_once'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('is_live', True)), expressions=[('key', '='), ('place', '<>'), ('reach', '&&')], name='nobody_at_two_places_without_the_way')],
            },
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='absence',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "scheduling_absenceevent" ("first_day", "id", "last_day", "noted_at", "noted_by_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "user_id", "withdrawn_at", "withdrawn_by_id") SELECT old_values."first_day", old_values."id", old_values."last_day", old_values."noted_at", old_values."noted_by_id", NOW(), \'changed\', old_values."id", old_values."reason", old_values."user_id", old_values."withdrawn_at", old_values."withdrawn_by_id" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='f20745102df83fce9318b50834c43abc4fe4d232', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_d9e61', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='scheduling_absence', when='AFTER')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='absence',
            trigger=pgtrigger.compiler.Trigger(name='removed_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "scheduling_absenceevent" ("first_day", "id", "last_day", "noted_at", "noted_by_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "user_id", "withdrawn_at", "withdrawn_by_id") SELECT old_values."first_day", old_values."id", old_values."last_day", old_values."noted_at", old_values."noted_by_id", NOW(), \'removed\', old_values."id", old_values."reason", old_values."user_id", old_values."withdrawn_at", old_values."withdrawn_by_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='5275dc88e6e09fae068021a6d98abcf5c07b31bf', level='STATEMENT', operation='DELETE', pgid='pgtrigger_removed_delete_f4500', referencing='REFERENCING OLD TABLE AS old_values ', table='scheduling_absence', when='AFTER')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='place',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "scheduling_placeevent" ("address", "closed_at", "closed_by_id", "entered_at", "entered_by_id", "id", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "travel_minutes") SELECT old_values."address", old_values."closed_at", old_values."closed_by_id", old_values."entered_at", old_values."entered_by_id", old_values."id", old_values."name", NOW(), \'changed\', old_values."id", old_values."travel_minutes" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='7c8c52dc973310e96f46b5f52066115b06341311', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_4012b', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='scheduling_place', when='AFTER')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='place',
            trigger=pgtrigger.compiler.Trigger(name='removed_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "scheduling_placeevent" ("address", "closed_at", "closed_by_id", "entered_at", "entered_by_id", "id", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "travel_minutes") SELECT old_values."address", old_values."closed_at", old_values."closed_by_id", old_values."entered_at", old_values."entered_by_id", old_values."id", old_values."name", NOW(), \'removed\', old_values."id", old_values."travel_minutes" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='6a32cd08107f2271f4e3aa059f34e2ae3ac4e3f7', level='STATEMENT', operation='DELETE', pgid='pgtrigger_removed_delete_59598', referencing='REFERENCING OLD TABLE AS old_values ', table='scheduling_place', when='AFTER')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='hearing',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "scheduling_hearingevent" ("case_id", "ended_because", "ends", "fixed_at", "fixed_by_id", "id", "is_public", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "put_off", "replaces_id", "starts", "status") SELECT old_values."case_id", old_values."ended_because", old_values."ends", old_values."fixed_at", old_values."fixed_by_id", old_values."id", old_values."is_public", NOW(), \'changed\', old_values."id", old_values."place_id", old_values."put_off", old_values."replaces_id", old_values."starts", old_values."status" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='2e505e56dcdd017181155bb44d6675404ec880f5', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_d99d0', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='scheduling_hearing', when='AFTER')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='hearing',
            trigger=pgtrigger.compiler.Trigger(name='removed_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "scheduling_hearingevent" ("case_id", "ended_because", "ends", "fixed_at", "fixed_by_id", "id", "is_public", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "put_off", "replaces_id", "starts", "status") SELECT old_values."case_id", old_values."ended_because", old_values."ends", old_values."fixed_at", old_values."fixed_by_id", old_values."id", old_values."is_public", NOW(), \'removed\', old_values."id", old_values."place_id", old_values."put_off", old_values."replaces_id", old_values."starts", old_values."status" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='4741f9f6253f00469e1ae6918394b09f20d78cbd', level='STATEMENT', operation='DELETE', pgid='pgtrigger_removed_delete_abd43', referencing='REFERENCING OLD TABLE AS old_values ', table='scheduling_hearing', when='AFTER')),
        ),
    ]
