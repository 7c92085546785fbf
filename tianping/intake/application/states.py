"""The machine of a pleading that is being written."""

from tianping.kernel.moves import Machine, Move

APPLICATION = Machine(
    name="application",
    title="起诉状",
    initial="drafting",
    owners={"drafting": "起诉人", "handed_in": "立案庭", "given_up": "起诉人"},
    labels={"drafting": "正在填写", "handed_in": "已提交", "given_up": "已放弃"},
    moves=(
        Move("hand_in", "drafting", "handed_in", who="起诉人", law="《民事诉讼法》第一百二十三条"),
        Move("give_up", "drafting", "given_up", who="起诉人"),
    ),
)
