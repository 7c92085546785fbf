"""The machine of an application about an agreement: for its confirmation, or for a mediation paper."""

from tianping.kernel.moves import Machine, Move

CIVIL, INTERPRETATION = "《民事诉讼法》", "《民诉法解释》"

# While nothing is decided, it may be taken back (撤回申请).
WITHDRAWABLE = ("asked", "received", "accepted")

APPLICATION = Machine(
    name="confirmation",
    title="调解协议的司法确认、调解书",
    initial="asked",
    owners={
        "asked": "其他当事人",
        "received": "立案员",
        "accepted": "承办法官",
        "decided": "书记员",
        "effective": "档案室",
        "refused": "双方当事人",
        "withdrawn": "双方当事人",
    },
    labels={
        "asked": "待共同申请",
        "received": "待受理",
        "accepted": "审查中",
        "decided": "待送达",
        "effective": "已生效",
        "refused": "不予受理",
        "withdrawn": "已撤回",
    },
    moves=(
        Move("join", "asked", "received", who="双方当事人（最后一人申请）", law=f"{CIVIL}第二百零五条"),
        Move("accept", "received", "accepted", who="立案员", law=f"{CIVIL}第二百零六条"),
        Move("refuse", "received", "refused", who="立案员", law=f"{INTERPRETATION}第三百五十五条"),
        Move("decide", "accepted", "decided", who="承办法官", law=f"{CIVIL}第二百零六条"),
        Move("reopen", "decided", "accepted", who="承办法官"),
        Move("serve", "decided", "effective", who="书记员（全部送达）", law=f"{CIVIL}第二百零六条"),
        Move(
            "withdraw",
            WITHDRAWABLE,
            "withdrawn",
            who="双方当事人",
            law=f"{INTERPRETATION}第三百五十七条",
        ),
    ),
)
