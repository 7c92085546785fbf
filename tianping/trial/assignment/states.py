"""The machines of assignment: a draw, a request for reassignment, a recusal."""

from tianping.kernel.moves import Machine, Move

LEADERS = "庭长、院长"

DRAW = Machine(
    name="draw",
    title="随机抽取",
    initial="committed",
    owners={"committed": "分案人员", "fixed": "分案人员", "drawn": "承办法官", "void": "审判管理办公室"},
    labels={"committed": "已公布承诺", "fixed": "名册已固定", "drawn": "已抽取", "void": "已作废"},
    moves=(
        Move("fix", "committed", "fixed", who="分案人员"),
        Move("draw", "fixed", "drawn", who="分案人员"),
        Move("void", ("committed", "fixed"), "void", who="分案人员"),
    ),
)

REASSIGNMENT = Machine(
    name="reassignment",
    title="变更审判人员",
    initial="requested",
    owners={"requested": LEADERS, "approved": "分案人员", "refused": "承办法官"},
    labels={"requested": "待批准", "approved": "已批准", "refused": "未批准"},
    moves=(
        Move("approve", "requested", "approved", who=LEADERS),
        Move("refuse", "requested", "refused", who=LEADERS),
    ),
)

RECUSAL = Machine(
    name="recusal",
    title="回避",
    initial="requested",
    owners={
        "requested": "院长（其他人员由审判长或者独任审判员）",
        "granted": "分案人员",
        "refused": "承办法官",
        "reviewing": "院长（其他人员由审判长或者独任审判员）",
        "upheld": "承办法官",
    },
    labels={
        "requested": "待决定",
        "granted": "准许回避",
        "refused": "驳回申请",
        "reviewing": "复议中",
        "upheld": "复议维持",
    },
    moves=(
        Move("grant", "requested", "granted", who="院长", law="《民事诉讼法》第四十九条"),
        Move("refuse", "requested", "refused", who="院长", law="《民事诉讼法》第四十九条"),
        Move("ask_review", "refused", "reviewing", who="申请人", law="《民事诉讼法》第五十条"),
        Move("uphold", "reviewing", "upheld", who="院长", law="《民事诉讼法》第五十条"),
        Move("overturn", "reviewing", "granted", who="院长", law="《民事诉讼法》第五十条"),
    ),
)
