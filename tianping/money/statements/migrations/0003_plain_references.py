"""References of rows that were taken in before get the one form in which they are compared with typed ones."""

import unicodedata

from django.db import migrations


def plain(apps, schema_editor):
    """Without blanks, half width, in capitals."""
    receipts = apps.get_model("statements", "Receipt")
    for row in receipts.objects.exclude(reference="").only("pk", "reference").iterator():
        reference = "".join(unicodedata.normalize("NFKC", row.reference).split()).upper()[:60]
        if reference != row.reference:
            receipts.objects.filter(pk=row.pk).update(reference=reference)


class Migration(migrations.Migration):

    dependencies = [
        ('statements', '0002_returns'),
    ]

    operations = [
        migrations.RunPython(plain, migrations.RunPython.noop),
    ]
