"""The machine of an application for enforcement."""

from tianping.kernel.moves import Machine, Move
from tianping.law.laws import title

# While nothing was decided, whoever applies may take the application back.
WITHDRAWABLE = ("received", "correcting")

ENFORCEMENT = Machine(
    name="enforcement",
    title="申请执行",
    initial="received",
    owners={
        "received": "立案员",
        "correcting": "申请执行人",
        "refusing": "审判员",
        "accepted": "执行员",
        "refused": "申请执行人",
        "withdrawn": "卷宗",
    },
    labels={
        "received": "待立案",
        "correcting": "待补正",
        "refusing": "待裁定不予受理",
        "accepted": "已立案",
        "refused": "不予受理",
        "withdrawn": "已撤回",
    },
    moves=(
        Move(
            "accept",
            "received",
            "accepted",
            who="立案员",
            law=f"{title('执行工作规定')}第十六条",
        ),
        Move("ask_correction", "received", "correcting", who="立案员"),
        Move("correct", "correcting", "received", who="申请执行人"),
        # The days are over and not all has come: it is decided on what there is.
        Move("end_corrections", "correcting", "received", who="立案员"),
        Move("propose_refusal", "received", "refusing", who="立案员"),
        Move("return_refusal", "refusing", "received", who="审判员"),
        Move("refuse", "refusing", "refused", who="审判员", law=f"{title('执行工作规定')}第十六条"),
        Move("withdraw", WITHDRAWABLE, "withdrawn", who="申请执行人"),
    ),
)
