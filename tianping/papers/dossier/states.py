"""The machine of what a litigant hands in: typed in peace, handed in under a number, sent on or settled."""

from tianping.kernel.moves import Machine, Move

CIVIL = "《中华人民共和国民事诉讼法》"

HAND_IN = Machine(
    name="hand_in",
    title="当事人提交材料",
    initial="draft",
    owners={
        "draft": "当事人",
        "received": "书记员",
        "forwarded": "卷宗",
        "noted": "卷宗",
        "asked": "审判组织",
        "settled": "卷宗",
    },
    labels={
        "draft": "未提交",
        "received": "待转送",
        "forwarded": "已转送对方",
        "noted": "已记入",
        "asked": "待审查处理",
        "settled": "已处理",
    },
    moves=(
        Move("hand_in", "draft", "received", who="当事人，书记员代收", law=f"{CIVIL}第六十九条、第一百二十八条"),
        Move("forward", "received", "forwarded", who="书记员", law=f"{CIVIL}第一百二十八条"),
        Move("waive", "draft", "noted", who="当事人"),
        Move("ask", "draft", "asked", who="当事人，书记员代收", law=f"{CIVIL}第四十八条、第一百三十条"),
        Move("settle", "asked", "settled", who="审判组织", law=f"{CIVIL}第五十条、第一百三十条"),
    ),
)
