"""The machine of a fee bill."""

from tianping.kernel.moves import Machine, Move

BILL = Machine(
    name="fee_bill",
    title="诉讼费交纳通知",
    initial="issued",
    owners={"issued": "交费人", "paid": "出纳"},
    labels={"issued": "待交纳", "paid": "已交纳"},
    moves=(Move("pay", "issued", "paid", who="出纳", law="《诉讼费用交纳办法》第二十二条"),),
)
