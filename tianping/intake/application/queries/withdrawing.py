"""Who may take a suit back that was handed in (撤回起诉): every plaintiff their own, counsel by their mandate."""

import datetime
from typing import Any

from tianping.cases.models import Counsel
from tianping.intake.application.models import Application, Person
from tianping.intake.application.queries.pleading import agents_of, is_minor, plaintiffs_of
from tianping.intake.application.queries.signing import own_names
from tianping.law.laws import CIVIL_PROCEDURE, cite
from tianping.law.mandates import may_act, named_in_letters

AT_THE_HALL = "到本院诉讼服务大厅，在撤回起诉申请书上签名办理"


def why_not_withdrawn(application: Application, user: Any, *, on: datetime.date) -> str:
    """Why this person may not take the whole suit back; empty where they may.

    民事诉讼法第十三条第二款: it is theirs who sue; 第六十二条第二款: counsel need a mandate that names it.
    """
    if application.channel == Application.Channel.COUNTER:
        return ""
    own = own_names(application, user)
    others = [each for each in plaintiffs_of(application) if not own & ({each.name, each.representative} - {""})]
    wanting = [(each, why) for each in others if (why := _wanting(application, each, user, on=on))]
    if not wanting:
        return ""
    names = "、".join(_who(each) for each, _why in wanting)
    return f"{wanting[0][1]}请{names}{AT_THE_HALL}，或者提交写明“{named_in_letters('withdraw')}”的特别授权委托书。"


def _wanting(application: Application, person: Person, user: Any, *, on: datetime.date) -> str:
    """Why somebody may not take the suit of this plaintiff back in their stead."""
    acting = [
        each
        for each in agents_of(application, person)
        if each.user_id == user.pk or each.name == user.full_name.strip()
    ]
    if not acting:
        rule = cite(CIVIL_PROCEDURE, 13, on, paragraph=2).text
        return f"原告{person.name}没有委托您代理，您不能替{person.name}撤回起诉（{rule}）。"
    special = acting[0].authority == Counsel.Authority.SPECIAL
    answer = may_act("withdraw", special=special, scope=acting[0].scope, on=on)
    if answer.value:
        return ""
    why = f"您的{answer.steps[0]}" if special else "您是一般授权的代理人"
    return f"{why}，不能代原告{person.name}撤回起诉（{'、'.join(answer.because)}）。"


def _who(person: Person) -> str:
    return f"{person.name}的法定代理人{person.representative}" if is_minor(person) else f"{person.name}本人"
