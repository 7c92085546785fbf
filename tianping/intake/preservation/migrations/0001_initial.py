import django.db.models.deletion
import pgtrigger.compiler
import tianping.kernel.triggers
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('cases', '0001_whole'),
        ('documents', '0001_whole'),
    ]

    operations = [
        migrations.CreateModel(
            name='Application',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=40, unique=True)),
                ('stage', models.CharField(choices=[('before_suit', '诉前保全'), ('in_suit', '诉讼保全')], max_length=20)),
                ('channel', models.CharField(choices=[('portal', '网上申请'), ('counter', '窗口')], max_length=10)),
                ('amount_fen', models.BigIntegerField()),
                ('reasons', models.TextField()),
                ('is_urgent', models.BooleanField(default=False)),
                ('status', models.CharField(default='received', max_length=20)),
                ('received_at', models.DateTimeField()),
                ('accepted_at', models.DateTimeField(null=True)),
                ('decide_by', models.DateTimeField(null=True)),
                ('security_kind', models.CharField(choices=[('cash', '现金'), ('property', '本人或者他人的财产'), ('guarantor', '保证人'), ('insurance', '保险公司的保全责任险保函'), ('letter', '银行等金融机构的独立保函'), ('none', '申请不提供担保')], max_length=20)),
                ('security_fen', models.BigIntegerField(null=True)),
                ('security_text', models.CharField(blank=True, max_length=500)),
                ('exemption', models.CharField(blank=True, choices=[('livelihood', '追索赡养费、扶养费、抚育费、抚恤金、医疗费用、劳动报酬、工伤赔偿、交通事故人身损害赔偿'), ('violence', '婚姻家庭纠纷案件中遭遇家庭暴力且经济困难'), ('public_interest', '人民检察院提起的公益诉讼涉及损害赔偿'), ('rescue', '因见义勇为遭受侵害请求损害赔偿'), ('clear', '案件事实清楚、权利义务关系明确，发生保全错误可能性较小'), ('bank', '申请保全人为商业银行、保险公司等具有独立偿付债务能力的金融机构及其分支机构')], max_length=20)),
                ('demanded_fen', models.BigIntegerField(null=True)),
                ('security_given_on', models.DateField(null=True)),
                ('executed_on', models.DateField(null=True)),
                ('sue_by', models.DateField(null=True)),
                ('suit_on', models.DateField(null=True)),
                ('suit_record', models.CharField(blank=True, max_length=200)),
                ('lifting_ground', models.CharField(blank=True, choices=[('not_sued', '采取诉前保全措施后三十日内没有提起诉讼或者申请仲裁'), ('withdrawn', '申请人申请解除保全'), ('security', '被申请人提供充分有效的担保'), ('wrong', '保全错误'), ('lost', '申请人的起诉或者诉讼请求被生效裁判驳回'), ('paid', '债务已经履行完毕'), ('other', '其他应当解除保全的情形')], max_length=20)),
                ('ended_on', models.DateField(null=True)),
                ('end_reason', models.CharField(blank=True, max_length=300)),
                ('accepted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('applicant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='preservations_asked', to='cases.litigant')),
                ('applied_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='preservations', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='preservations', to='cases.case')),
                ('executed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('lifting_ruling', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.paper')),
                ('matter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='preservations', to='cases.matter')),
                ('received_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('respondents', models.ManyToManyField(related_name='preservations_borne', to='cases.litigant')),
                ('ruling', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='preservation', to='documents.paper')),
                ('security_taken_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('suit_matter', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='preservations_before', to='cases.matter')),
            ],
            options={
                'indexes': [models.Index(fields=['status', 'id'], name='preservatio_status_8db1bf_idx'), models.Index(condition=models.Q(('status', 'executed'), ('sue_by__isnull', False), ('suit_on__isnull', True)), fields=['sue_by', 'id'], name='preservation_to_be_sued')],
                'constraints': [models.CheckConstraint(condition=models.Q(('amount_fen__gt', 0)), name='preservation_has_a_sum'), models.CheckConstraint(condition=models.Q(('reasons', ''), _negated=True), name='preservation_says_why'), models.CheckConstraint(condition=models.Q(models.Q(('case__isnull', False), ('stage', 'in_suit')), models.Q(('case__isnull', True), ('stage', 'before_suit'), ('status__in', ['received', 'withdrawn'])), models.Q(('case__isnull', False), ('stage', 'before_suit')), _connector='OR'), name='preservation_accepted_has_its_case'), models.CheckConstraint(condition=models.Q(('security_given_on__isnull', True), ('security_taken_by__isnull', False), _connector='OR'), name='security_taken_by_somebody'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['executed', 'lifting']), _negated=True), models.Q(('executed_by__isnull', False), ('executed_on__isnull', False), ('ruling__isnull', False)), _connector='OR'), name='preservation_executed_by_its_ruling'), models.CheckConstraint(condition=models.Q(models.Q(('suit_on__isnull', True), ('suit_record', '')), models.Q(('suit_on__isnull', False), models.Q(('suit_record', ''), _negated=True)), _connector='OR'), name='suit_with_its_record')],
            },
        ),
        migrations.CreateModel(
            name='ApplicationDraft',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('answers', models.JSONField(default=dict)),
                ('kept_at', models.DateTimeField()),
                ('kept_by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['kept_by', '-kept_at'], name='preservatio_kept_by_e1ce5f_idx')],
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
                ('stage', models.CharField(choices=[('before_suit', '诉前保全'), ('in_suit', '诉讼保全')], max_length=20)),
                ('channel', models.CharField(choices=[('portal', '网上申请'), ('counter', '窗口')], max_length=10)),
                ('amount_fen', models.BigIntegerField()),
                ('reasons', models.TextField()),
                ('is_urgent', models.BooleanField(default=False)),
                ('status', models.CharField(default='received', max_length=20)),
                ('received_at', models.DateTimeField()),
                ('accepted_at', models.DateTimeField(null=True)),
                ('decide_by', models.DateTimeField(null=True)),
                ('security_kind', models.CharField(choices=[('cash', '现金'), ('property', '本人或者他人的财产'), ('guarantor', '保证人'), ('insurance', '保险公司的保全责任险保函'), ('letter', '银行等金融机构的独立保函'), ('none', '申请不提供担保')], max_length=20)),
                ('security_fen', models.BigIntegerField(null=True)),
                ('security_text', models.CharField(blank=True, max_length=500)),
                ('exemption', models.CharField(blank=True, choices=[('livelihood', '追索赡养费、扶养费、抚育费、抚恤金、医疗费用、劳动报酬、工伤赔偿、交通事故人身损害赔偿'), ('violence', '婚姻家庭纠纷案件中遭遇家庭暴力且经济困难'), ('public_interest', '人民检察院提起的公益诉讼涉及损害赔偿'), ('rescue', '因见义勇为遭受侵害请求损害赔偿'), ('clear', '案件事实清楚、权利义务关系明确，发生保全错误可能性较小'), ('bank', '申请保全人为商业银行、保险公司等具有独立偿付债务能力的金融机构及其分支机构')], max_length=20)),
                ('demanded_fen', models.BigIntegerField(null=True)),
                ('security_given_on', models.DateField(null=True)),
                ('executed_on', models.DateField(null=True)),
                ('sue_by', models.DateField(null=True)),
                ('suit_on', models.DateField(null=True)),
                ('suit_record', models.CharField(blank=True, max_length=200)),
                ('lifting_ground', models.CharField(blank=True, choices=[('not_sued', '采取诉前保全措施后三十日内没有提起诉讼或者申请仲裁'), ('withdrawn', '申请人申请解除保全'), ('security', '被申请人提供充分有效的担保'), ('wrong', '保全错误'), ('lost', '申请人的起诉或者诉讼请求被生效裁判驳回'), ('paid', '债务已经履行完毕'), ('other', '其他应当解除保全的情形')], max_length=20)),
                ('ended_on', models.DateField(null=True)),
                ('end_reason', models.CharField(blank=True, max_length=300)),
                ('accepted_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('applicant', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='cases.litigant')),
                ('applied_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='cases.case')),
                ('executed_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('lifting_ruling', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='documents.paper')),
                ('matter', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='cases.matter')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='preservation.application')),
                ('received_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('ruling', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='documents.paper')),
                ('security_taken_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('suit_matter', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='cases.matter')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PropertyClue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('kind', models.CharField(choices=[('deposit', '银行存款'), ('payment_account', '支付账户余额'), ('vehicle', '机动车'), ('movable', '其他动产'), ('real_estate', '不动产'), ('equity', '股权、投资权益'), ('other_right', '其他财产权')], max_length=20)),
                ('description', models.CharField(max_length=500)),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='clues', to='preservation.application')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.litigant')),
            ],
            options={
                'ordering': ['position'],
                'constraints': [models.UniqueConstraint(fields=('application', 'position'), name='clue_place_once'), models.CheckConstraint(condition=models.Q(('description', ''), _negated=True), name='clue_says_what')],
            },
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='application',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "preservation_applicationevent" ("accepted_at", "accepted_by_id", "amount_fen", "applicant_id", "applied_by_id", "case_id", "channel", "decide_by", "demanded_fen", "end_reason", "ended_on", "executed_by_id", "executed_on", "exemption", "id", "is_urgent", "lifting_ground", "lifting_ruling_id", "matter_id", "number", "pgh_created_at", "pgh_label", "pgh_obj_id", "reasons", "received_at", "received_by_id", "ruling_id", "security_fen", "security_given_on", "security_kind", "security_taken_by_id", "security_text", "stage", "status", "sue_by", "suit_matter_id", "suit_on", "suit_record") SELECT old_values."accepted_at", old_values."accepted_by_id", old_values."amount_fen", old_values."applicant_id", old_values."applied_by_id", old_values."case_id", old_values."channel", old_values."decide_by", old_values."demanded_fen", old_values."end_reason", old_values."ended_on", old_values."executed_by_id", old_values."executed_on", old_values."exemption", old_values."id", old_values."is_urgent", old_values."lifting_ground", old_values."lifting_ruling_id", old_values."matter_id", old_values."number", NOW(), \'changed\', old_values."id", old_values."reasons", old_values."received_at", old_values."received_by_id", old_values."ruling_id", old_values."security_fen", old_values."security_given_on", old_values."security_kind", old_values."security_taken_by_id", old_values."security_text", old_values."stage", old_values."status", old_values."sue_by", old_values."suit_matter_id", old_values."suit_on", old_values."suit_record" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='f2982bbfc006c0c684507076a0dfd4b07cada5f9', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_4e10c', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='preservation_application', when='AFTER')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='application',
            trigger=pgtrigger.compiler.Trigger(name='removed_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "preservation_applicationevent" ("accepted_at", "accepted_by_id", "amount_fen", "applicant_id", "applied_by_id", "case_id", "channel", "decide_by", "demanded_fen", "end_reason", "ended_on", "executed_by_id", "executed_on", "exemption", "id", "is_urgent", "lifting_ground", "lifting_ruling_id", "matter_id", "number", "pgh_created_at", "pgh_label", "pgh_obj_id", "reasons", "received_at", "received_by_id", "ruling_id", "security_fen", "security_given_on", "security_kind", "security_taken_by_id", "security_text", "stage", "status", "sue_by", "suit_matter_id", "suit_on", "suit_record") SELECT old_values."accepted_at", old_values."accepted_by_id", old_values."amount_fen", old_values."applicant_id", old_values."applied_by_id", old_values."case_id", old_values."channel", old_values."decide_by", old_values."demanded_fen", old_values."end_reason", old_values."ended_on", old_values."executed_by_id", old_values."executed_on", old_values."exemption", old_values."id", old_values."is_urgent", old_values."lifting_ground", old_values."lifting_ruling_id", old_values."matter_id", old_values."number", NOW(), \'removed\', old_values."id", old_values."reasons", old_values."received_at", old_values."received_by_id", old_values."ruling_id", old_values."security_fen", old_values."security_given_on", old_values."security_kind", old_values."security_taken_by_id", old_values."security_text", old_values."stage", old_values."status", old_values."sue_by", old_values."suit_matter_id", old_values."suit_on", old_values."suit_record" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='fc46619acc0287a22fc2e1a2323b866d734a8fcf', level='STATEMENT', operation='DELETE', pgid='pgtrigger_removed_delete_58136', referencing='REFERENCING OLD TABLE AS old_values ', table='preservation_application', when='AFTER')),
        ),
    ]
