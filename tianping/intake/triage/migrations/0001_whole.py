import django.db.models.deletion
import pgtrigger.compiler
import tianping.kernel.triggers
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('triage', '0001_initial'), ('triage', '0002_conversions')]

    initial = True

    dependencies = [
        ('accounts', '0001_whole'),
        ('accounts', '__first__'),
        ('cases', '0001_whole'),
    ]

    operations = [
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('track', models.CharField(choices=[('small_claims', '小额诉讼'), ('simple', '简易程序'), ('ordinary', '普通程序')], max_length=20)),
                ('composition', models.CharField(choices=[('sole', '独任'), ('panel', '合议')], max_length=10)),
                ('facts', models.JSONField()),
                ('steps', models.JSONField()),
                ('because', models.JSONField()),
                ('certainty', models.CharField(max_length=1)),
                ('is_override', models.BooleanField(default=False)),
                ('by_bench', models.BooleanField(default=False)),
                ('reason', models.TextField(blank=True)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='triage_decisions', to='cases.case')),
                ('wage', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.localfigure')),
            ],
            options={
                'indexes': [models.Index(fields=['case', '-id'], name='triage_deci_case_id_81d27a_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('is_override', False), models.Q(models.Q(('reason', ''), _negated=True), ('by__isnull', False)), _connector='OR'), name='override_has_a_reason'), models.CheckConstraint(condition=models.Q(('by_bench', False), models.Q(('is_override', False), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='conversion_is_no_override')],
            },
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='decision',
            trigger=pgtrigger.compiler.Trigger(name='triage_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='c4aa14b01fbf361a19a3894ca19db459ff0ad6ae', operation='UPDATE OR DELETE', pgid='pgtrigger_triage_never_changes_8d774', table='triage_decision', when='BEFORE')),
        ),
        tianping.kernel.triggers.AddTriggerToNewTable(
            model_name='decision',
            trigger=pgtrigger.compiler.Trigger(name='triage_never_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'rows of % are only ever added', TG_TABLE_NAME;", hash='cc55d544f5e1bc4395ac6211a3f59f60dd23e561', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_triage_never_emptied_649b5', table='triage_decision', when='BEFORE')),
        ),
    ]
