import django.contrib.postgres.constraints
import django.db.models.deletion
import django.db.models.functions.comparison
import pgtrigger.compiler
import tianping.accounts.models
import tianping.kernel.triggers
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('cases', '0001_whole'),
        ('kernel', '0001_whole'),
    ]

    operations = [
        migrations.CreateModel(
            name='Pool',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60)),
                ('tracks', models.JSONField(default=list)),
                ('causes', models.JSONField(default=list)),
                ('opened_at', models.DateTimeField()),
                ('closed_at', models.DateTimeField(null=True)),
                ('closed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('opened_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='pool_has_a_name'), models.UniqueConstraint(condition=models.Q(('closed_at__isnull', True)), fields=('name',), name='open_pool_named_once')],
            },
        ),
        migrations.CreateModel(
            name='Pause',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateField()),
                ('until', models.DateField(null=True)),
                ('reason', models.CharField(max_length=200)),
                ('noted_at', models.DateTimeField()),
                ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('noted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['user', 'since'], name='assignment__user_id_3b2d2b_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='pause_says_why'), models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gte', models.F('since')), _connector='OR'), name='pause_ends_after_it_begins')],
            },
        ),
        migrations.CreateModel(
            name='Reassignment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.TextField()),
                ('status', models.CharField(default='requested', max_length=20)),
                ('requested_at', models.DateTimeField()),
                ('decided_at', models.DateTimeField(null=True)),
                ('decision_reason', models.TextField(blank=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reassignments', to='cases.case')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('from_user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('requested_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('to_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['status', 'id'], name='assignment__status_03b76b_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='reassignment_has_a_reason'), models.CheckConstraint(condition=models.Q(('to_user__isnull', True), models.Q(('to_user', models.F('from_user')), _negated=True), _connector='OR'), name='reassigned_to_somebody_else'), models.CheckConstraint(condition=models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('requested_by')), _negated=True), _connector='OR'), name='reassignment_maker_is_not_checker'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('decided_by__isnull', True), ('status', 'requested')), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False), ('status__in', ['approved', 'refused'])), _connector='OR'), name='reassignment_decided_by_somebody'), models.UniqueConstraint(condition=models.Q(('status', 'requested')), fields=('case',), name='one_open_reassignment_of_a_case')],
            },
        ),
        migrations.CreateModel(
            name='Recusal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('own', '自行回避'), ('asked', '申请回避')], max_length=10)),
                ('ground', models.CharField(choices=[('litigant', '是本案当事人或者当事人、诉讼代理人近亲属'), ('interest', '与本案有利害关系'), ('relation', '与当事人、诉讼代理人有其他关系，可能影响公正审理'), ('conduct', '接受请客送礼或者违反规定会见')], max_length=20)),
                ('reason', models.TextField()),
                ('status', models.CharField(default='requested', max_length=20)),
                ('raised_at', models.DateTimeField()),
                ('decided_at', models.DateTimeField(null=True)),
                ('decision_reason', models.TextField(blank=True)),
                ('reviewed_at', models.DateTimeField(null=True)),
                ('review_reason', models.TextField(blank=True)),
                ('applicant', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.litigant')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recusals', to='cases.case')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('raised_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('reviewed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['status', 'id'], name='assignment__status_ca4872_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='recusal_has_a_reason'), models.CheckConstraint(condition=models.Q(models.Q(('applicant__isnull', True), ('kind', 'own')), models.Q(('applicant__isnull', False), ('kind', 'asked')), _connector='OR'), name='asked_recusal_names_who_asks'), models.CheckConstraint(condition=models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('person')), _negated=True), _connector='OR'), name='nobody_decides_own_recusal'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('decided_by__isnull', True), ('status', 'requested')), models.Q(models.Q(('status', 'requested'), _negated=True), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='recusal_decided_by_somebody'), models.UniqueConstraint(condition=models.Q(('status__in', ['requested', 'reviewing', 'granted'])), fields=('case', 'person'), name='one_open_recusal_of_a_person')],
            },
        ),
        migrations.CreateModel(
            name='Draw',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField()),
                ('sequence', models.PositiveIntegerField()),
                ('number', models.CharField(max_length=40, unique=True)),
                ('status', models.CharField(default='committed', max_length=20)),
                ('nonce', models.CharField(max_length=64, unique=True)),
                ('commitment', models.CharField(max_length=64, unique=True)),
                ('committed_at', models.DateTimeField()),
                ('roster', models.JSONField(null=True)),
                ('roster_sha256', models.CharField(blank=True, max_length=64)),
                ('fixed_at', models.DateTimeField(null=True)),
                ('seed', models.CharField(blank=True, max_length=64)),
                ('drawn_at', models.DateTimeField(null=True)),
                ('results', models.JSONField(null=True)),
                ('voided_at', models.DateTimeField(null=True)),
                ('void_reason', models.CharField(blank=True, max_length=300)),
                ('commitment_entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.auditentry')),
                ('committed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('drawn_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('fixed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('roster_entry', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.auditentry')),
                ('voided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('pool', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='draws', to='assignment.pool')),
            ],
            options={
                'indexes': [models.Index(fields=['status', '-id'], name='assignment__status_d5ffcb_idx')],
                'constraints': [models.UniqueConstraint(fields=('year', 'sequence'), name='draw_number_once'), models.CheckConstraint(condition=models.Q(models.Q(('results__isnull', True), ('roster__isnull', True), ('seed', ''), ('status', 'committed')), models.Q(('fixed_at__isnull', False), ('results__isnull', True), ('roster__isnull', False), ('seed', ''), ('status', 'fixed'), models.Q(('roster_sha256', ''), _negated=True)), models.Q(('drawn_at__isnull', False), ('results__isnull', False), ('roster__isnull', False), ('status', 'drawn'), models.Q(('seed', ''), _negated=True)), models.Q(('results__isnull', True), ('status', 'void'), ('voided_at__isnull', False), models.Q(('void_reason', ''), _negated=True)), _connector='OR'), name='draw_shows_its_seed_last')],
            },
        ),
        migrations.CreateModel(
            name='Member',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('judge', '法官'), ('assistant', '法官助理'), ('clerk', '书记员')], max_length=10)),
                ('weight', models.PositiveSmallIntegerField(default=100)),
                ('since', models.DateField()),
                ('until', models.DateField(null=True)),
                ('added_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('serves', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('pool', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='members', to='assignment.pool')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('weight__gte', 1), ('weight__lte', 100)), name='member_weight_to_hundred'), models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gte', models.F('since')), _connector='OR'), name='member_ends_after_it_begins'), models.CheckConstraint(condition=models.Q(models.Q(('role', 'judge'), ('serves__isnull', True)), models.Q(models.Q(('role', 'judge'), _negated=True), ('serves__isnull', False), models.Q(('serves', models.F('user')), _negated=True)), _connector='OR'), name='judges_serve_nobody_others_a_judge'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('pool', '='), ('user', '='), (django.db.models.functions.comparison.Coalesce('serves', models.Value(0, models.BigIntegerField())), '='), (tianping.accounts.models.DateRange('since', 'until'), '&&')], name='member_of_a_pool_once_at_a_time'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('role', 'clerk')), expressions=[('pool', '='), ('serves', '='), (tianping.accounts.models.DateRange('since', 'until'), '&&')], name='one_clerk_for_a_judge_of_a_pool')],
            },
        ),
        migrations.CreateModel(
            name='PoolEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(max_length=60)),
                ('tracks', models.JSONField(default=list)),
                ('causes', models.JSONField(default=list)),
                ('opened_at', models.DateTimeField()),
                ('closed_at', models.DateTimeField(null=True)),
                ('closed_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('opened_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='assignment.pool')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PauseEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('since', models.DateField()),
                ('until', models.DateField(null=True)),
                ('reason', models.CharField(max_length=200)),
                ('noted_at', models.DateTimeField()),
                ('ended_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('noted_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='assignment.pause')),
                ('user', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ReassignmentEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('reason', models.TextField()),
                ('status', models.CharField(default='requested', max_length=20)),
                ('requested_at', models.DateTimeField()),
                ('decided_at', models.DateTimeField(null=True)),
                ('decision_reason', models.TextField(blank=True)),
                ('case', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='cases.case')),
                ('decided_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('from_user', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='assignment.reassignment')),
                ('requested_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('to_user', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='RecusalEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('kind', models.CharField(choices=[('own', '自行回避'), ('asked', '申请回避')], max_length=10)),
                ('ground', models.CharField(choices=[('litigant', '是本案当事人或者当事人、诉讼代理人近亲属'), ('interest', '与本案有利害关系'), ('relation', '与当事人、诉讼代理人有其他关系，可能影响公正审理'), ('conduct', '接受请客送礼或者违反规定会见')], max_length=20)),
                ('reason', models.TextField()),
                ('status', models.CharField(default='requested', max_length=20)),
                ('raised_at', models.DateTimeField()),
                ('decided_at', models.DateTimeField(null=True)),
                ('decision_reason', models.TextField(blank=True)),
                ('reviewed_at', models.DateTimeField(null=True)),
                ('review_reason', models.TextField(blank=True)),
                ('applicant', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='cases.litigant')),
                ('case', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='cases.case')),
                ('decided_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='assignment.recusal')),
                ('raised_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('reviewed_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField()),
                ('bench_judges', models.PositiveSmallIntegerField()),
                ('bench_assessors', models.PositiveSmallIntegerField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='draw_entries', to='cases.case')),
                ('draw', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='assignment.draw')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('draw', 'position'), name='draw_place_once'), models.UniqueConstraint(fields=('draw', 'case'), name='case_once_in_a_draw')],
            },
        ),
        migrations.CreateModel(
            name='DrawEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('year', models.PositiveSmallIntegerField()),
                ('sequence', models.PositiveIntegerField()),
                ('number', models.CharField(max_length=40)),
                ('status', models.CharField(default='committed', max_length=20)),
                ('nonce', models.CharField(max_length=64)),
                ('commitment', models.CharField(max_length=64)),
                ('committed_at', models.DateTimeField()),
                ('roster', models.JSONField(null=True)),
                ('roster_sha256', models.CharField(blank=True, max_length=64)),
                ('fixed_at', models.DateTimeField(null=True)),
                ('seed', models.CharField(blank=True, max_length=64)),
                ('drawn_at', models.DateTimeField(null=True)),
                ('results', models.JSONField(null=True)),
                ('voided_at', models.DateTimeField(null=True)),
                ('void_reason', models.CharField(blank=True, max_length=300)),
                ('commitment_entry', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='kernel.auditentry')),
                ('committed_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('drawn_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('fixed_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='assignment.draw')),
                ('roster_entry', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='kernel.auditentry')),
                ('voided_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pool', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='assignment.pool')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='MemberEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('role', models.CharField(choices=[('judge', '法官'), ('assistant', '法官助理'), ('clerk', '书记员')], max_length=10)),
                ('weight', models.PositiveSmallIntegerField(default=100)),
                ('since', models.DateField()),
                ('until', models.DateField(null=True)),
                ('added_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('ended_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='assignment.member')),
                ('serves', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('user', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pool', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='assignment.pool')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Lot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('sole', '独任审判员'), ('presiding', '审判长'), ('judge', '审判员'), ('assessor', '人民陪审员'), ('assistant', '法官助理'), ('clerk', '书记员')], max_length=10)),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lots', to='assignment.entry')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('entry', 'user'), name='nobody_drawn_twice_for_a_case')],
            },
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='entry',
            trigger=pgtrigger.compiler.Trigger(name='draw_entry_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='c668c648551db5c71309bf24905e7b043a3def65', operation='UPDATE OR DELETE', pgid='pgtrigger_draw_entry_never_changes_89c85', table='assignment_entry', when='BEFORE')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='entry',
            trigger=pgtrigger.compiler.Trigger(name='draw_entry_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'rows of % are only ever added', TG_TABLE_NAME;", hash='95f9b9370205249887cf43af758fe493a2483274', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_draw_entry_never_emptied_6a899', table='assignment_entry', when='BEFORE')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='lot',
            trigger=pgtrigger.compiler.Trigger(name='lot_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='0e1f5396eb31ea3cba82d6a1c4d81695cbb4a3aa', operation='UPDATE OR DELETE', pgid='pgtrigger_lot_never_changes_4fb48', table='assignment_lot', when='BEFORE')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='lot',
            trigger=pgtrigger.compiler.Trigger(name='lot_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'rows of % are only ever added', TG_TABLE_NAME;", hash='1b5a6c7a2070107b705378c4b2fad51e92bb891d', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_lot_never_emptied_40787', table='assignment_lot', when='BEFORE')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='pause',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "assignment_pauseevent" ("ended_by_id", "id", "noted_at", "noted_by_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "since", "until", "user_id") SELECT old_values."ended_by_id", old_values."id", old_values."noted_at", old_values."noted_by_id", NOW(), \'changed\', old_values."id", old_values."reason", old_values."since", old_values."until", old_values."user_id" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='e8ee5d23bab4d1ac21506ba745221a6298ad70c6', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_60e46', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='assignment_pause', when='AFTER')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='pause',
            trigger=pgtrigger.compiler.Trigger(name='removed_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "assignment_pauseevent" ("ended_by_id", "id", "noted_at", "noted_by_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "since", "until", "user_id") SELECT old_values."ended_by_id", old_values."id", old_values."noted_at", old_values."noted_by_id", NOW(), \'removed\', old_values."id", old_values."reason", old_values."since", old_values."until", old_values."user_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='c5256f99d3174d068bf7d1c9a6de4923c51b1393', level='STATEMENT', operation='DELETE', pgid='pgtrigger_removed_delete_d400e', referencing='REFERENCING OLD TABLE AS old_values ', table='assignment_pause', when='AFTER')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='pool',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "assignment_poolevent" ("causes", "closed_at", "closed_by_id", "id", "name", "opened_at", "opened_by_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tracks") SELECT old_values."causes", old_values."closed_at", old_values."closed_by_id", old_values."id", old_values."name", old_values."opened_at", old_values."opened_by_id", NOW(), \'changed\', old_values."id", old_values."tracks" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='11c55c981710977ce756e73b2f5b4f956921d974', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_b4d3c', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='assignment_pool', when='AFTER')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='pool',
            trigger=pgtrigger.compiler.Trigger(name='removed_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "assignment_poolevent" ("causes", "closed_at", "closed_by_id", "id", "name", "opened_at", "opened_by_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tracks") SELECT old_values."causes", old_values."closed_at", old_values."closed_by_id", old_values."id", old_values."name", old_values."opened_at", old_values."opened_by_id", NOW(), \'removed\', old_values."id", old_values."tracks" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='f3bb2f3a4f74dcea43ec2e98a9f8ead6b32cdf40', level='STATEMENT', operation='DELETE', pgid='pgtrigger_removed_delete_bd589', referencing='REFERENCING OLD TABLE AS old_values ', table='assignment_pool', when='AFTER')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='member',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "assignment_memberevent" ("added_by_id", "ended_by_id", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pool_id", "role", "serves_id", "since", "until", "user_id", "weight") SELECT old_values."added_by_id", old_values."ended_by_id", old_values."id", NOW(), \'changed\', old_values."id", old_values."pool_id", old_values."role", old_values."serves_id", old_values."since", old_values."until", old_values."user_id", old_values."weight" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='94ee0f597b6fbbd26c57389609733691e03ae09f', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_8b065', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='assignment_member', when='AFTER')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='member',
            trigger=pgtrigger.compiler.Trigger(name='removed_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "assignment_memberevent" ("added_by_id", "ended_by_id", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pool_id", "role", "serves_id", "since", "until", "user_id", "weight") SELECT old_values."added_by_id", old_values."ended_by_id", old_values."id", NOW(), \'removed\', old_values."id", old_values."pool_id", old_values."role", old_values."serves_id", old_values."since", old_values."until", old_values."user_id", old_values."weight" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='739bcc09eb74e3803185a1182187d2bcda7f19cb', level='STATEMENT', operation='DELETE', pgid='pgtrigger_removed_delete_c7e9a', referencing='REFERENCING OLD TABLE AS old_values ', table='assignment_member', when='AFTER')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='draw',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "assignment_drawevent" ("commitment", "commitment_entry_id", "committed_at", "committed_by_id", "drawn_at", "drawn_by_id", "fixed_at", "fixed_by_id", "id", "nonce", "number", "pgh_created_at", "pgh_label", "pgh_obj_id", "pool_id", "results", "roster", "roster_entry_id", "roster_sha256", "seed", "sequence", "status", "void_reason", "voided_at", "voided_by_id", "year") SELECT old_values."commitment", old_values."commitment_entry_id", old_values."committed_at", old_values."committed_by_id", old_values."drawn_at", old_values."drawn_by_id", old_values."fixed_at", old_values."fixed_by_id", old_values."id", old_values."nonce", old_values."number", NOW(), \'changed\', old_values."id", old_values."pool_id", old_values."results", old_values."roster", old_values."roster_entry_id", old_values."roster_sha256", old_values."seed", old_values."sequence", old_values."status", old_values."void_reason", old_values."voided_at", old_values."voided_by_id", old_values."year" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='11b9bd179e88865a1f6bda5197dd4ba9b250e833', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_a5ca6', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='assignment_draw', when='AFTER')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='draw',
            trigger=pgtrigger.compiler.Trigger(name='removed_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "assignment_drawevent" ("commitment", "commitment_entry_id", "committed_at", "committed_by_id", "drawn_at", "drawn_by_id", "fixed_at", "fixed_by_id", "id", "nonce", "number", "pgh_created_at", "pgh_label", "pgh_obj_id", "pool_id", "results", "roster", "roster_entry_id", "roster_sha256", "seed", "sequence", "status", "void_reason", "voided_at", "voided_by_id", "year") SELECT old_values."commitment", old_values."commitment_entry_id", old_values."committed_at", old_values."committed_by_id", old_values."drawn_at", old_values."drawn_by_id", old_values."fixed_at", old_values."fixed_by_id", old_values."id", old_values."nonce", old_values."number", NOW(), \'removed\', old_values."id", old_values."pool_id", old_values."results", old_values."roster", old_values."roster_entry_id", old_values."roster_sha256", old_values."seed", old_values."sequence", old_values."status", old_values."void_reason", old_values."voided_at", old_values."voided_by_id", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='1c214b09ff7d73ccb9026ffc7a22bb91cc0799e8', level='STATEMENT', operation='DELETE', pgid='pgtrigger_removed_delete_156be', referencing='REFERENCING OLD TABLE AS old_values ', table='assignment_draw', when='AFTER')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='reassignment',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "assignment_reassignmentevent" ("case_id", "decided_at", "decided_by_id", "decision_reason", "from_user_id", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "requested_at", "requested_by_id", "status", "to_user_id") SELECT old_values."case_id", old_values."decided_at", old_values."decided_by_id", old_values."decision_reason", old_values."from_user_id", old_values."id", NOW(), \'changed\', old_values."id", old_values."reason", old_values."requested_at", old_values."requested_by_id", old_values."status", old_values."to_user_id" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='c3c2ee3a1c0db62f0499573132b26fbd6d7f060f', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_109a4', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='assignment_reassignment', when='AFTER')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='reassignment',
            trigger=pgtrigger.compiler.Trigger(name='removed_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "assignment_reassignmentevent" ("case_id", "decided_at", "decided_by_id", "decision_reason", "from_user_id", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "requested_at", "requested_by_id", "status", "to_user_id") SELECT old_values."case_id", old_values."decided_at", old_values."decided_by_id", old_values."decision_reason", old_values."from_user_id", old_values."id", NOW(), \'removed\', old_values."id", old_values."reason", old_values."requested_at", old_values."requested_by_id", old_values."status", old_values."to_user_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='8bd1e09440b86a848b2599b63d82ded419e19d35', level='STATEMENT', operation='DELETE', pgid='pgtrigger_removed_delete_2eedc', referencing='REFERENCING OLD TABLE AS old_values ', table='assignment_reassignment', when='AFTER')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='recusal',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "assignment_recusalevent" ("applicant_id", "case_id", "decided_at", "decided_by_id", "decision_reason", "ground", "id", "kind", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "raised_at", "raised_by_id", "reason", "review_reason", "reviewed_at", "reviewed_by_id", "status") SELECT old_values."applicant_id", old_values."case_id", old_values."decided_at", old_values."decided_by_id", old_values."decision_reason", old_values."ground", old_values."id", old_values."kind", old_values."person_id", NOW(), \'changed\', old_values."id", old_values."raised_at", old_values."raised_by_id", old_values."reason", old_values."review_reason", old_values."reviewed_at", old_values."reviewed_by_id", old_values."status" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='40e2e140171a5c18454e8f174f65ed4686efde87', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_b7b64', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='assignment_recusal', when='AFTER')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='recusal',
            trigger=pgtrigger.compiler.Trigger(name='removed_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "assignment_recusalevent" ("applicant_id", "case_id", "decided_at", "decided_by_id", "decision_reason", "ground", "id", "kind", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "raised_at", "raised_by_id", "reason", "review_reason", "reviewed_at", "reviewed_by_id", "status") SELECT old_values."applicant_id", old_values."case_id", old_values."decided_at", old_values."decided_by_id", old_values."decision_reason", old_values."ground", old_values."id", old_values."kind", old_values."person_id", NOW(), \'removed\', old_values."id", old_values."raised_at", old_values."raised_by_id", old_values."reason", old_values."review_reason", old_values."reviewed_at", old_values."reviewed_by_id", old_values."status" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='fba5644568df17d4dcf1aa4c4e176a287830818f', level='STATEMENT', operation='DELETE', pgid='pgtrigger_removed_delete_86a08', referencing='REFERENCING OLD TABLE AS old_values ', table='assignment_recusal', when='AFTER')),
        ),
    ]
