"""Forms of a batch: the upload, the ruling that designates this court, how the batch is to be filed."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from tianping.cases.models import Case
from tianping.intake.filing.actions import BatchChoices
from tianping.intake.filing.forms.large_claims import LargeClaimsForm
from tianping.intake.filing.forms.mediators import mediators
from tianping.intake.filing.models import Batch
from tianping.intake.filing.spreadsheets.institution import Institution
from tianping.intake.triage.actions import TriageOverride
from tianping.kernel.spreadsheets.safety import MAXIMUM_FILE
from tianping.kernel.web.forms import HouseForm

XLSX_ONLY = ".xlsx"
BY_RULE = ""


class UploadForm(HouseForm):
    """One spreadsheet."""

    workbook = forms.FileField(
        label="起诉清单",
        help_text=(
            "xlsx 格式，不超过 20 MB，一次不超过 10,000 件。"
            "机构导出的表格原样上传即可：标题行、合并单元格、合计行都不必删改。"
        ),
        widget=forms.FileInput(attrs={"accept": XLSX_ONLY}),
    )

    def clean_workbook(self) -> UploadedFile:
        """Refuse a file too big to be looked at."""
        upload: UploadedFile = self.cleaned_data["workbook"]
        if upload.size is not None and upload.size > MAXIMUM_FILE:
            raise forms.ValidationError("文件超过20 MB，没有保存。请拆分为几个文件分别上传。")
        return upload


class DesignationForm(HouseForm):
    """The ruling that designates this court (指定管辖裁定)."""

    court = forms.CharField(label="指定管辖的法院", max_length=60)
    number = forms.CharField(label="裁定书案号", max_length=60, help_text="例如（2023）甘10民辖1号。")
    on = forms.DateField(label="裁定日期", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    @classmethod
    def of(cls, batch: Batch, institution: Institution) -> "DesignationForm":
        """Filled with what is recorded, else with what the list itself names."""
        return cls(
            prefix="designation",
            initial={
                "court": batch.designated_by or institution.designated_by,
                "number": batch.designation_number or institution.designation_ruling,
                "on": batch.designated_on,
            },
        )


class FilingChoicesForm(LargeClaimsForm):
    """How the batch is to be filed (办理方式)."""

    institution_name = forms.CharField(label="起诉机构", max_length=120)
    institution_code = forms.CharField(label="统一社会信用代码", max_length=18)
    representative = forms.CharField(label="法定代表人或负责人", max_length=60, required=False)
    scope = forms.ChoiceField(
        label="有问题的行",
        widget=forms.RadioSelect,
        choices=[("all", "全部更正后整批立案"), ("clean", "只立合格的行，其余退回")],
        initial="all",
    )
    mediation = forms.ChoiceField(
        label="同意诉前调解的行",
        widget=forms.RadioSelect,
        choices=[("file", "直接登记立案"), ("refer", "先委派诉前调解")],
        initial="file",
    )
    mediator_name = forms.ChoiceField(label="委派的调解组织", choices=mediators, required=False)
    fast_team = forms.BooleanField(label="交速裁团队办理", required=False)
    track = forms.ChoiceField(
        label="审理程序", choices=[(BY_RULE, "按规则逐件分流"), *Case.Track.choices], required=False
    )
    composition = forms.ChoiceField(
        label="审判组织", choices=[(BY_RULE, "按规则"), *Case.Composition.choices], required=False
    )
    reason = forms.CharField(label="调整理由", max_length=500, required=False)
    not_repeated = forms.BooleanField(label="已核对，不是重复起诉", required=False)
    not_designated = forms.BooleanField(label="已核对，本批不是指定管辖案件", required=False)

    def clean(self) -> dict[str, Any]:
        """A procedure of one's own needs its composition and a reason; a referral needs to whom."""
        given = super().clean() or {}
        if given.get("track") and not given.get("composition"):
            self.add_error("composition", "另行指定审理程序的，请同时选择独任或者合议。")
        if given.get("track") and not given.get("reason"):
            self.add_error("reason", "请写明不按规则分流的理由，理由会保存并按月复查。")
        if given.get("mediation") == "refer" and not given.get("mediator_name"):
            self.add_error("mediator_name", "请选择诉前调解委派给哪个调解组织。")
        return given

    @property
    def override(self) -> TriageOverride | None:
        """The clerk's own choice of procedure; None where the rules decide."""
        given = self.cleaned_data
        if not given["track"]:
            return None
        return TriageOverride(given["track"], given["composition"], given["reason"])

    @property
    def choices(self) -> BatchChoices:
        """What was chosen, for the verb."""
        given = self.cleaned_data
        return BatchChoices(
            only_clean_rows=given["scope"] == "clean",
            refer_consenting=given["mediation"] == "refer",
            mediator_name=given["mediator_name"],
            fast_team=given["fast_team"],
            override=self.override,
            institution_name=given["institution_name"],
            institution_code=given["institution_code"],
            representative=given["representative"],
            not_repeated=given["not_repeated"],
            large_claims_are_simple=given["large_claims_reason"],
        )
