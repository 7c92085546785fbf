"""Addresses of a citizen's own pages, of the outbox of a demonstration, and of the one window."""

from django.urls import path

from tianping.accounts.permissions import PUBLIC, permitted
from tianping.cases.permissions import AT_WINDOW, OWN_CASES
from tianping.portal import mine, window, window_case

own, clerk = permitted(OWN_CASES), permitted(AT_WINDOW)

urlpatterns = [
    path("mine/", own(mine.mine), name="mine"),
    path("mine/add/", own(mine.add), name="mine_add"),
    path("mine/add/open/", own(mine.add_open), name="mine_add_open"),
    path("mine/hearings/", own(mine.hearings), name="mine_hearings"),
    path("mine/<int:case_id>/open/", own(mine.open_case), name="mine_open"),
    path("mine/told/<int:case_id>/", own(mine.add_told), name="mine_told"),
    path("mine/access/<int:pk>/leave/", own(mine.leave), name="mine_leave"),
    path("outbox/", permitted(PUBLIC)(mine.outbox), name="outbox"),
    path("window/", clerk(window.window), name="window"),
    path("window/begin/", clerk(window.begin), name="window_begin"),
    path("window/end/", clerk(window.end), name="window_end"),
    path("window/call/", clerk(window.call), name="window_call"),
    path("window/cases/<int:case_id>/<int:litigant_id>/", clerk(window_case.window_case), name="window_case"),
    path("window/said/<int:case_id>/<int:litigant_id>/", clerk(window_case.said), name="window_said"),
]
