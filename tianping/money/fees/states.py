"""The machines of court fees: a bill, and the settling of a case's fee when it ends."""

from tianping.kernel.moves import Machine, Move

BILL = Machine(
    name="fee_bill",
    title="诉讼费交纳通知",
    initial="issued",
    owners={"issued": "交费人", "paid": "出纳", "waived": "卷宗"},
    labels={"issued": "待交纳", "paid": "已交纳", "waived": "已免交"},
    moves=(
        Move("pay", "issued", "paid", who="出纳", law="《诉讼费用交纳办法》第二十二条"),
        Move("reopen", "paid", "issued", who="出纳"),
        Move("waive", "issued", "waived", who="院长", law="《诉讼费用交纳办法》第四十五条"),
    ),
)

RELIEF = Machine(
    name="fee_relief",
    title="司法救助申请",
    initial="asked",
    owners={"asked": "院长、庭长", "granted": "卷宗", "refused": "卷宗"},
    labels={"asked": "待决定", "granted": "准予", "refused": "不予准许"},
    moves=(
        Move("grant", "asked", "granted", who="院长、庭长", law="《诉讼费用交纳办法》第四十五条至第四十七条"),
        Move("refuse", "asked", "refused", who="院长、庭长", law="《诉讼费用交纳办法》第四十八条"),
    ),
)

RECKONING = Machine(
    name="fee_reckoning",
    title="诉讼费结算",
    initial="settled",
    owners={"settled": "出纳", "refunded": "卷宗"},
    labels={"settled": "已结算", "refunded": "已退费"},
    moves=(Move("refund", "settled", "refunded", who="出纳", law="《诉讼费用交纳办法》第五十三条"),),
)
