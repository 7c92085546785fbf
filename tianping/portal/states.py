"""The machine of a call-back: somebody asked to be called, somebody of the court calls."""

from tianping.kernel.moves import Machine, Move

CALL_BACK = Machine(
    name="call_back",
    title="回电",
    initial="waiting",
    owners={"waiting": "立案窗口", "called": "立案窗口", "done": "回电记录"},
    labels={"waiting": "待回电", "called": "已打过，未办完", "done": "已办完"},
    moves=(
        Move("call", ("waiting", "called"), "called", who="立案窗口"),
        Move("finish", ("waiting", "called"), "done", who="立案窗口"),
    ),
)
