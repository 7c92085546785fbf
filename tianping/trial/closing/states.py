"""The machine of an ending: from the day a case is closed until its ending binds."""

from tianping.kernel.moves import Machine, Move

CIVIL = "《民事诉讼法》"

ENDING = Machine(
    name="ending",
    title="结案",
    initial="awaiting",
    owners={
        "awaiting": "书记员",
        "appealed": "书记员",
        "sent": "第二审人民法院",
        "binding": "档案室",
        "remanded": "立案庭",
    },
    labels={
        "awaiting": "待生效",
        "appealed": "已上诉",
        "sent": "已移送二审",
        "binding": "已生效",
        "remanded": "发回重审",
    },
    moves=(
        Move("bind", "awaiting", "binding", who="系统（期满、签收、签名）", law=f"{CIVIL}第一百五十八条"),
        Move("appeal", "awaiting", "appealed", who="当事人", law=f"{CIVIL}第一百七十一条"),
        Move("send", "appealed", "sent", who="书记员", law=f"{CIVIL}第一百七十四条"),
        Move("decide", "sent", "binding", who="第二审人民法院", law=f"{CIVIL}第一百七十七条"),
        Move("remand", "sent", "remanded", who="第二审人民法院", law=f"{CIVIL}第一百七十七条"),
    ),
)
