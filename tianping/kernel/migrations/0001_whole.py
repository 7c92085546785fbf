import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import tianping.kernel.triggers
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('kernel', '0001_initial'), ('kernel', '0002_drafts'), ('kernel', '0003_messages')]

    initial = True

    dependencies = [
        ('accounts', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='AuditEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('action', models.CharField(max_length=60)),
                ('subject', models.CharField(max_length=120)),
                ('detail', models.JSONField(default=dict)),
                ('leaf', models.BinaryField(max_length=32)),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['subject', 'id'], name='kernel_audi_subject_698f8d_idx'), models.Index(fields=['by', 'id'], name='kernel_audi_by_id_8f750f_idx')],
                'constraints': [models.UniqueConstraint(fields=('leaf',), name='audit_leaf_once')],
            },
        ),
        migrations.CreateModel(
            name='Counter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField()),
                ('kind', models.CharField(max_length=40)),
                ('last', models.PositiveIntegerField(default=0)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('year', 'kind'), name='one_counter_per_year_and_kind')],
            },
        ),
        migrations.CreateModel(
            name='Draft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('form', models.CharField(max_length=60)),
                ('typed', models.JSONField()),
                ('key', models.UUIDField(null=True)),
                ('kept_at', models.DateTimeField()),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('user', 'form'), name='one_draft_per_person_and_form')],
            },
        ),
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80)),
                ('payload', models.JSONField()),
                ('at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Guess',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('gate', models.CharField(max_length=40)),
                ('source', models.CharField(max_length=100)),
                ('minute', models.DateTimeField()),
                ('count', models.PositiveIntegerField(default=0)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('gate', 'source', 'minute'), name='one_guess_row_a_minute')],
            },
        ),
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=120, unique=True)),
                ('channel', models.CharField(choices=[('sms', '短信'), ('mail', '电子邮件')], max_length=10)),
                ('address', models.CharField(max_length=254)),
                ('title', models.CharField(blank=True, max_length=120)),
                ('text', models.TextField()),
                ('subject', models.CharField(blank=True, max_length=120)),
                ('is_secret', models.BooleanField(default=False)),
                ('status', models.CharField(default='queued', max_length=20)),
                ('queued_at', models.DateTimeField()),
                ('good_until', models.DateTimeField(null=True)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('next_try_at', models.DateTimeField()),
                ('sent_at', models.DateTimeField(null=True)),
                ('reference', models.CharField(blank=True, max_length=120)),
                ('problem', models.CharField(blank=True, max_length=200)),
                ('queued_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('status__in', ['queued', 'failed'])), fields=['next_try_at', 'id'], name='message_to_be_sent'), models.Index(fields=['address', '-id'], name='kernel_mess_address_5af475_idx'), models.Index(fields=['status', '-id'], name='kernel_mess_status_644cfa_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('key', ''), _negated=True), models.Q(('address', ''), _negated=True)), name='message_has_key_and_address'), models.CheckConstraint(condition=models.Q(models.Q(('sent_at__isnull', False), ('status', 'sent')), models.Q(models.Q(('status', 'sent'), _negated=True), ('sent_at__isnull', True)), _connector='OR'), name='message_sent_at_a_time')],
            },
        ),
        migrations.CreateModel(
            name='Progress',
            fields=[
                ('key', models.CharField(max_length=80, primary_key=True, serialize=False)),
                ('done', models.PositiveIntegerField(default=0)),
                ('total', models.PositiveIntegerField(default=0)),
                ('doing', models.CharField(blank=True, max_length=60)),
            ],
        ),
        migrations.CreateModel(
            name='Step',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('machine', models.CharField(max_length=40)),
                ('record_id', models.BigIntegerField()),
                ('verb', models.CharField(max_length=40)),
                ('source', models.CharField(max_length=40)),
                ('target', models.CharField(max_length=40)),
                ('at', models.DateTimeField()),
                ('reason', models.TextField(blank=True)),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['machine', 'record_id', 'id'], name='kernel_step_machine_3768eb_idx')],
            },
        ),
        migrations.CreateModel(
            name='StoredFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sha256', models.CharField(max_length=64, unique=True)),
                ('sm3', models.CharField(max_length=64)),
                ('size', models.PositiveBigIntegerField()),
                ('media_type', models.CharField(max_length=120)),
                ('received_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('size__gt', 0)), name='stored_file_not_empty')],
            },
        ),
        migrations.CreateModel(
            name='Submission',
            fields=[
                ('key', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('path', models.CharField(max_length=300)),
                ('body_digest', models.BinaryField(max_length=32)),
                ('status', models.PositiveSmallIntegerField(null=True)),
                ('location', models.TextField(blank=True)),
                ('answer', models.JSONField(null=True)),
                ('received_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Checkpoint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('root', models.BinaryField(max_length=32)),
                ('previous', models.BinaryField(max_length=32)),
                ('chain', models.BinaryField(max_length=32, unique=True)),
                ('size', models.PositiveIntegerField()),
                ('sealed_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('size__gt', 0)), name='checkpoint_not_empty'), models.UniqueConstraint(fields=('previous',), name='checkpoint_one_successor')],
            },
        ),
        migrations.CreateModel(
            name='Handling',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('handler', models.CharField(max_length=120)),
                ('done_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='kernel.event')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('event', 'handler'), name='event_handled_once')],
            },
        ),
        migrations.CreateModel(
            name='Seal',
            fields=[
                ('entry', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, serialize=False, to='kernel.auditentry')),
                ('position', models.PositiveIntegerField()),
                ('checkpoint', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seals', to='kernel.checkpoint')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('checkpoint', 'position'), name='seal_place_once')],
            },
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='checkpoint',
            trigger=pgtrigger.compiler.Trigger(name='checkpoint_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='c4cc12ef3ee31a2df456d8f63e7763bda4c7bcdc', operation='UPDATE OR DELETE', pgid='pgtrigger_checkpoint_never_changes_9fe4a', table='kernel_checkpoint', when='BEFORE')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='checkpoint',
            trigger=pgtrigger.compiler.Trigger(name='checkpoint_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'rows of % are only ever added', TG_TABLE_NAME;", hash='fa373bd39eb2f2ffa1532b58b7da18439b29aa5b', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_checkpoint_never_emptied_e315c', table='kernel_checkpoint', when='BEFORE')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='event',
            trigger=pgtrigger.compiler.Trigger(name='event_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='d0af28af650294a943666a1ba93fff7e898b2bec', operation='UPDATE OR DELETE', pgid='pgtrigger_event_never_changes_5b5d0', table='kernel_event', when='BEFORE')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='event',
            trigger=pgtrigger.compiler.Trigger(name='event_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'rows of % are only ever added', TG_TABLE_NAME;", hash='9a8feb634735e599545554b2cd1e2917f3319a2c', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_event_never_emptied_c6839', table='kernel_event', when='BEFORE')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='auditentry',
            trigger=pgtrigger.compiler.Trigger(name='audit_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='abfd8fe32ce4ffef6801eeed86f629286e155c0b', operation='UPDATE OR DELETE', pgid='pgtrigger_audit_never_changes_e15cb', table='kernel_auditentry', when='BEFORE')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='auditentry',
            trigger=pgtrigger.compiler.Trigger(name='audit_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'rows of % are only ever added', TG_TABLE_NAME;", hash='c4cca9402e0cfd16be819fd7480579f6a6358aa7', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_audit_never_emptied_62286', table='kernel_auditentry', when='BEFORE')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='step',
            trigger=pgtrigger.compiler.Trigger(name='step_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='193c638770e3ddcc728e45f4513ffda72c1a1928', operation='UPDATE OR DELETE', pgid='pgtrigger_step_never_changes_b4358', table='kernel_step', when='BEFORE')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='step',
            trigger=pgtrigger.compiler.Trigger(name='step_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'rows of % are only ever added', TG_TABLE_NAME;", hash='75e6a8920e2e3f7c560ec64b710e9a18cb3dc21e', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_step_never_emptied_7d31b', table='kernel_step', when='BEFORE')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='seal',
            trigger=pgtrigger.compiler.Trigger(name='seal_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='34a784c445348f425789ccfdee2c6a4406d57817', operation='UPDATE OR DELETE', pgid='pgtrigger_seal_never_changes_711c3', table='kernel_seal', when='BEFORE')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='seal',
            trigger=pgtrigger.compiler.Trigger(name='seal_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'rows of % are only ever added', TG_TABLE_NAME;", hash='1ed9f9eeff82a97ba50fcada64528a0f17c90826', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_seal_never_emptied_a7513', table='kernel_seal', when='BEFORE')),
        ),
    ]
