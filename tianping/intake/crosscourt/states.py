"""The machine of a pleading that was handed in here for another court."""

from tianping.kernel.moves import Machine, Move
from tianping.law.laws import REGISTRATION, title

OUTGOING = Machine(
    name="crosscourt",
    title="跨域立案（协作）",
    initial="received",
    owners={
        "received": "立案员",
        "correcting": "起诉人",
        "sent": "管辖法院",
        "arrived": "管辖法院",
        "filed": "管辖法院",
        "returned": "起诉人",
    },
    labels={
        "received": "已接收",
        "correcting": "待补正",
        "sent": "已发出",
        "arrived": "受诉法院已收到",
        "filed": "已登记立案",
        "returned": "退回",
    },
    moves=(
        Move("send", "received", "sent", who="立案员", law=f"{title(REGISTRATION)}第二条"),
        Move(
            "ask_correction",
            ("received", "sent", "arrived"),
            "correcting",
            who="立案员、管辖法院",
            law=f"{title(REGISTRATION)}第七条",
        ),
        Move("correct", "correcting", "received", who="起诉人", law=f"{title(REGISTRATION)}第七条"),
        Move("arrive", "sent", "arrived", who="管辖法院"),
        Move("file", ("sent", "arrived"), "filed", who="管辖法院", law="《民事诉讼法》第一百二十六条"),
        Move(
            "give_back",
            ("received", "correcting", "sent", "arrived"),
            "returned",
            who="立案员、管辖法院",
            law=f"{title(REGISTRATION)}第七条、第九条",
        ),
    ),
)
