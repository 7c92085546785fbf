"""References of rows that were taken in before get the one form in which they are compared with typed ones."""

from django.db import migrations

# As ``fees.banking.plain_reference``: half width, without blanks, in capitals.
PLAIN = r"""
UPDATE statements_receipt SET reference = plain.reference
FROM (
  SELECT id, left(upper(regexp_replace(normalize(reference, NFKC), '\s', '', 'g')), 60) AS reference
  FROM statements_receipt WHERE reference <> ''
) AS plain
WHERE plain.id = statements_receipt.id AND plain.reference <> statements_receipt.reference
"""


class Migration(migrations.Migration):

    dependencies = [
        ('statements', '0002_returns'),
    ]

    operations = [
        migrations.RunSQL(PLAIN, migrations.RunSQL.noop),
    ]
