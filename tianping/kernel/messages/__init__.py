"""Messages (短信、邮件): rows written in the sender's transaction, sent by the worker through a gateway."""

from tianping.kernel.messages.outgoing import Draft, mobile_number, queue, queue_many, settle, try_again
from tianping.kernel.messages.sending import TRIES, send_due

__all__ = ["TRIES", "Draft", "mobile_number", "queue", "queue_many", "send_due", "settle", "try_again"]
