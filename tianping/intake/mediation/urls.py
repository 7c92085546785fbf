"""Addresses of mediation before filing."""

from django.urls import path

from tianping.accounts.navigation import Entry
from tianping.accounts.permissions import permitted
from tianping.intake.mediation import views
from tianping.intake.mediation.permissions import LIST_REFERRALS, RUN_REFERRAL, WITHDRAW_REFERRAL
from tianping.intake.mediation.queries import waiting_count


def _waiting(_user: object) -> int:
    return waiting_count()


NAVIGATION = (Entry("立案", "诉前调解", "referral_list", LIST_REFERRALS, _waiting),)

listed, run = permitted(LIST_REFERRALS), permitted(RUN_REFERRAL)

urlpatterns = [
    path("", listed(views.referral_list), name="referral_list"),
    path("accept/", run(views.accept), name="referral_accept"),
    path("agree/", run(views.end), {"verb": "agree"}, name="referral_agree"),
    path("fail/", run(views.end), {"verb": "fail"}, name="referral_fail"),
    path("withdraw/", permitted(WITHDRAW_REFERRAL)(views.end), {"verb": "withdraw"}, name="referral_withdraw"),
    path("<int:pk>/", listed(views.referral), name="referral"),
]
