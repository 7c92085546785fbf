"""Who acts where a litigant's page is used, and whether their mandate covers it (代理权限)."""

import datetime

from tianping.cases.models import Counsel, Litigant
from tianping.cases.permissions import Looker
from tianping.kernel.refusals import Refused
from tianping.law import mandates


def counsel_looking(looker: Looker) -> Counsel | None:
    """The counsel (委托诉讼代理人) of the litigant who is signed in here; None where it is the litigant themselves.

    Known by their log-in, or by name where they came with the code and the letter was registered without a log-in.
    """
    if looker.user is None:
        return None
    for each in Counsel.objects.filter(litigant=looker.litigant, until__isnull=True).order_by("pk"):
        if each.user_id == looker.user.pk or (looker.acts_for_another and each.name == looker.user.full_name):
            return each
    return None


def check_mandate(counsel: Counsel, act: mandates.Act, *, on: datetime.date) -> None:
    """Raise unless this counsel may do it in the litigant's stead (民事诉讼法第六十二条第二款)."""
    special = counsel.authority == Counsel.Authority.SPECIAL
    answer = mandates.may_act(act, special=special, scope=counsel.scope, on=on)
    if not answer.value:
        rules = "、".join(answer.because)
        raise Refused(
            f"{counsel.name}是{counsel.litigant.name}的委托诉讼代理人，{answer.steps[0]}（{rules}）。{_mend(act)}"
        )


def check_acts_with_mandate(looker: Looker, act: mandates.Act, *, on: datetime.date) -> Counsel | None:
    """Raise unless whoever looks may do it: the litigant themselves, or counsel (given) whose mandate names it."""
    counsel = counsel_looking(looker)
    if counsel is not None:
        check_mandate(counsel, act, on=on)
    elif looker.as_counsel or _is_another(looker):
        raise Refused(f"您不是{looker.litigant.name}本人，也没有登记为其委托诉讼代理人。{_mend(act)}")
    return counsel


def _is_another(looker: Looker) -> bool:
    """Whether somebody signed in is neither this person nor who stands for them by law (法定代理人)."""
    litigant = looker.litigant
    if looker.user is None or litigant.kind != Litigant.Kind.NATURAL:
        return False
    return looker.user.full_name not in (litigant.name, litigant.representative)


def _mend(act: mandates.Act) -> str:
    return f"请由当事人本人办理，或者到诉讼服务大厅交来写明“{mandates.named_in_letters(act)}”的授权委托书登记。"
