"""The machine of an application for enforcement."""

from tianping.kernel.moves import Machine, Move

ENFORCEMENT = Machine(
    name="enforcement",
    title="申请执行",
    initial="received",
    owners={"received": "立案员", "accepted": "执行员", "withdrawn": "卷宗"},
    labels={"received": "待立案", "accepted": "已立案", "withdrawn": "已撤回"},
    moves=(
        Move(
            "accept",
            "received",
            "accepted",
            who="立案员",
            law="《最高人民法院关于人民法院执行工作若干问题的规定（试行）》第十六条",
        ),
        Move("withdraw", "received", "withdrawn", who="申请执行人"),
    ),
)
