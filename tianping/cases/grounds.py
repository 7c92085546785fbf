"""Why days do not count in a trial limit (扣除事由), each with the article it rests on."""

import datetime
from dataclasses import dataclass

from tianping.law.laws import CIVIL_PROCEDURE_INTERPRETATION, cite

TRIAL_LIMIT_RULES = "审理期限规定"
INVITED_MEDIATION = "特邀调解规定"


@dataclass(frozen=True)
class Ground:
    """One ground: its words and where they stand (``item`` 0: the article as a whole)."""

    words: str
    law: str
    article: int
    item: int = 0

    def cited(self, on: datetime.date) -> str:
        """The citation in the text of a day."""
        return cite(self.law, self.article, on, item=self.item).text


GROUNDS: dict[str, Ground] = {
    "announcement": Ground("公告期间", CIVIL_PROCEDURE_INTERPRETATION, 243),
    "appraisal": Ground("鉴定期间", CIVIL_PROCEDURE_INTERPRETATION, 243),
    "settlement": Ground("双方当事人和解期间", CIVIL_PROCEDURE_INTERPRETATION, 243),
    "jurisdiction_objection": Ground("审理当事人提出的管辖异议期间", CIVIL_PROCEDURE_INTERPRETATION, 243),
    "jurisdiction_dispute": Ground("处理人民法院之间的管辖争议期间", CIVIL_PROCEDURE_INTERPRETATION, 243),
    "suspension": Ground("中止诉讼期间", TRIAL_LIMIT_RULES, 9, 9),
    "audit": Ground("审计、评估、资产清理期间", TRIAL_LIMIT_RULES, 9, 8),
    "mediation": Ground("委托调解延长的期间", INVITED_MEDIATION, 27),
}
