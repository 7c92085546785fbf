"""The machines of the spine: a numbered case, and a request to extend one of its clocks."""

from tianping.kernel.moves import Machine, Move

CASE = Machine(
    name="case",
    title="案件",
    initial="open",
    owners={"open": "承办人（未分案的为立案庭）", "closed": "档案室"},
    labels={"open": "在办", "closed": "已结"},
    moves=(Move("close", "open", "closed", who="承办人"),),
)

EXTENSION = Machine(
    name="clock_extension",
    title="审限延长申请",
    initial="requested",
    owners={"requested": "院长", "approved": "承办人", "refused": "承办人", "lapsed": "承办人"},
    labels={"requested": "待批准", "approved": "已批准", "refused": "未批准", "lapsed": "不再审批"},
    moves=(
        Move("approve", "requested", "approved", who="院长", law="《民事诉讼法》第一百五十二条"),
        Move("refuse", "requested", "refused", who="院长", law="《民事诉讼法》第一百五十二条"),
        Move("lapse", "requested", "lapsed", who="系统（审理程序已转换）"),
    ),
)
