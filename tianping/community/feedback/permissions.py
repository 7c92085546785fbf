"""Who reads and answers what people had to say."""

from typing import Any

from django.db.models import QuerySet

from tianping.accounts.permissions import Permission, check_may, held_posts
from tianping.accounts.posts import Post
from tianping.community.feedback.models import Voice
from tianping.kernel.refusals import Forbidden

READ_VOICES = Permission(
    "feedback.read", "查看和答复群众意见", frozenset({Post.PETITION_OFFICER, Post.FILING_CLERK, Post.TRIAL_MANAGER})
)
# A complaint may be about anybody in the court; it is confidential to the post that handles it.
HANDLE_COMPLAINTS = Permission("feedback.complaints", "查看和答复投诉", frozenset({Post.PETITION_OFFICER}))


def visible_voices(user: Any) -> QuerySet[Voice]:
    """What a person may read: complaints only who handles them."""
    held = held_posts(user)
    if HANDLE_COMPLAINTS.allows(held):
        return Voice.objects.all()
    return Voice.objects.exclude(kind=Voice.Kind.COMPLAINT) if READ_VOICES.allows(held) else Voice.objects.none()


def check_can_answer(user: Any, voice: Voice) -> None:
    """Raise unless this person may answer it."""
    check_may(user, READ_VOICES)
    if not visible_voices(user).filter(pk=voice.pk).exists():
        raise Forbidden("投诉由信访专员办理，其他岗位不能查看和答复。")
