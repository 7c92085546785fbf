"""What whoever sues may want to look at before signing (提示): nothing of it stops the pleading."""

from tianping.cases.models import Litigant
from tianping.intake.application.models import Application
from tianping.intake.application.queries.pleading import answers_asked
from tianping.kernel.clock import china_day
from tianping.law.wording import chinese_date

MOST_COMPARED = 50


def hints_of(application: Application) -> list[str]:
    """The sentences, most weighty first; two statements."""
    return [*_handed_in_before(application), *_surety_not_sued(application)]


def _handed_in_before(application: Application) -> list[str]:
    """The same people sue the same people for the same reason (重复起诉, 《民诉法解释》第二百四十七条)."""
    sued = _names(application, Litigant.Role.DEFENDANT)
    if application.filing_id is not None or application.forwarding_id is not None or not sued:
        return []
    before = (
        Application.objects.filter(owner=application.owner_id, cause_name=application.cause_name)
        .filter(filing__isnull=False, people__role=Litigant.Role.DEFENDANT, people__name__in=sued)
        .select_related("filing")
        .prefetch_related("people")
        .distinct()
        .order_by("-pk")[:MOST_COMPARED]
    )
    alike = next((each for each in before if _sides(each) == _sides(application)), None)
    if alike is None or alike.filing is None:
        return []
    day = chinese_date(china_day(alike.filing.received_at))
    return [
        f"{day}已经提交过一份当事人、案由相同的起诉状（收据号{alike.filing.receipt_number}）。同一件事重复起诉的，法院不予受理"
        "（《民诉法解释》第二百四十七条）；不是同一件事的，可以继续。"
    ]


def _surety_not_sued(application: Application) -> list[str]:
    """Whoever asks that the surety pay must sue the surety, too."""
    is_asked = answers_asked(application).get("surety_liable") == "yes"
    if not is_asked or len(_names(application, Litigant.Role.DEFENDANT)) > 1:
        return []
    return ["您要求保证人一起还钱，但被告只有一名。保证人也要写成被告，法院才能判保证人还钱。"]


def _sides(application: Application) -> tuple[set[str], set[str]]:
    return _names(application, Litigant.Role.PLAINTIFF), _names(application, Litigant.Role.DEFENDANT)


def _names(application: Application, role: str) -> set[str]:
    return {each.name for each in application.people.all() if each.role == role}
