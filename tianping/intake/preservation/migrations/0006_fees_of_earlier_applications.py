"""Applications that were accepted before know their fee: the first of an applicant in a case the first, and so on."""

from django.db import migrations

PAIRED = """
UPDATE preservation_application AS asked SET fee_item_id = paired.item_id
FROM (
    SELECT taken.id AS application_id, charged.id AS item_id
    FROM (
        SELECT id, case_id, applicant_id,
            row_number() OVER (PARTITION BY case_id, applicant_id ORDER BY accepted_at, id) AS place
        FROM preservation_application WHERE accepted_at IS NOT NULL
    ) AS taken
    JOIN cases_litigant AS applicant ON applicant.id = taken.applicant_id
    JOIN (
        SELECT item.id, item.case_id, bill.payer_name,
            row_number() OVER (PARTITION BY item.case_id, bill.payer_name ORDER BY item.id) AS place
        FROM fees_item AS item JOIN fees_bill AS bill ON bill.id = item.bill_id
        WHERE item.kind = 'preservation'
    ) AS charged
        ON charged.case_id = taken.case_id AND charged.payer_name = applicant.name AND charged.place = taken.place
) AS paired
WHERE paired.application_id = asked.id;
"""


class Migration(migrations.Migration):

    dependencies = [("preservation", "0005_fee_of_the_application")]

    operations = [migrations.RunSQL(PAIRED, migrations.RunSQL.noop)]
