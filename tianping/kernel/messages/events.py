"""Facts that messages make known."""

from dataclasses import dataclass
from typing import ClassVar

from tianping.kernel.outbox import Fact


@dataclass(frozen=True)
class MessagesSent(Fact):
    """Messages left the house at this moment (发送成功); those that carried a one-time code are not named."""

    name: ClassVar[str] = "messages.sent"
    message_ids: list[int]
