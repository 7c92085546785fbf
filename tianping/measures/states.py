"""The machines of a measure: waiting in order, in force, how it ended; and of an application to renew it."""

from tianping.kernel.moves import Machine, Move

MEASURE = Machine(
    name="measure",
    title="查封、扣押、冻结措施",
    initial="waiting",
    owners={
        "waiting": "执行员",
        "in_force": "执行员",
        "lifted": "卷宗",
        "lapsed": "卷宗",
    },
    labels={"waiting": "轮候", "in_force": "有效", "lifted": "已解除", "lapsed": "期限届满失效"},
    moves=(
        Move(
            "take_effect",
            "waiting",
            "in_force",
            who="执行员",
            law="《最高人民法院关于人民法院民事执行中查封、扣押、冻结财产的规定》第一条、第二十六条",
        ),
        Move(
            "lift",
            ("waiting", "in_force"),
            "lifted",
            who="执行员",
            law="《最高人民法院关于人民法院民事执行中查封、扣押、冻结财产的规定》第二十八条",
        ),
        Move(
            "lapse",
            "in_force",
            "lapsed",
            who="系统（期限届满）",
            law="《最高人民法院关于人民法院民事执行中查封、扣押、冻结财产的规定》第二十七条",
        ),
    ),
)

_RENEWED = "《最高人民法院关于人民法院办理财产保全案件若干问题的规定》第十八条"

RENEWAL_REQUEST = Machine(
    name="renewal_request",
    title="续行申请",
    initial="asked",
    owners={"asked": "执行员", "granted": "卷宗", "refused": "卷宗", "closed": "卷宗"},
    labels={"asked": "待决定", "granted": "已续行", "refused": "不予续行", "closed": "措施已结束"},
    moves=(
        Move("grant", "asked", "granted", who="执行员", law=_RENEWED),
        Move("refuse", "asked", "refused", who="执行员", law=_RENEWED),
        Move("close", "asked", "closed", who="系统（措施结束）", law=_RENEWED),
    ),
)
