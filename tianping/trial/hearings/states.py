"""The machines of hearings: a record that is kept, closed, signed; a conversion; a stretch that does not count."""

from tianping.kernel.moves import Machine, Move

CIVIL = "《民事诉讼法》"

RECORD = Machine(
    name="hearing_record",
    title="庭审笔录",
    initial="open",
    owners={"open": "书记员", "closed": "到庭人员", "signed": "书记员"},
    labels={"open": "记录中", "closed": "待签名", "signed": "已签名"},
    moves=(
        Move("close", "open", "closed", who="书记员", law=f"{CIVIL}第一百五十条"),
        Move("sign", "closed", "signed", who="审判人员、书记员、当事人", law=f"{CIVIL}第一百五十条"),
    ),
)

INTERRUPTION = Machine(
    name="interruption",
    title="不计入审限的期间",
    initial="running",
    owners={"running": "承办人", "ended": "承办人"},
    labels={"running": "进行中", "ended": "已结束"},
    moves=(Move("end", "running", "ended", who="承办人", law="《民事诉讼法》司法解释第二百四十三条"),),
)

CONVERSION = Machine(
    name="conversion",
    title="转换审理程序",
    initial="ruling",
    owners={"ruling": "审判组织", "in_force": "卷宗", "dropped": "卷宗"},
    labels={"ruling": "裁定书办理中", "in_force": "已转换", "dropped": "未转换"},
    moves=(
        Move("take_effect", "ruling", "in_force", who="系统（裁定书制发）", law=f"{CIVIL}第一百七十条"),
        Move("drop", "ruling", "dropped", who="审判组织"),
    ),
)
