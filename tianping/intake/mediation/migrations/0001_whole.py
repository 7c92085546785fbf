import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import pgtrigger.compiler
import tianping.kernel.triggers
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('mediation', '0001_initial'), ('mediation', '0002_organisations'), ('mediation', '0003_organisations_from_names'), ('mediation', '0004_referrals_to_organisations'), ('mediation', '0005_entrusted_after_filing'), ('mediation', '0006_sources_and_kinds'), ('mediation', '0007_sessions_and_agreements')]

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('cases', '0001_whole'),
        ('kernel', '0001_whole'),
    ]

    operations = [
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60, unique=True)),
                ('kind', models.CharField(choices=[('court', '法院调解中心'), ('people', '人民调解组织'), ('industry', '行业、专业调解组织'), ('agency', '行政机关'), ('mass', '群团组织'), ('enterprise', '企业'), ('studio', '法官工作室'), ('station', '诉调对接站')], default='people', max_length=12)),
                ('description', models.TextField(blank=True)),
                ('hours', models.CharField(blank=True, max_length=100)),
                ('phone', models.CharField(blank=True, max_length=20)),
                ('address', models.CharField(blank=True, max_length=200)),
                ('entered_on', models.DateField()),
                ('closed_on', models.DateField(null=True)),
                ('close_reason', models.CharField(blank=True, max_length=200)),
                ('entered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('host', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='hosted', to='mediation.organisation')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='organisation_has_a_name'), models.CheckConstraint(condition=models.Q(models.Q(('close_reason', ''), ('closed_on__isnull', True)), models.Q(('closed_on__gte', models.F('entered_on')), models.Q(('close_reason', ''), _negated=True)), _connector='OR'), name='organisation_closed_with_its_reason'), models.CheckConstraint(condition=models.Q(('host__isnull', True), models.Q(('kind__in', ['studio', 'station']), models.Q(('host', models.F('pk')), _negated=True)), _connector='OR'), name='organisation_within_another')],
            },
        ),
        migrations.CreateModel(
            name='Source',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('channel', models.CharField(choices=[('litigant', '当事人直接起诉'), ('township', '乡镇、街道'), ('village', '村、社区'), ('mediation', '人民调解组织'), ('police', '公安派出所'), ('agency', '行政主管部门'), ('industry', '行业组织'), ('mass', '群团组织'), ('enterprise', '企业、金融机构')], default='litigant', max_length=12)),
                ('township', models.CharField(blank=True, max_length=30)),
                ('sent_by', models.CharField(blank=True, max_length=60)),
                ('inferred', models.BooleanField(default=False)),
                ('noted_on', models.DateField()),
                ('matter', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='source', to='cases.matter')),
                ('noted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['township'], name='mediation_s_townshi_8035a0_idx'), models.Index(fields=['channel'], name='mediation_s_channel_623468_idx')],
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateField()),
                ('until', models.DateField(null=True)),
                ('specialty', models.CharField(blank=True, max_length=100)),
                ('added_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='mediation.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('until__isnull', True)), fields=('organisation', 'user'), name='member_once_at_a_time'), models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gte', models.F('since')), _connector='OR'), name='membership_ends_after_it_begins')],
            },
        ),
        migrations.CreateModel(
            name='OrganisationEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(max_length=60)),
                ('kind', models.CharField(choices=[('court', '法院调解中心'), ('people', '人民调解组织'), ('industry', '行业、专业调解组织'), ('agency', '行政机关'), ('mass', '群团组织'), ('enterprise', '企业'), ('studio', '法官工作室'), ('station', '诉调对接站')], default='people', max_length=12)),
                ('description', models.TextField(blank=True)),
                ('hours', models.CharField(blank=True, max_length=100)),
                ('phone', models.CharField(blank=True, max_length=20)),
                ('address', models.CharField(blank=True, max_length=200)),
                ('entered_on', models.DateField()),
                ('closed_on', models.DateField(null=True)),
                ('close_reason', models.CharField(blank=True, max_length=200)),
                ('entered_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('host', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='mediation.organisation')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='mediation.organisation')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Referral',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('before', '诉前委派'), ('after', '立案后委托')], default='before', max_length=10)),
                ('consent', models.CharField(blank=True, max_length=200)),
                ('referred_on', models.DateField()),
                ('status', models.CharField(default='referred', max_length=20)),
                ('accepted_on', models.DateField(null=True)),
                ('extended_until', models.DateField(null=True)),
                ('extension_record', models.CharField(blank=True, max_length=200)),
                ('ended_on', models.DateField(null=True)),
                ('outcome', models.TextField(blank=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='referral', to='cases.case')),
                ('extended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='referrals', to='mediation.organisation')),
                ('referred_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['status', 'id'], name='mediation_r_status_cf0ea3_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('ended_on__isnull', True), ('status__in', ['referred', 'declined', 'accepted'])), models.Q(('ended_on__isnull', False), ('status__in', ['agreed', 'failed', 'withdrawn'])), _connector='OR'), name='referral_ended_with_its_day'), models.CheckConstraint(condition=models.Q(models.Q(('consent', ''), ('kind', 'before')), models.Q(('kind', 'after'), models.Q(('consent', ''), _negated=True)), _connector='OR'), name='referral_after_filing_has_consent'), models.CheckConstraint(condition=models.Q(models.Q(('extended_by__isnull', True), ('extended_until__isnull', True), ('extension_record', '')), models.Q(('extended_by__isnull', False), ('extended_until__gt', models.F('accepted_on')), ('kind', 'after'), models.Q(('extension_record', ''), _negated=True)), _connector='OR'), name='referral_extended_by_agreement'), models.UniqueConstraint(condition=models.Q(('kind', 'before')), fields=('case',), name='referral_before_filing_once'), models.UniqueConstraint(condition=models.Q(('ended_on__isnull', True)), fields=('case',), name='one_running_referral_of_a_case')],
            },
        ),
        migrations.CreateModel(
            name='SourceEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('channel', models.CharField(choices=[('litigant', '当事人直接起诉'), ('township', '乡镇、街道'), ('village', '村、社区'), ('mediation', '人民调解组织'), ('police', '公安派出所'), ('agency', '行政主管部门'), ('industry', '行业组织'), ('mass', '群团组织'), ('enterprise', '企业、金融机构')], default='litigant', max_length=12)),
                ('township', models.CharField(blank=True, max_length=30)),
                ('sent_by', models.CharField(blank=True, max_length=60)),
                ('inferred', models.BooleanField(default=False)),
                ('noted_on', models.DateField()),
                ('matter', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='cases.matter')),
                ('noted_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='mediation.source')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='MembershipEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('since', models.DateField()),
                ('until', models.DateField(null=True)),
                ('specialty', models.CharField(blank=True, max_length=100)),
                ('added_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('ended_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='mediation.membership')),
                ('user', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='mediation.organisation')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Agreement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('facts', models.TextField()),
                ('dispute', models.TextField(blank=True)),
                ('payments', models.JSONField(default=list)),
                ('others', models.TextField(blank=True)),
                ('lines', models.JSONField()),
                ('wording', models.CharField(max_length=64)),
                ('status', models.CharField(default='offered', max_length=20)),
                ('drawn_at', models.DateTimeField()),
                ('effective_on', models.DateField(null=True)),
                ('drawn_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('referral', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agreements', to='mediation.referral')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('status', 'void'), _negated=True), fields=('referral',), name='one_agreement_of_a_mediation'), models.CheckConstraint(condition=models.Q(('lines', []), _negated=True), name='agreement_says_something'), models.CheckConstraint(condition=models.Q(models.Q(('effective_on__isnull', False), ('status', 'effective')), models.Q(models.Q(('status', 'effective'), _negated=True), ('effective_on__isnull', True)), _connector='OR'), name='agreement_binds_from_a_day')],
            },
        ),
        migrations.CreateModel(
            name='ReferralEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('kind', models.CharField(choices=[('before', '诉前委派'), ('after', '立案后委托')], default='before', max_length=10)),
                ('consent', models.CharField(blank=True, max_length=200)),
                ('referred_on', models.DateField()),
                ('status', models.CharField(default='referred', max_length=20)),
                ('accepted_on', models.DateField(null=True)),
                ('extended_until', models.DateField(null=True)),
                ('extension_record', models.CharField(blank=True, max_length=200)),
                ('ended_on', models.DateField(null=True)),
                ('outcome', models.TextField(blank=True)),
                ('case', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='cases.case')),
                ('extended_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='mediation.organisation')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='mediation.referral')),
                ('referred_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Session',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('during', django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                ('way', models.CharField(choices=[('on_site', '现场调解'), ('video', '视频调解'), ('phone', '电话调解')], max_length=10)),
                ('place', models.CharField(blank=True, max_length=120)),
                ('status', models.CharField(default='appointed', max_length=20)),
                ('appointed_at', models.DateTimeField()),
                ('cancelled_because', models.CharField(blank=True, max_length=200)),
                ('present', models.JSONField(default=list)),
                ('minutes', models.TextField(blank=True)),
                ('undisputed', models.TextField(blank=True)),
                ('recorded_at', models.DateTimeField(null=True)),
                ('appointed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('mediator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('referral', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sessions', to='mediation.referral')),
            ],
            options={
                'indexes': [models.Index(fields=['referral', 'id'], name='mediation_s_referra_73fd81_idx')],
                'constraints': [django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('status', 'cancelled'), _negated=True), expressions=[('mediator', '='), ('during', '&&')], name='mediator_in_one_session_at_once'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'held'), _negated=True), models.Q(models.Q(('minutes', ''), _negated=True), ('recorded_by__isnull', False)), _connector='OR'), name='held_session_has_its_record'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'cancelled'), _negated=True), models.Q(('cancelled_because', ''), _negated=True), _connector='OR'), name='cancelled_session_says_why')],
            },
        ),
        migrations.CreateModel(
            name='Willingness',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('willing', models.BooleanField()),
                ('words', models.CharField(blank=True, max_length=300)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('litigant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.litigant')),
                ('referral', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='willingness', to='mediation.referral')),
            ],
            options={
                'indexes': [models.Index(fields=['referral', 'id'], name='mediation_w_referra_50073d_idx')],
            },
        ),
        migrations.CreateModel(
            name='AgreementEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('facts', models.TextField()),
                ('dispute', models.TextField(blank=True)),
                ('payments', models.JSONField(default=list)),
                ('others', models.TextField(blank=True)),
                ('lines', models.JSONField()),
                ('wording', models.CharField(max_length=64)),
                ('status', models.CharField(default='offered', max_length=20)),
                ('drawn_at', models.DateTimeField()),
                ('effective_on', models.DateField(null=True)),
                ('drawn_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='mediation.agreement')),
                ('referral', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='mediation.referral')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='AgreementSignature',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('way', models.CharField(choices=[('pad', '手写签名'), ('code', '输入查询码确认'), ('paper', '纸质签名，扫描件')], max_length=10)),
                ('wording', models.CharField(max_length=64)),
                ('at', models.DateTimeField()),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signatures', to='mediation.agreement')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('image', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.storedfile')),
                ('litigant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.litigant')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('agreement', 'litigant'), name='agreement_signed_once'), models.CheckConstraint(condition=models.Q(('way', 'code'), ('image__isnull', False), _connector='OR'), name='agreement_signed_visibly')],
            },
        ),
        migrations.CreateModel(
            name='RecordSignature',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('way', models.CharField(choices=[('pad', '手写签名'), ('code', '输入查询码确认'), ('paper', '纸质签名，扫描件')], max_length=10)),
                ('wording', models.CharField(max_length=64)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('image', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.storedfile')),
                ('litigant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.litigant')),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signatures', to='mediation.session')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('session', 'litigant'), name='session_signed_once'), models.CheckConstraint(condition=models.Q(('way', 'code'), ('image__isnull', False), _connector='OR'), name='session_signed_visibly')],
            },
        ),
        migrations.CreateModel(
            name='SessionEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('during', django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                ('way', models.CharField(choices=[('on_site', '现场调解'), ('video', '视频调解'), ('phone', '电话调解')], max_length=10)),
                ('place', models.CharField(blank=True, max_length=120)),
                ('status', models.CharField(default='appointed', max_length=20)),
                ('appointed_at', models.DateTimeField()),
                ('cancelled_because', models.CharField(blank=True, max_length=200)),
                ('present', models.JSONField(default=list)),
                ('minutes', models.TextField(blank=True)),
                ('undisputed', models.TextField(blank=True)),
                ('recorded_at', models.DateTimeField(null=True)),
                ('appointed_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('mediator', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='mediation.session')),
                ('recorded_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('referral', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='mediation.referral')),
            ],
            options={
                'abstract': False,
            },
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='agreementsignature',
            trigger=pgtrigger.compiler.Trigger(name='agreement_signature_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='59ccc7803cb931706d53c50417121c4ff952ede6', operation='UPDATE OR DELETE', pgid='pgtrigger_agreement_signature_never_changes_e1710', table='mediation_agreementsignature', when='BEFORE')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='agreementsignature',
            trigger=pgtrigger.compiler.Trigger(name='agreement_signature_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'rows of % are only ever added', TG_TABLE_NAME;", hash='5698347be8df64f8826268d9a4fd393bc0e8125d', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_agreement_signature_never_emptied_2ea31', table='mediation_agreementsignature', when='BEFORE')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='organisation',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mediation_organisationevent" ("address", "close_reason", "closed_on", "description", "entered_by_id", "entered_on", "host_id", "hours", "id", "kind", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone") SELECT old_values."address", old_values."close_reason", old_values."closed_on", old_values."description", old_values."entered_by_id", old_values."entered_on", old_values."host_id", old_values."hours", old_values."id", old_values."kind", old_values."name", NOW(), \'changed\', old_values."id", old_values."phone" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='d37529834f887af9d5ee1d9838eab4b4a13f8080', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_ddbe1', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='mediation_organisation', when='AFTER')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='organisation',
            trigger=pgtrigger.compiler.Trigger(name='removed_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mediation_organisationevent" ("address", "close_reason", "closed_on", "description", "entered_by_id", "entered_on", "host_id", "hours", "id", "kind", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone") SELECT old_values."address", old_values."close_reason", old_values."closed_on", old_values."description", old_values."entered_by_id", old_values."entered_on", old_values."host_id", old_values."hours", old_values."id", old_values."kind", old_values."name", NOW(), \'removed\', old_values."id", old_values."phone" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='472a2850a69925eb8c094745c83d3b603774bee2', level='STATEMENT', operation='DELETE', pgid='pgtrigger_removed_delete_151b9', referencing='REFERENCING OLD TABLE AS old_values ', table='mediation_organisation', when='AFTER')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='membership',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mediation_membershipevent" ("added_by_id", "ended_by_id", "id", "organisation_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "specialty", "until", "user_id") SELECT old_values."added_by_id", old_values."ended_by_id", old_values."id", old_values."organisation_id", NOW(), \'changed\', old_values."id", old_values."since", old_values."specialty", old_values."until", old_values."user_id" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='bc4c1648137760b54a1955200a95f0d8273551d3', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_53d8e', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='mediation_membership', when='AFTER')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='membership',
            trigger=pgtrigger.compiler.Trigger(name='removed_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mediation_membershipevent" ("added_by_id", "ended_by_id", "id", "organisation_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "specialty", "until", "user_id") SELECT old_values."added_by_id", old_values."ended_by_id", old_values."id", old_values."organisation_id", NOW(), \'removed\', old_values."id", old_values."since", old_values."specialty", old_values."until", old_values."user_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='fbc79d8ba4d5d41ef6fa43a873c93d88b1c56869', level='STATEMENT', operation='DELETE', pgid='pgtrigger_removed_delete_6ca76', referencing='REFERENCING OLD TABLE AS old_values ', table='mediation_membership', when='AFTER')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='referral',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mediation_referralevent" ("accepted_on", "case_id", "consent", "ended_on", "extended_by_id", "extended_until", "extension_record", "id", "kind", "organisation_id", "outcome", "pgh_created_at", "pgh_label", "pgh_obj_id", "referred_by_id", "referred_on", "status") SELECT old_values."accepted_on", old_values."case_id", old_values."consent", old_values."ended_on", old_values."extended_by_id", old_values."extended_until", old_values."extension_record", old_values."id", old_values."kind", old_values."organisation_id", old_values."outcome", NOW(), \'changed\', old_values."id", old_values."referred_by_id", old_values."referred_on", old_values."status" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='127982ae123c68d276061c69b0b4d7edc02c984b', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_2d312', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='mediation_referral', when='AFTER')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='referral',
            trigger=pgtrigger.compiler.Trigger(name='removed_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mediation_referralevent" ("accepted_on", "case_id", "consent", "ended_on", "extended_by_id", "extended_until", "extension_record", "id", "kind", "organisation_id", "outcome", "pgh_created_at", "pgh_label", "pgh_obj_id", "referred_by_id", "referred_on", "status") SELECT old_values."accepted_on", old_values."case_id", old_values."consent", old_values."ended_on", old_values."extended_by_id", old_values."extended_until", old_values."extension_record", old_values."id", old_values."kind", old_values."organisation_id", old_values."outcome", NOW(), \'removed\', old_values."id", old_values."referred_by_id", old_values."referred_on", old_values."status" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='08638330c2d9dcf0140fb927221a08ed21699588', level='STATEMENT', operation='DELETE', pgid='pgtrigger_removed_delete_a307b', referencing='REFERENCING OLD TABLE AS old_values ', table='mediation_referral', when='AFTER')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='agreement',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mediation_agreementevent" ("dispute", "drawn_at", "drawn_by_id", "effective_on", "facts", "id", "lines", "others", "payments", "pgh_created_at", "pgh_label", "pgh_obj_id", "referral_id", "status", "wording") SELECT old_values."dispute", old_values."drawn_at", old_values."drawn_by_id", old_values."effective_on", old_values."facts", old_values."id", old_values."lines", old_values."others", old_values."payments", NOW(), \'changed\', old_values."id", old_values."referral_id", old_values."status", old_values."wording" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='29ad6aa67e6849eb560a50f648575aec22ccdedb', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_e57ff', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='mediation_agreement', when='AFTER')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='agreement',
            trigger=pgtrigger.compiler.Trigger(name='removed_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mediation_agreementevent" ("dispute", "drawn_at", "drawn_by_id", "effective_on", "facts", "id", "lines", "others", "payments", "pgh_created_at", "pgh_label", "pgh_obj_id", "referral_id", "status", "wording") SELECT old_values."dispute", old_values."drawn_at", old_values."drawn_by_id", old_values."effective_on", old_values."facts", old_values."id", old_values."lines", old_values."others", old_values."payments", NOW(), \'removed\', old_values."id", old_values."referral_id", old_values."status", old_values."wording" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='80deb13e17aaaeca748693404050c4df7c5a138c', level='STATEMENT', operation='DELETE', pgid='pgtrigger_removed_delete_1d324', referencing='REFERENCING OLD TABLE AS old_values ', table='mediation_agreement', when='AFTER')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='session',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mediation_sessionevent" ("appointed_at", "appointed_by_id", "cancelled_because", "during", "id", "mediator_id", "minutes", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "present", "recorded_at", "recorded_by_id", "referral_id", "status", "undisputed", "way") SELECT old_values."appointed_at", old_values."appointed_by_id", old_values."cancelled_because", old_values."during", old_values."id", old_values."mediator_id", old_values."minutes", NOW(), \'changed\', old_values."id", old_values."place", old_values."present", old_values."recorded_at", old_values."recorded_by_id", old_values."referral_id", old_values."status", old_values."undisputed", old_values."way" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='cb169cf57f3c58ba3e7077ad8c4906520f21c296', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_7447e', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='mediation_session', when='AFTER')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='session',
            trigger=pgtrigger.compiler.Trigger(name='removed_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mediation_sessionevent" ("appointed_at", "appointed_by_id", "cancelled_because", "during", "id", "mediator_id", "minutes", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "present", "recorded_at", "recorded_by_id", "referral_id", "status", "undisputed", "way") SELECT old_values."appointed_at", old_values."appointed_by_id", old_values."cancelled_because", old_values."during", old_values."id", old_values."mediator_id", old_values."minutes", NOW(), \'removed\', old_values."id", old_values."place", old_values."present", old_values."recorded_at", old_values."recorded_by_id", old_values."referral_id", old_values."status", old_values."undisputed", old_values."way" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='db3b3bbea56a74db2fc89ef4b9b88d560e8faabb', level='STATEMENT', operation='DELETE', pgid='pgtrigger_removed_delete_d746f', referencing='REFERENCING OLD TABLE AS old_values ', table='mediation_session', when='AFTER')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='recordsignature',
            trigger=pgtrigger.compiler.Trigger(name='record_signature_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='8b5b3ef458f1558e1bf99f860afce00587c11d9e', operation='UPDATE OR DELETE', pgid='pgtrigger_record_signature_never_changes_9bf9d', table='mediation_recordsignature', when='BEFORE')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='recordsignature',
            trigger=pgtrigger.compiler.Trigger(name='record_signature_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'rows of % are only ever added', TG_TABLE_NAME;", hash='e3f572209ce9de905bb202129876d23263e54465', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_record_signature_never_emptied_6e588', table='mediation_recordsignature', when='BEFORE')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='source',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mediation_sourceevent" ("channel", "id", "inferred", "matter_id", "noted_by_id", "noted_on", "pgh_created_at", "pgh_label", "pgh_obj_id", "sent_by", "township") SELECT old_values."channel", old_values."id", old_values."inferred", old_values."matter_id", old_values."noted_by_id", old_values."noted_on", NOW(), \'changed\', old_values."id", old_values."sent_by", old_values."township" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='2e4365792fcf69e429857ffad8ce2116fb447e20', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_bb14b', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='mediation_source', when='AFTER')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='source',
            trigger=pgtrigger.compiler.Trigger(name='removed_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mediation_sourceevent" ("channel", "id", "inferred", "matter_id", "noted_by_id", "noted_on", "pgh_created_at", "pgh_label", "pgh_obj_id", "sent_by", "township") SELECT old_values."channel", old_values."id", old_values."inferred", old_values."matter_id", old_values."noted_by_id", old_values."noted_on", NOW(), \'removed\', old_values."id", old_values."sent_by", old_values."township" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='415a46b9011d0fcfe83d8e9cc6003a282f491d45', level='STATEMENT', operation='DELETE', pgid='pgtrigger_removed_delete_ddfb9', referencing='REFERENCING OLD TABLE AS old_values ', table='mediation_source', when='AFTER')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='willingness',
            trigger=pgtrigger.compiler.Trigger(name='willingness_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='8485b710174beecdc4aa30b563d7a6442bad1ff6', operation='UPDATE OR DELETE', pgid='pgtrigger_willingness_never_changes_a7f57', table='mediation_willingness', when='BEFORE')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='willingness',
            trigger=pgtrigger.compiler.Trigger(name='willingness_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'rows of % are only ever added', TG_TABLE_NAME;", hash='1f36add829538ccab16ce5af25a25790950c4166', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_willingness_never_emptied_783d2', table='mediation_willingness', when='BEFORE')),
        ),
    ]
