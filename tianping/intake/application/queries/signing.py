"""Who signs a pleading (具状人): every plaintiff, or who speaks or acts for them, beside whoever is logged in."""

from typing import Any

from tianping.accounts.permissions import held_posts
from tianping.accounts.posts import Post
from tianping.cases.models import Litigant
from tianping.intake.application.models import Application, Person, Signature
from tianping.intake.application.queries.pleading import acting_for, is_minor, plaintiffs_of


def signatures_of(application: Application) -> list[Signature]:
    """The signatures that count: of what the pleading says now, for the next handing in."""
    rows = Signature.objects.filter(application=application, is_over=False)
    return list(rows.select_related("file", "person").order_by("pk"))


def unsigned_of(application: Application) -> list[Person]:
    """The plaintiffs for whom nobody has signed yet (民事诉讼法第五十五条第二款)."""
    signed = {each.person_id for each in signatures_of(application)}
    return [each for each in plaintiffs_of(application) if each.pk not in signed]


def signed_by(application: Application, name: str) -> list[Person]:
    """For whom of those who are still to sign this name counts; of two plaintiffs of one name for the first."""
    left = unsigned_of(application)
    own = [each for each in left if name == _own_name(each)]
    others = [each for each in left if each not in own and name in _names(application, each)]
    return [*own[:1], *others]


def signers_of(application: Application) -> set[str]:
    """Everybody whose signature the pleading may bear, by name; for a minor the statutory agent (民法典第二十条)."""
    return {name for each in plaintiffs_of(application) for name in _names(application, each)}


def own_names(application: Application, user: Any) -> set[str]:
    """The names among the signers in which somebody is signed in: their own, and who speaks for their unit."""
    own = {user.full_name.strip()}
    for each in plaintiffs_of(application):
        is_unit = each.kind != Litigant.Kind.NATURAL
        if is_unit and (Post.ENTERPRISE in held_posts(user) or each.name in own):
            own |= {each.name, each.representative}
    return signers_of(application) & own


def signers_for(application: Application, user: Any) -> set[str]:
    """Who may still sign on this person's page: at the counter all; else all, where the page is a signer's own.

    One telephone is handed round: who is not logged in signs there by hand.
    """
    if application.channel != Application.Channel.COUNTER and not own_names(application, user):
        return set()
    return {name for each in unsigned_of(application) for name in _names(application, each)}


def why_not_signer(application: Application, user: Any) -> str:
    """The sentence for whoever is none of those who sign."""
    plaintiffs = "、".join(each.name for each in plaintiffs_of(application))
    return (
        f"您登录的账号是{user.full_name}，不是原告{plaintiffs}。"
        "替别人起诉的，请在“代理人”中写明并上传授权委托书，再以代理人签名。"
    )


def next_signer(application: Application, user: Any) -> str:
    """The name with which to go on signing: one's own, then that of the next plaintiff; empty where nobody may."""
    left = unsigned_of(application)
    allowed = signers_for(application, user)
    people = [each for each in left if each.kind == Litigant.Kind.NATURAL]
    speaking = {name for each in left for name in _names(application, each)}
    speaking -= {each.name for each in left if each.kind != Litigant.Kind.NATURAL}
    own = own_names(application, user) & speaking
    if application.channel != Application.Channel.COUNTER and own:
        return own.pop() if len(own) == 1 else ""
    waiting = [_own_name(each) for each in people] if len(plaintiffs_of(application)) > 1 else sorted(speaking)
    return waiting[0] if allowed and waiting and (len(waiting) == 1 or len(left) > 1) else ""


def ends_signing(application: Application) -> bool:
    """Whether one more name may be all that is missing."""
    left = [_names(application, each) for each in unsigned_of(application)]
    return not left or bool(set.intersection(*left))


def _own_name(person: Person) -> str:
    return person.representative if is_minor(person) and person.representative else person.name


def _names(application: Application, person: Person) -> set[str]:
    """In whose names a plaintiff signs: their own, who speaks for them, who acts for them."""
    acting = {each.name for each in application.agents.all() if person in acting_for(application, each)}
    own = {person.representative} if is_minor(person) else {person.name, person.representative}
    return {name for name in acting | own if name}
