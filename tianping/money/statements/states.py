"""The machine of one row of a bank statement."""

from tianping.kernel.moves import Machine, Move

RECEIPT = Machine(
    name="bank_receipt",
    title="到账记录",
    initial="listed",
    owners={"listed": "出纳", "posted": "交费通知", "set_aside": "出纳"},
    labels={"listed": "待处理", "posted": "已登记交费", "set_aside": "不作交费处理"},
    moves=(
        Move("post", "listed", "posted", who="出纳"),
        Move("release", "posted", "listed", who="出纳"),
        Move("set_aside", "listed", "set_aside", who="出纳"),
        Move("take_up", "set_aside", "listed", who="出纳"),
    ),
)
