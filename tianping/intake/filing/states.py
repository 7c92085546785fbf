"""The machines of filing: one filing, and a batch of them."""

from tianping.kernel.moves import Machine, Move
from tianping.law.laws import REGISTRATION, title

# While nothing was decided and nobody mediates, whoever sues may take the suit back.
WITHDRAWABLE = ("received", "correcting", "refusing")
# What was handed in never gets a number.
WITHOUT_A_CASE = ("refused", "settled", "given_back", "withdrawn")

FILING = Machine(
    name="filing",
    title="立案申请",
    initial="received",
    owners={
        "received": "立案员",
        "correcting": "起诉人",
        "in_mediation": "调解组织",
        "refusing": "审判员",
        "accepted": "立案庭",
        "refused": "起诉人",
        "settled": "立案庭",
        "given_back": "起诉人",
        "withdrawn": "起诉人",
    },
    labels={
        "received": "待审查",
        "correcting": "待补正",
        "in_mediation": "诉前调解中",
        "refusing": "待裁定不予受理",
        "accepted": "已立案",
        "refused": "不予受理",
        "settled": "诉前调解成功",
        "given_back": "已退回诉状",
        "withdrawn": "起诉人撤回",
    },
    moves=(
        Move("accept", "received", "accepted", who="立案员", law="《民事诉讼法》第一百二十六条"),
        Move("refer", "received", "in_mediation", who="立案员", law="《民事诉讼法》第一百二十五条"),
        Move("ask_correction", "received", "correcting", who="立案员", law="《民诉法解释》第二百零八条"),
        Move("correct", "correcting", "received", who="起诉人", law="《民诉法解释》第一百二十六条"),
        Move("propose_refusal", "received", "refusing", who="立案员"),
        Move("return_refusal", "refusing", "received", who="审判员"),
        Move("refuse", "refusing", "refused", who="审判员", law="《民事诉讼法》第一百二十六条"),
        Move(
            "take_back",
            "in_mediation",
            "received",
            who="立案庭",
            law="《最高人民法院关于人民法院特邀调解的规定》第二十七条",
        ),
        Move("give_back", "correcting", "given_back", who="立案员", law=f"{title(REGISTRATION)}第七条"),
        Move("withdraw", WITHDRAWABLE, "withdrawn", who="起诉人", law="《民事诉讼法》第十三条"),
        Move("settle", "in_mediation", "settled", who="立案庭", law="《人民法院在线调解规则》第二十五条"),
    ),
)

BATCH = Machine(
    name="batch",
    title="批量立案",
    initial="checked",
    owners={"checked": "立案员", "queued": "后台", "filed": "立案庭", "abandoned": "起诉人"},
    labels={"checked": "待处理", "queued": "立案中", "filed": "已立案", "abandoned": "已退回"},
    moves=(
        Move("queue", "checked", "queued", who="立案员"),
        Move("file", "queued", "filed", who="后台"),
        Move("give_back", "queued", "checked", who="后台"),
        Move("abandon", "checked", "abandoned", who="立案员"),
    ),
)
