"""The machine of an application for preservation, from its receipt until its measures are lifted."""

from tianping.kernel.moves import Machine, Move

RULES = "《最高人民法院关于人民法院办理财产保全案件若干问题的规定》"

PRESERVATION = Machine(
    name="preservation",
    title="财产保全",
    initial="received",
    owners={
        "received": "立案员",
        "awaiting_security": "申请人",
        "deciding": "审判员",
        "granted": "执行员",
        "executed": "审判员",
        "nothing_found": "卷宗",
        "lifting": "执行员",
        "lifted": "卷宗",
        "ended": "卷宗",
        "refused": "卷宗",
        "withdrawn": "卷宗",
    },
    labels={
        "received": "待受理",
        "awaiting_security": "待提供担保",
        "deciding": "待裁定",
        "granted": "待执行",
        "executed": "已保全",
        "nothing_found": "未查到财产",
        "lifting": "待解除",
        "lifted": "已解除",
        "ended": "措施已终止",
        "refused": "已驳回",
        "withdrawn": "已撤回",
    },
    moves=(
        Move("accept", "received", "deciding", who="立案员（诉讼中的为审判组织）", law=f"{RULES}第四条"),
        Move("demand_security", "deciding", "awaiting_security", who="审判员", law=f"{RULES}第五条"),
        Move("take_security", "awaiting_security", "deciding", who="立案员、书记员", law=f"{RULES}第四条"),
        Move(
            "grant",
            "deciding",
            "granted",
            who="审判员",
            law="《中华人民共和国民事诉讼法》第一百零三条、第一百零四条",
        ),
        Move(
            "refuse",
            ("deciding", "awaiting_security"),
            "refused",
            who="审判员",
            law="《中华人民共和国民事诉讼法》第一百零四条",
        ),
        Move("withdraw", ("received", "awaiting_security", "deciding"), "withdrawn", who="申请人"),
        Move("execute", "granted", "executed", who="执行员", law=f"{RULES}第二条、第十五条"),
        Move("find_nothing", "granted", "nothing_found", who="执行员", law=f"{RULES}第十一条"),
        Move("order_lifting", "executed", "lifting", who="审判员", law=f"{RULES}第二十三条"),
        Move(
            "end",
            "executed",
            "ended",
            who="系统（措施全部失效或者解除）",
            law="《最高人民法院关于人民法院民事执行中查封、扣押、冻结财产的规定》第二十七条",
        ),
        Move("lift", "lifting", "lifted", who="执行员", law=f"{RULES}第二十三条"),
    ),
)
