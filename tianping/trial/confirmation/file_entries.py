"""What an application puts into the file of its case: the agreement reached outside, and what was signed on paper."""

from collections.abc import Iterable

from tianping.cases.models import Case
from tianping.cases.panels import FileEntry
from tianping.kernel.clock import china_day
from tianping.trial.confirmation.models import Applicant, Application

PLACE = "mediation"


def entries(case: Case) -> Iterable[FileEntry]:
    """调解协议 of an organisation outside, 申请书 signed at the counter; each scan once."""
    application = Application.objects.filter(case=case).select_related("outside__scan").first()
    if application is None:
        return
    if application.outside is not None:
        outside = application.outside
        yield FileEntry(PLACE, "调解协议扫描件", outside.agreed_on, outside.organisation, file=outside.scan)
    signed = Applicant.objects.filter(application=application, scan__isnull=False).order_by("pk")
    for each in {row.scan_id: row for row in signed.select_related("scan", "litigant")}.values():
        yield FileEntry(PLACE, "申请书签名扫描件", china_day(each.at), each.litigant.name, file=each.scan)
