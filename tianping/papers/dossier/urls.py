"""Addresses of the case file: what litigants hand in, its pages for staff."""

from django.urls import path

from tianping.accounts.navigation import Entry
from tianping.accounts.permissions import PUBLIC, permitted
from tianping.papers.dossier import public
from tianping.papers.dossier.permissions import ARCHIVE, KEEP_DOSSIER, VIEW_DOSSIER
from tianping.papers.dossier.queries import to_forward
from tianping.papers.dossier.views import files, materials

NAVIGATION = (Entry("审判", "当事人材料", "material_list", VIEW_DOSSIER, to_forward),)
AUDIT_WORDS = {
    "dossier.view": "查看卷宗",
    "dossier.download": "下载卷宗",
    "dossier.archive": "卷宗归档",
    "hand_in.begin": "开始填写材料",
    "hand_in.hand_in": "提交材料",
    "hand_in.waive": "放弃期间",
    "hand_in.ask": "提出异议、申请",
    "hand_in.settle": "登记申请的处理结果",
    "hand_in.forward": "转送材料",
    "hand_in.receipt": "出具材料收据",
    "hand_in.view": "查看当事人材料",
    "hand_in.download": "下载当事人材料",
}

seen, kept, anybody = permitted(VIEW_DOSSIER), permitted(KEEP_DOSSIER), permitted(PUBLIC)

urlpatterns = [
    path("materials/", seen(materials.material_list), name="material_list"),
    path("materials/<int:pk>/", seen(materials.material), name="material"),
    path("materials/<int:pk>/forward/", kept(materials.forward), name="material_forward"),
    path("materials/<int:pk>/settle/", kept(materials.settle), name="material_settle"),
    path("materials/<int:pk>/receipt/", seen(materials.receipt), name="material_receipt"),
    path("files/<int:pk>/", seen(materials.material_file), name="material_file"),
    path("cases/<int:case_id>/", seen(files.catalogue), name="dossier"),
    path("cases/<int:case_id>/print/<slug:volume>/", seen(files.printed), name="dossier_print"),
    path("cases/<int:case_id>/archive/", permitted(ARCHIVE)(files.archive), name="dossier_archive"),
    path("cases/<int:case_id>/package/", seen(files.package), name="dossier_package"),
    path("cases/<int:case_id>/take/", kept(materials.take), name="material_take"),
]

# Below /progress/: whoever has proved to know a litigant's code.
progress_patterns = [
    path("answer/", anybody(public.words), name="hand_in_words"),
    path("request/<slug:kind>/", anybody(public.request_words), name="hand_in_request"),
    path("hand-in/<slug:kind>/", anybody(public.attachments), name="hand_in_files"),
    path("hand-in/<slug:kind>/<int:file_id>/remove/", anybody(public.remove), name="hand_in_remove"),
    path("hand-in/<slug:kind>/check/", anybody(public.check), name="hand_in_check"),
    path("handed-in/<int:pk>/", anybody(public.handed_in), name="handed_in"),
    path("files/<int:pk>/", anybody(public.file), name="handed_file"),
    path("waive/", anybody(public.waive), name="waive_periods"),
]
