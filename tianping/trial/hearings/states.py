"""The machines of hearings: a record that is kept, closed, signed; a stretch that does not count in the limit."""

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
