"""The machine of a measure: waiting in order, in force, and how it ended."""

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
