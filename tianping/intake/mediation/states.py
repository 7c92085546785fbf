"""The machines of mediation: a referral before filing or after, one session, an agreement."""

from tianping.kernel.moves import Machine, Move

REFERRAL = Machine(
    name="referral",
    title="委派、委托调解",
    initial="referred",
    owners={
        "referred": "调解组织",
        "declined": "立案庭（委托的为承办法官）",
        "accepted": "调解员",
        "agreed": "立案庭（委托的为承办法官）",
        "failed": "立案庭（委托的为承办法官）",
        "withdrawn": "立案庭（委托的为承办法官）",
    },
    labels={
        "referred": "待接受",
        "declined": "不予接受",
        "accepted": "调解中",
        "agreed": "调解成功",
        "failed": "调解不成",
        "withdrawn": "退回",
    },
    moves=(
        Move("accept", "referred", "accepted", who="调解员", law="《人民法院在线调解规则》第十二条"),
        Move("decline", "referred", "declined", who="调解组织", law="《人民法院在线调解规则》第十二条"),
        Move(
            "reassign",
            ("referred", "declined", "accepted"),
            "referred",
            who="立案员（委托的为审判组织）",
            law="《人民法院在线调解规则》第十二条、第十四条",
        ),
        Move("agree", "accepted", "agreed", who="调解员", law="《人民法院在线调解规则》第二十五条"),
        Move("fail", "accepted", "failed", who="调解员", law="《人民法院在线调解规则》第二十五条"),
        Move(
            "withdraw",
            ("referred", "declined", "accepted"),
            "withdrawn",
            who="立案员（委托的为审判组织）",
            law="《人民法院在线调解规则》第二十五条",
        ),
        Move(
            "refuse",
            ("referred", "declined", "accepted"),
            "withdrawn",
            who="当事人",
            law="《人民法院在线调解规则》第二十五条",
        ),
    ),
)

SESSION = Machine(
    name="mediation_session",
    title="调解会",
    initial="appointed",
    owners={"appointed": "调解员", "held": "调解员", "cancelled": "调解员"},
    labels={"appointed": "已约定", "held": "已调解", "cancelled": "已取消"},
    moves=(
        Move("hold", "appointed", "held", who="调解员", law="《人民法院在线调解规则》第二十二条"),
        Move("cancel", "appointed", "cancelled", who="调解员"),
    ),
)

AGREEMENT = Machine(
    name="mediation_agreement",
    title="调解协议",
    initial="offered",
    owners={"offered": "双方当事人", "effective": "双方当事人", "void": "卷宗"},
    labels={"offered": "待签名", "effective": "已生效", "void": "已作废"},
    moves=(
        Move("bind", "offered", "effective", who="双方当事人（全部签名）", law="《人民法院在线调解规则》第十九条"),
        Move("void", "offered", "void", who="调解员", law="《人民法院在线调解规则》第二十五条"),
    ),
)
