"""What litigants of the demonstration do on their phones: agree to electronic service, answer, prove, waive."""

from collections.abc import Sequence

from tianping.cases.models import Case, Litigant
from tianping.cases.permissions import Looker
from tianping.config.demo.stage import Stage
from tianping.config.pictures import sheet
from tianping.kernel.clock import china_day
from tianping.papers.dossier import actions
from tianping.papers.dossier.actions import Upload
from tianping.papers.dossier.models import HandIn
from tianping.papers.dossier.queries import remaining_periods
from tianping.papers.service import actions as service_actions
from tianping.papers.service.models import Consent

WORDS = "原告起诉的借款本金属实。2022年下半年已经还款三次，共计6,000元，请求从本金中扣除；愿意分期偿还其余款项。"


def litigants_answer(cases: Sequence[Case], stage: Stage) -> None:
    """In the first served case an answer is sent on, in the second one waits; the third side waives, one agrees."""
    first, second, third = (_defendant(case) for case in cases[:3])
    answer = _answer(first, stage)
    actions.forward(answer, by=stage.clerk, at=stage.at)
    _answer(second, stage)
    draft = actions.begin(second, HandIn.Kind.EVIDENCE, at=stage.at)
    actions.attach(draft, Upload(sheet(), "还款转账截图", "证明2022年下半年还款三次"))
    actions.hand_in(draft, at=stage.at)
    at = stage.at
    actions.waive(third, [row.pk for row in remaining_periods(third, china_day(at))], at=at)
    phone = third.litigant.phone or "19900000000"
    service_actions.agree(third, Consent.Channel.SMS, phone, at=stage.at, is_proven=True)


def _defendant(case: Case) -> Looker:
    return Looker(case, case.matter.litigants.filter(role=Litigant.Role.DEFENDANT)[0])


def _answer(looker: Looker, stage: Stage) -> HandIn:
    draft = actions.begin(looker, HandIn.Kind.ANSWER, at=stage.at)
    actions.write(draft, WORDS)
    return actions.hand_in(draft, at=stage.at)
