"""The machine of an outgoing message (短信、邮件)."""

from tianping.kernel.machines import Machine, Move

MESSAGE = Machine(
    name="message",
    title="发出的短信和邮件",
    initial="queued",
    owners={
        "queued": "系统",
        "failed": "系统",
        "sent": "已发信息",
        "given_up": "立案员、系统管理员",
        "settled": "已发信息",
    },
    labels={
        "queued": "待发送",
        "failed": "未发出，将重发",
        "sent": "已发出",
        "given_up": "未能发出，待处理",
        "settled": "已另行告知",
    },
    moves=(
        Move("send", ("queued", "failed"), "sent", who="系统"),
        Move("fail", ("queued", "failed"), "failed", who="系统"),
        Move("give_up", ("queued", "failed"), "given_up", who="系统"),
        Move("try_again", "given_up", "queued", who="立案员、系统管理员"),
        Move("settle", "given_up", "settled", who="立案员、系统管理员"),
    ),
)
