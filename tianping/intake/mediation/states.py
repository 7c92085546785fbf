"""The machine of a referral to mediators, before filing or after."""

from tianping.kernel.moves import Machine, Move

REFERRAL = Machine(
    name="referral",
    title="委派、委托调解",
    initial="referred",
    owners={
        "referred": "调解组织",
        "accepted": "调解员",
        "agreed": "立案庭（委托的为承办法官）",
        "failed": "立案庭（委托的为承办法官）",
        "withdrawn": "立案庭（委托的为承办法官）",
    },
    labels={
        "referred": "待接受",
        "accepted": "调解中",
        "agreed": "调解成功",
        "failed": "调解不成",
        "withdrawn": "退回",
    },
    moves=(
        Move("accept", "referred", "accepted", who="调解员", law="《人民法院在线调解规则》第十二条"),
        Move("agree", "accepted", "agreed", who="调解员", law="《人民法院在线调解规则》第二十五条"),
        Move("fail", "accepted", "failed", who="调解员", law="《人民法院在线调解规则》第二十五条"),
        Move(
            "withdraw",
            ("referred", "accepted"),
            "withdrawn",
            who="立案员（委托的为审判组织）",
            law="《人民法院在线调解规则》第二十五条",
        ),
    ),
)
