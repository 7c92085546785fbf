"""Where papers reach the plaintiff by electronic means (电子送达): only at a mobile number, to which an SMS can go."""

import datetime

from tianping.kernel.messages import mobile_number

NO_MOBILE = "同意用短信接收文书的，收件人电话请填写手机号码；没有手机的，请选“不同意，寄给我”。"


def why_not_electronic(agrees: bool | None, phone: str, *, on: datetime.date) -> str:
    """Why consent to electronic service cannot be taken; empty where it can, or was not given."""
    return NO_MOBILE if agrees and mobile_number(phone, on=on) is None else ""
