"""What the codes of the audit log are called on its page. Each room names its own as ``AUDIT_WORDS`` in ``urls.py``."""

from collections.abc import Mapping
from typing import Any

from tianping.accounts.models import LocalFigure
from tianping.accounts.posts import Post
from tianping.accounts.published import published

OWN_WORDS = {
    "access.refused": "拒绝访问",
    "audit.export": "导出审计记录",
    "audit.verify": "核验审计记录",
    "court.found": "设立法院",
    "division.add": "新增庭室",
    "identity.confirm_lawyer": "核对律师执业证",
    "identity.change_phone": "更换手机号码",
    "identity.copy": "复制本人信息",
    "identity.correct": "更正本人信息",
    "identity.register": "登记身份信息",
    "identity.verify": "核验身份",
    "identity.view": "查看身份信息",
    "identity.prove_phone": "用短信验证码核验手机",
    "identity.withdraw": "撤回同意并注销",
    "local_figure.enter": "登记本院数据",
    "message.fail": "信息未发出",
    "message.give_up": "信息转人工处理",
    "message.outbox": "查看演示发件箱",
    "message.queue": "登记待发信息",
    "message.send": "发出信息",
    "message.settle": "登记另行告知",
    "message.try_again": "重新发送信息",
    "message.view": "查看已发信息",
    "people.export": "导出人员名单",
    "person.add": "新增人员",
    "person.change_password": "修改本人密码",
    "person.deactivate": "停用账号",
    "person.reactivate": "恢复账号",
    "person.reset_password": "重置密码",
    "post.appoint": "任命岗位",
    "post.end": "免去岗位",
    "second_factor.recovery_codes_generated": "生成备用码",
    "second_factor.totp_activated": "启用验证器",
    "second_factor.totp_deactivated": "停用验证器",
    "second_factor.webauthn_added": "添加通行密钥",
    "second_factor.webauthn_removed": "移除通行密钥",
    "session.begin": "登录",
    "session.end": "退出",
    "session.idle": "久未操作自动退出",
    "session.locked": "密码试满次数",
    "session.refused": "登录未成功",
}


def action_words() -> dict[str, str]:
    """Every known code with its word."""
    words = dict(OWN_WORDS)
    for others in published("AUDIT_WORDS"):
        words |= others
    return words


def action_in_words(action: str) -> str:
    """The word for a code; the code itself if no room names it."""
    return action_words().get(action, action)


SUBJECT_WORDS = {
    "audit_log": "审计记录",
    "court": "本院",
    "division": "庭室",
    "local_figure": "本院数据",
    "message": "信息",
    "permission": "权限",
    "person": "人员",
    "register": "人员名册",
}
DETAIL_WORDS = {
    "code": "代码",
    "findings": "不一致处",
    "method": "方式",
    "name": "数据项",
    "post": "岗位",
    "route": "地址",
    "rows": "行数",
    "source": "原状态",
    "target": "新状态",
    "value": "数值",
}
VALUE_WORDS = {**dict(Post.choices), **dict(LocalFigure.Name.choices)}


def subject_in_words(subject: str) -> str:
    """What an entry is about, without names: 人员 12."""
    kind, colon, number = subject.partition(":")
    if number == "unknown":
        return "不存在的账号"
    return f"{SUBJECT_WORDS.get(kind, kind)}{' ' if colon else ''}{number}"


def detail_in_words(detail: Mapping[str, Any]) -> str:
    """The particulars of an entry; the salt is of no use to a reader."""
    return "；".join(
        f"{DETAIL_WORDS.get(key, key)}：{VALUE_WORDS.get(value, value) if isinstance(value, str) else value}"
        for key, value in detail.items()
        if key != "salt"
    )
