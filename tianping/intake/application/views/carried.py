"""What a pleading takes over from where somebody comes from: guidance by its code, a preservation before the suit."""

from dataclasses import dataclass

from django.http import HttpRequest

from tianping.accounts.permissions import signed_in
from tianping.accounts.queries import this_court
from tianping.intake.application.actions import Carried
from tianping.intake.guidance import queries as guidance
from tianping.intake.preservation import queries as preservations
from tianping.kernel import clock
from tianping.law.element_forms import ElementForm, form_of
from tianping.law.wording import chinese_date

# Where a form asks for the sum that was preserved, and for what happened; the first that it asks counts.
SUMS = ("claim_fen", "principal_owed_fen", "price_owed_fen")
STORIES = ("happened", "other_facts")


@dataclass(frozen=True)
class Known:
    """What is known: the cause, what is carried over, and the sentence that says so before anything is begun."""

    cause_name: str
    carried: Carried
    lead: str

    @property
    def preservation_id(self) -> int | None:
        """The preservation that the suit follows, if it is one."""
        return self.carried.preservation_id


def what_is_known(request: HttpRequest) -> Known | None:
    """What the address leads to: ``guide`` is a code of guidance, ``preservation`` one's own preservation."""
    code, wanted = request.GET.get("guide", "")[:40], request.GET.get("preservation", "")[:12]
    if wanted.isdecimal():
        return _from_preservation(request, int(wanted))
    return _from_guide(code) if code else None


def _from_preservation(request: HttpRequest, pk: int) -> Known | None:
    found = preservations.carried(pk, signed_in(request))
    if found is None:
        return None
    form = form_of(found.cause_name)
    answers = {**_first(form, SUMS, found.claim_fen), **_first(form, STORIES, found.facts_text.strip())}
    answers |= _first(form, ("preserved",), "yes" if found.executed_on else "")
    answers |= _first(form, ("preserved_detail",), _preserved(found))
    until = f"最迟{chinese_date(found.sue_by)}起诉。" if found.sue_by else ""
    carried = Carried(answers, origin="诉前保全申请", people=found.litigants, preservation_id=pk)
    papers = f"申请保全时提交的{len(found.papers)}件证明材料也会带过去，不用再上传。" if found.papers else ""
    lead = f"诉前保全{found.number}的当事人、数额和经过都会带到起诉状里，不用再填。{papers}{until}"
    return Known(found.cause_name, carried, lead)


def _preserved(found: preservations.Carried) -> str:
    """Which court preserved what was asked for, when, under which number; empty before it was carried out."""
    if found.executed_on is None:
        return ""
    return f"{this_court().name}，{chinese_date(found.executed_on)}，{found.number}"


def _first(form: ElementForm, keys: tuple[str, ...], value: object) -> dict[str, object]:
    asked = {question.key for question in form.questions}
    key = next((each for each in keys if each in asked), None)
    return {key: value} if key is not None and value else {}


def _from_guide(code: str) -> Known | None:
    found = guidance.carried(code, on=clock.today())
    if found is None:
        return None
    carried = Carried(
        found.answers,
        plaintiff_kind=str(found.answers.get("plaintiff_kind", "")),
        defendant_kind=str(found.answers.get("defendant_kind", "")),
        plaintiff_place=found.plaintiff_place,
        defendant_place=found.defendant_place,
        wants_mediation={"yes": True, "no": False}.get(str(found.answers.get("mediation", ""))),
        origin="诉讼引导",
    )
    return Known(found.cause_name, carried, "诉讼引导中已经回答的内容都会带到起诉状里，不用再填。")
