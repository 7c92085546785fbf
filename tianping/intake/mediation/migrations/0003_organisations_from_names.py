"""Every name under which mediators stood becomes an organisation on the register, with whoever mediates now."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import Min


def enter_organisations(apps: Apps, _schema_editor: BaseDatabaseSchemaEditor) -> None:
    """One organisation for each name, entered on the day of its first referral.

    Until now every mediator saw every referral; so each is entered for each organisation, that no work in hand is
    lost to anybody, and the filing division takes out of the register what is too much.
    """
    referral, event = apps.get_model("mediation", "Referral"), apps.get_model("mediation", "ReferralEvent")
    holding = apps.get_model("accounts", "PostHolding")
    mediators = holding.objects.filter(post="mediator", until__isnull=True).values_list("user", flat=True).distinct()
    names = referral.objects.values("mediator_name").annotate(first_day=Min("referred_on")).order_by("first_day")
    for found in names:
        name, first_day = found["mediator_name"], found["first_day"]
        entered = apps.get_model("mediation", "Organisation").objects.create(name=name, entered_on=first_day)
        apps.get_model("mediation", "Membership").objects.bulk_create(
            apps.get_model("mediation", "Membership")(organisation=entered, user_id=user, since=first_day)
            for user in mediators
        )
        referral.objects.filter(mediator_name=name).update(organisation=entered)
        event.objects.filter(mediator_name=name).update(organisation=entered)


class Migration(migrations.Migration):
    dependencies = [("mediation", "0002_organisations"), ("accounts", "0002_peoples_assessor")]
    operations = [migrations.RunPython(enter_organisations, migrations.RunPython.noop)]
