"""Addresses of papers."""

from django.urls import path

from tianping.accounts.navigation import Entry
from tianping.accounts.permissions import permitted
from tianping.papers.documents.permissions import DRAW_UP, PROOFREAD, SEND_BACK, SIGN, VIEW_PAPERS
from tianping.papers.documents.queries import waiting_for
from tianping.papers.documents.views import files, lists, single

NAVIGATION = (
    Entry("审判", "文书", "paper_list", VIEW_PAPERS, waiting_for),
    Entry("审判", "批量制作文书", "paper_bulk", DRAW_UP),
)
AUDIT_WORDS = {
    "paper.view": "查看文书",
    "paper.download": "下载文书",
    "paper.draw_up": "拟制文书",
    "paper.edit": "收回修改稿",
    "paper.proofread": "校对文书",
    "paper.signature": "签署文书",
    "paper.sign": "文书签署完毕",
    "paper.send_back": "退回文书修改",
    "paper.issue": "制发裁判文书",
    "paper.issue_notice": "制发文书",
    "paper.discard": "作废文书",
    "print_run.order": "批量制作文书",
    "print_run.finish": "批量制作完成",
}

seen, written = permitted(VIEW_PAPERS), permitted(DRAW_UP)

urlpatterns = [
    path("", seen(lists.paper_list), name="paper_list"),
    path("proofread/", permitted(PROOFREAD)(lists.proofread_ticked), name="papers_proofread"),
    path("sign/", permitted(SIGN)(lists.sign_ticked), name="papers_sign"),
    path("issue/", written(lists.issue_ticked), name="papers_issue"),
    path("zip/", seen(files.chosen_zip), name="papers_zip"),
    path("print/", seen(files.chosen_print), name="papers_print"),
    path("bulk/", written(lists.bulk), name="paper_bulk"),
    path("runs/", written(lists.run_list), name="print_runs"),
    path("runs/<int:pk>/", written(lists.print_run), name="print_run"),
    path("runs/<int:pk>/bar/", written(lists.run_bar), name="print_run_bar"),
    path("runs/<int:pk>/zip/", written(files.run_zip), name="print_run_zip"),
    path("runs/<int:pk>/print/", written(files.run_print), name="print_run_print"),
    path("cases/<int:case_id>/draw-up/", written(single.draw_up), name="paper_draw_up"),
    path("<int:pk>/", seen(single.paper), name="paper"),
    path("<int:pk>/pdf/", seen(files.pdf), name="paper_pdf"),
    path("<int:pk>/word/", seen(files.word), name="paper_word"),
    path("<int:pk>/publication/", seen(files.publication), name="paper_publication"),
    path("<int:pk>/upload/", written(single.upload), name="paper_upload"),
    path("<int:pk>/proofread/", permitted(PROOFREAD)(single.proofread), name="paper_proofread"),
    path("<int:pk>/sign/", permitted(SIGN)(single.sign), name="paper_sign"),
    path("<int:pk>/send-back/", permitted(SEND_BACK)(single.send_back), name="paper_send_back"),
    path("<int:pk>/issue/", written(single.issue), name="paper_issue"),
    path("<int:pk>/discard/", written(single.discard), name="paper_discard"),
]
