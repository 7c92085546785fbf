"""The machine of a delivery: one paper on its way to one litigant."""

from tianping.kernel.moves import Machine, Move

CIVIL = "《中华人民共和国民事诉讼法》"

DELIVERY = Machine(
    name="delivery",
    title="送达",
    initial="waiting",
    owners={"waiting": "书记员", "retry": "书记员", "served": "卷宗"},
    labels={"waiting": "待送达", "retry": "退回待补送", "served": "已送达"},
    moves=(
        Move("fail", ("waiting", "retry"), "retry", who="书记员、送达人员"),
        Move("serve", ("waiting", "retry"), "served", who="书记员、送达人员", law=f"{CIVIL}第八十七条至第九十五条"),
    ),
)
