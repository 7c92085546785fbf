"""The machine of what somebody had to say (意见)."""

from tianping.kernel.moves import Machine, Move

VOICE = Machine(
    name="voice",
    title="群众意见",
    initial="received",
    owners={"received": "信访专员（感谢、建议为立案员）", "answered": "群众意见"},
    labels={"received": "待答复", "answered": "已答复"},
    moves=(Move("answer", "received", "answered", who="信访专员（感谢、建议为立案员）"),),
)
