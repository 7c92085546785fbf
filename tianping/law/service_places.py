"""Where papers reach a litigant by mail (送达地址确认书): what they are told when they confirm or change it."""

from datetime import date

from tianping.law.answers import Answer, weaker
from tianping.law.laws import cite
from tianping.law.service import MAIL


def confirming(on: date) -> Answer[None]:
    """What follows from an address that a litigant confirmed, and from one that changed without a word."""
    duty, risk = cite(MAIL, 4, on), cite(MAIL, 11, on)
    steps = (
        "确认以后，本院把诉讼文书邮寄到这个地址，直到执行终结。",
        "地址变了，请及时在这里更改，或者书面告诉本院；更改以前已经寄出的文书，仍然寄到原来的地址。",
        "地址不准确，或者变了没有及时告诉本院，文书没有送到的，退回的日期视为送达日期。",
    )
    return Answer(None, steps, (duty.text, risk.text), weaker(duty.certainty, risk.certainty))
