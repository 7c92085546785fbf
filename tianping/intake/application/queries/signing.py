"""Who signs a pleading (具状人): plaintiffs, those who speak for units, agents; over the net only as oneself."""

from typing import Any

from tianping.accounts.permissions import held_posts
from tianping.accounts.posts import Post
from tianping.cases.models import Litigant
from tianping.intake.application.models import Application, Person
from tianping.intake.application.queries.pleading import is_minor


def signers_of(application: Application) -> set[str]:
    """Everybody whose signature the pleading may bear, by name; for a minor the statutory agent (民法典第二十条)."""
    plaintiffs = _plaintiffs(application)
    speaking = {each.representative for each in plaintiffs if each.representative}
    own = {each.name for each in plaintiffs if each.name and not is_minor(each)}
    return own | speaking | {each.name for each in application.agents.all()}


def signers_for(application: Application, user: Any) -> set[str]:
    """In whose names this person may sign: at the counter all; else their own, and who speaks for their unit."""
    every = signers_of(application)
    if application.channel == Application.Channel.COUNTER:
        return every
    own = {user.full_name.strip()}
    for each in _plaintiffs(application):
        is_unit = each.kind != Litigant.Kind.NATURAL
        if is_unit and (Post.ENTERPRISE in held_posts(user) or each.name in own):
            own |= {each.name, each.representative}
    return every & own


def why_not_signer(application: Application, user: Any) -> str:
    """The sentence for whoever is none of those who sign."""
    plaintiffs = "、".join(each.name for each in _plaintiffs(application))
    return (
        f"您登录的账号是{user.full_name}，不是原告{plaintiffs}。"
        "替别人起诉的，请在“代理人”中写明并上传授权委托书，再以代理人签名。"
    )


def only_signer(application: Application, user: Any) -> str:
    """The name to sign with where there is no choice; empty where there is one, or nobody may."""
    own = signers_for(application, user)
    natural = {each.name for each in _plaintiffs(application) if each.kind == Litigant.Kind.NATURAL}
    people = own & (natural | {each.representative for each in _plaintiffs(application)} | _agent_names(application))
    return people.pop() if len(people) == 1 else ""


def _agent_names(application: Application) -> set[str]:
    return {each.name for each in application.agents.all()}


def _plaintiffs(application: Application) -> list[Person]:
    return [each for each in application.people.all() if each.role == Litigant.Role.PLAINTIFF]
