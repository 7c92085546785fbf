import django.contrib.postgres.constraints
import django.db.models.deletion
import pgtrigger.compiler
import tianping.accounts.models
import tianping.kernel.triggers
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('accounts', '0001_initial'), ('accounts', '0002_peoples_assessor'), ('accounts', '0003_assessor_cap'), ('accounts', '0004_amounts_a_piece'), ('accounts', '0005_identities')]

    initial = True

    dependencies = [
        # The histories' triggers call its functions from the first row on.
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('username', models.CharField(max_length=40, unique=True)),
                ('full_name', models.CharField(max_length=60)),
                ('sort_key', models.CharField(blank=True, max_length=200)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('is_active', models.BooleanField(default=True)),
                ('must_change_password', models.BooleanField(default=False)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('username__regex', '^[a-z0-9][a-z0-9._-]{1,39}$')), name='username_is_plain')],
            },
        ),
        migrations.CreateModel(
            name='Court',
            fields=[
                ('singleton', models.BooleanField(default=True, editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=10)),
                ('name', models.CharField(max_length=60)),
                ('province', models.CharField(max_length=20)),
                ('is_demonstration', models.BooleanField(default=False)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('singleton', True)), name='one_court_in_a_schema')],
            },
        ),
        migrations.CreateModel(
            name='Division',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=40, unique=True)),
                ('order', models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                'ordering': ['order', 'id'],
            },
        ),
        migrations.CreateModel(
            name='SignInCode',
            fields=[
                ('key', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('digest', models.BinaryField(max_length=32)),
                ('good_until', models.DateTimeField()),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('is_used', models.BooleanField(default=False)),
            ],
            options={
                'indexes': [models.Index(fields=['good_until'], name='accounts_si_good_un_6e7535_idx')],
            },
        ),
        migrations.CreateModel(
            name='LocalFigure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(choices=[('average_wage', '上年度就业人员年平均工资'), ('fee_rounding', '诉讼费取整方式'), ('divorce_base', '离婚案件每件收费标准'), ('personality_base', '人格权案件每件收费标准'), ('other_base', '其他非财产案件每件收费标准'), ('intellectual_base', '没有争议金额的知识产权民事案件每件收费标准'), ('prepay_halved', '简易程序按减半数额预交'), ('assessor_cap', '人民陪审员年度参审件数上限'), ('answer_days', '群众意见答复期限（日）')], max_length=40)),
                ('value', models.CharField(max_length=40)),
                ('valid_from', models.DateField()),
                ('source', models.CharField(max_length=200)),
                ('is_demonstration', models.BooleanField(default=False)),
                ('entered_at', models.DateTimeField()),
                ('entered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('name', 'valid_from'), name='one_value_from_one_day')],
            },
        ),
        migrations.CreateModel(
            name='UserEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('username', models.CharField(max_length=40)),
                ('full_name', models.CharField(max_length=60)),
                ('sort_key', models.CharField(blank=True, max_length=200)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('is_active', models.BooleanField(default=True)),
                ('must_change_password', models.BooleanField(default=False)),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Identity',
            fields=[
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='identity', serialize=False, to=settings.AUTH_USER_MODEL)),
                ('phone', models.CharField(max_length=20, unique=True)),
                ('identity_kind', models.CharField(max_length=20)),
                ('identity_number', models.CharField(db_index=True, max_length=40)),
                ('address', models.CharField(blank=True, max_length=200)),
                ('licence_number', models.CharField(blank=True, max_length=40)),
                ('firm', models.CharField(blank=True, max_length=120)),
                ('consented_at', models.DateTimeField()),
                ('verified_at', models.DateTimeField(null=True)),
                ('licence_confirmed_at', models.DateTimeField(null=True)),
                ('consented_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('licence_confirmed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('verified_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('verified_at__isnull', False)), fields=('identity_number',), name='one_verified_identity'), models.CheckConstraint(condition=models.Q(('verified_by__isnull', True), models.Q(('verified_by', models.F('user')), _negated=True), _connector='OR'), name='nobody_verifies_himself')],
            },
        ),
        migrations.CreateModel(
            name='PostHolding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('post', models.CharField(choices=[('litigant', '当事人'), ('lawyer', '律师'), ('mediator', '调解员'), ('mediation_organisation', '调解组织'), ('enterprise', '企业'), ('filing_clerk', '立案员'), ('judge', '法官'), ('judge_assistant', '法官助理'), ('court_clerk', '书记员'), ('peoples_assessor', '人民陪审员'), ('enforcement_officer', '执行员'), ('cashier', '出纳'), ('accountant', '会计'), ('petition_officer', '信访专员'), ('political_officer', '政治部干部'), ('branch_secretary', '党支部书记'), ('trial_manager', '审管办干部'), ('division_head', '庭长'), ('vice_president', '副院长'), ('president', '院长'), ('system_administrator', '系统管理员'), ('security_administrator', '安全管理员'), ('audit_administrator', '审计管理员')], max_length=40)),
                ('since', models.DateField()),
                ('until', models.DateField(blank=True, null=True)),
                ('appointed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('division', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='accounts.division')),
                ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='holdings', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('appointed_by__isnull', True), models.Q(('appointed_by', models.F('user')), _negated=True), _connector='OR'), name='nobody_appoints_himself'), models.CheckConstraint(condition=models.Q(('ended_by__isnull', True), ('until__isnull', False), _connector='OR'), name='holding_ended_on_a_day'), models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gte', models.F('since')), _connector='OR'), name='holding_ends_after_it_begins'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('post__in', ['audit_administrator', 'security_administrator', 'system_administrator'])), expressions=[('user', '='), (tianping.accounts.models.DateRange('since', 'until'), '&&')], name='three_administrators_three_people'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('user', '='), ('post', '='), (tianping.accounts.models.DateRange('since', 'until'), '&&')], name='same_post_held_once_at_a_time')],
            },
        ),
        migrations.CreateModel(
            name='PostHoldingEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('post', models.CharField(choices=[('litigant', '当事人'), ('lawyer', '律师'), ('mediator', '调解员'), ('mediation_organisation', '调解组织'), ('enterprise', '企业'), ('filing_clerk', '立案员'), ('judge', '法官'), ('judge_assistant', '法官助理'), ('court_clerk', '书记员'), ('peoples_assessor', '人民陪审员'), ('enforcement_officer', '执行员'), ('cashier', '出纳'), ('accountant', '会计'), ('petition_officer', '信访专员'), ('political_officer', '政治部干部'), ('branch_secretary', '党支部书记'), ('trial_manager', '审管办干部'), ('division_head', '庭长'), ('vice_president', '副院长'), ('president', '院长'), ('system_administrator', '系统管理员'), ('security_administrator', '安全管理员'), ('audit_administrator', '审计管理员')], max_length=40)),
                ('since', models.DateField()),
                ('until', models.DateField(blank=True, null=True)),
                ('appointed_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('division', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.division')),
                ('ended_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='accounts.postholding')),
                ('user', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='user',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_userevent" ("email", "full_name", "id", "is_active", "must_change_password", "pgh_created_at", "pgh_label", "pgh_obj_id", "sort_key", "username") SELECT old_values."email", old_values."full_name", old_values."id", old_values."is_active", old_values."must_change_password", NOW(), \'changed\', old_values."id", old_values."sort_key", old_values."username" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."email" IS DISTINCT FROM (new_values."email") OR old_values."full_name" IS DISTINCT FROM (new_values."full_name") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."is_active" IS DISTINCT FROM (new_values."is_active") OR old_values."must_change_password" IS DISTINCT FROM (new_values."must_change_password") OR old_values."sort_key" IS DISTINCT FROM (new_values."sort_key") OR old_values."username" IS DISTINCT FROM (new_values."username")) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='91c4a69773e4a3395698514290af1d5bb5cbfc9f', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_1bd15', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='accounts_user', when='AFTER')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='user',
            trigger=pgtrigger.compiler.Trigger(name='removed_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_userevent" ("email", "full_name", "id", "is_active", "must_change_password", "pgh_created_at", "pgh_label", "pgh_obj_id", "sort_key", "username") SELECT old_values."email", old_values."full_name", old_values."id", old_values."is_active", old_values."must_change_password", NOW(), \'removed\', old_values."id", old_values."sort_key", old_values."username" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='635cec5cb8f6f8c173f9aaa51a69c527000bb2f0', level='STATEMENT', operation='DELETE', pgid='pgtrigger_removed_delete_2b56b', referencing='REFERENCING OLD TABLE AS old_values ', table='accounts_user', when='AFTER')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='postholding',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_postholdingevent" ("appointed_by_id", "division_id", "ended_by_id", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post", "since", "until", "user_id") SELECT old_values."appointed_by_id", old_values."division_id", old_values."ended_by_id", old_values."id", NOW(), \'changed\', old_values."id", old_values."post", old_values."since", old_values."until", old_values."user_id" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='b4be5078d17255641eb27f2a2e195fd10f16c050', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_7ea5e', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='accounts_postholding', when='AFTER')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='postholding',
            trigger=pgtrigger.compiler.Trigger(name='removed_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_postholdingevent" ("appointed_by_id", "division_id", "ended_by_id", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post", "since", "until", "user_id") SELECT old_values."appointed_by_id", old_values."division_id", old_values."ended_by_id", old_values."id", NOW(), \'removed\', old_values."id", old_values."post", old_values."since", old_values."until", old_values."user_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='be82a7fe27cedb5a27f1a17e6c6f0d364eb54f28', level='STATEMENT', operation='DELETE', pgid='pgtrigger_removed_delete_93058', referencing='REFERENCING OLD TABLE AS old_values ', table='accounts_postholding', when='AFTER')),
        ),
    ]
