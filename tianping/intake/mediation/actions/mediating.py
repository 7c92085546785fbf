"""Who mediated (主持调解的调解员): whoever writes it down is that only if they mediate themselves."""

from tianping.accounts.models import User
from tianping.intake.mediation.models import Referral
from tianping.intake.mediation.queries import on_roll, possible_mediators
from tianping.kernel.refusals import Refused


def mediator_of(referral: Referral, chosen: int | None, by: User) -> User:
    """Who mediated: whoever writes, if they are on the roll; else who was chosen of those who may have.

    Raises Refused where it is not known: a clerk who writes it down is the recorder (记录人), no mediator.
    """
    possible = {each.pk: each for each in possible_mediators(referral)}
    if chosen is not None and chosen in possible:
        return possible[chosen]
    if chosen is None and (by.pk in possible or on_roll(referral, by)):
        return by
    if chosen is None and len(possible) == 1:
        return next(iter(possible.values()))
    if not possible:
        raise Refused(f"{referral.organisation.name}还没有登记调解员，请先在调解组织中登记。")
    names = "、".join(each.full_name for each in possible.values())
    raise Refused(
        f"请选择主持调解的调解员：{names}。立案窗口的工作人员代为录入的，是记录人，不是调解员"
        "（《最高人民法院关于人民法院特邀调解的规定》第二十四条）。"
    )
