"""The machine of a planned hearing (排期): from the day it is fixed until it was held, put elsewhere, or given up."""

from tianping.kernel.moves import Machine, Move

CIVIL = "《民事诉讼法》"

HEARING = Machine(
    name="hearing",
    title="排期开庭",
    initial="fixed",
    owners={"fixed": "书记员", "held": "书记员", "moved": "书记员", "cancelled": "书记员"},
    labels={"fixed": "待开庭", "held": "已开庭", "moved": "已改期", "cancelled": "已取消"},
    moves=(
        Move("hold", "fixed", "held", who="书记员（庭审笔录记录完毕）", law=f"{CIVIL}第一百五十条"),
        Move("reschedule", "fixed", "moved", who="审判人员、书记员", law=f"{CIVIL}第一百三十九条"),
        Move("cancel", "fixed", "cancelled", who="审判人员、书记员"),
    ),
)
