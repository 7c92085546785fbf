"""The machines of papers: a paper from its draft to its issue, and a print run that makes many."""

from tianping.kernel.moves import Machine, Move

PAPER = Machine(
    name="paper",
    title="文书",
    initial="draft",
    owners={
        "draft": "拟稿人",
        "proofread": "审判组织成员",
        "signed": "书记员",
        "issued": "卷宗",
        "discarded": "卷宗",
    },
    labels={"draft": "拟稿", "proofread": "待签署", "signed": "待制发", "issued": "已制发", "discarded": "已作废"},
    moves=(
        Move("proofread", "draft", "proofread", who="校对人（拟稿人以外的人）"),
        Move(
            "sign",
            "proofread",
            "signed",
            who="审理案件的全体审判人员",
            law="《中华人民共和国民事诉讼法》第一百五十五条",
        ),
        Move("send_back", ("proofread", "signed"), "draft", who="校对人、审判组织成员"),
        Move("issue", "signed", "issued", who="书记员", law="《中华人民共和国民事诉讼法》第一百五十五条"),
        Move("issue_notice", "draft", "issued", who="书记员"),
        Move("discard", ("draft", "proofread", "signed"), "discarded", who="拟稿人"),
    ),
)

PRINT_RUN = Machine(
    name="print_run",
    title="批量制作文书",
    initial="queued",
    owners={"queued": "后台", "done": "书记员"},
    labels={"queued": "制作中", "done": "已完成"},
    moves=(Move("finish", "queued", "done", who="后台"),),
)
