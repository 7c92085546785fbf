"""The machine of a supervised case."""

from tianping.kernel.moves import Machine, Move

# 法发〔2021〕30号, recalled and not at hand: the four kinds and the steps are to be compared with its text.
SOURCE = "《关于进一步完善“四类案件”监督管理工作机制的指导意见》（法发〔2021〕30号）"

SUPERVISION = Machine(
    name="supervision",
    title="四类案件监督管理",
    initial="marked",
    owners={"marked": "院长、副院长、庭长", "ended": "审判管理办公室"},
    labels={"marked": "监督中", "ended": "已解除"},
    moves=(Move("end", "marked", "ended", who="院长、副院长、庭长", law=SOURCE),),
)
