"""The machines of court fees: a bill, and the settling of a case's fee when it ends."""

from tianping.kernel.moves import Machine, Move

BILL = Machine(
    name="fee_bill",
    title="诉讼费交纳通知",
    initial="issued",
    owners={"issued": "交费人", "paid": "出纳"},
    labels={"issued": "待交纳", "paid": "已交纳"},
    moves=(Move("pay", "issued", "paid", who="出纳", law="《诉讼费用交纳办法》第二十二条"),),
)

RECKONING = Machine(
    name="fee_reckoning",
    title="诉讼费结算",
    initial="settled",
    owners={"settled": "出纳", "refunded": "卷宗"},
    labels={"settled": "已结算", "refunded": "已退费"},
    moves=(Move("refund", "settled", "refunded", who="出纳", law="《诉讼费用交纳办法》第五十三条"),),
)
