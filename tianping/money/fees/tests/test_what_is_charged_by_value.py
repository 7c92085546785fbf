"""Only causes whose fee follows the sum claimed are taken in; others have scales of their own."""

import pytest

from tianping.kernel.refusals import Refused
from tianping.money.fees.permissions import check_can_charge


@pytest.mark.parametrize("cause", ["离婚纠纷", "名誉权纠纷", "追索劳动报酬纠纷", "申请司法确认调解协议"])
def test_a_cause_with_a_scale_of_its_own_is_refused_with_the_article(cause: str) -> None:
    with pytest.raises(Refused, match="不按财产案件的标准计算（《诉讼费用交纳办法》第十三条"):
        check_can_charge(cause)


@pytest.mark.parametrize("cause", ["金融借款合同纠纷", "民间借贷纠纷", "离婚后财产纠纷", "机动车交通事故责任纠纷"])
def test_a_cause_charged_by_value_is_taken_in(cause: str) -> None:
    check_can_charge(cause)
