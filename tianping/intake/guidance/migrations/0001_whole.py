import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('guidance', '0001_guides')]

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Guide',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('fingerprint', models.CharField(max_length=64, unique=True)),
                ('path', models.CharField(max_length=40)),
                ('answers', models.JSONField(default=dict)),
                ('begun_on', models.DateField()),
                ('expires_on', models.DateField()),
            ],
            options={
                'indexes': [models.Index(fields=['expires_on'], name='guide_expires')],
            },
        ),
    ]
