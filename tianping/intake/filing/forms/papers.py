"""What came to the window on paper: corrections with what the clerk enters from them, and a suit taken back."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django import forms

from tianping.cases.actions import LitigantDraft, MatterDraft
from tianping.cases.models import Litigant, Matter
from tianping.intake.filing.actions import SAME_WORDS, AgentDraft, PaperCorrections, Withdrawal, scanned
from tianping.intake.filing.forms.civil import CivilForm
from tianping.intake.filing.forms.counter import LOAN_DAYS, LoanForm
from tianping.intake.filing.models import CorrectionPoint, CorrectionReceipt
from tianping.kernel.web.forms import HouseForm, NameField, TelephoneField
from tianping.kernel.web.photos import PhotosField
from tianping.law import fee_kinds, money
from tianping.money.fees.queries import COMMON_PROPERTY

NOTE, LONGEST_NOTE = "note_", 200
# Of the elements of a matter those that a form of the counter holds: what it leaves empty is empty.
OF_LOAN = (*LOAN_DAYS, "contract_number", "principal_fen", "annual_rate", "principal_owed_fen", "interest_owed_fen")
OF_CIVIL = (COMMON_PROPERTY, "sued_before", "refused_on", "arbitration", "award_received_on", "wage_note")


class PaperForm(HouseForm):
    """What was brought on paper (窗口收取补正材料): for which points what, the scans, a new address for papers."""

    use_required_attribute = False

    scans = PhotosField(
        label="补正材料的扫描件",
        required=False,
        help_text="可以选几个文件，按顺序合成一件；不扫描的，收存纸质原件。",
    )
    address = forms.CharField(
        label="新的送达地址", max_length=200, required=False, help_text="有变更的填写，以当事人签名的确认书为准。"
    )
    recipient = NameField(of="either", label="收件人", max_length=60, required=False)
    phone = TelephoneField(label="收件人电话", max_length=20, required=False)
    rewrites = forms.BooleanField(label="按当事人提交的材料，更正下面的内容", required=False)
    same_words = forms.BooleanField(label=SAME_WORDS, required=False)

    def __init__(
        self,
        *args: Any,
        points: Sequence[CorrectionPoint],
        brought: Sequence[tuple[CorrectionPoint, CorrectionReceipt]] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.brought = brought
        self.positions = [each.position for each in points]
        for each in points:
            self.fields[f"{NOTE}{each.position}"] = forms.CharField(
                label=each.text, max_length=LONGEST_NOTE, required=False
            )

    @property
    def notes(self) -> list[forms.BoundField]:
        """The field of each point."""
        return [self[f"{NOTE}{position}"] for position in self.positions]

    def _of_a_page_that_is_old(self) -> list[str]:
        """What was typed for points that were registered meanwhile (另一个页面、另一名立案员): each in a sentence."""
        typed = [
            (point.text.rstrip("。；"), receipt.number, self.data.get(self.add_prefix(f"{NOTE}{point.position}"), ""))
            for point, receipt in self.brought
        ]
        return [
            f"“{text}”已经登记收到，收据号{number}，没有重复登记。您填写的是“{note.strip()[:LONGEST_NOTE]}”，"
            "请与收据核对；还有没收到的项目的，可以继续登记。"
            for text, number, note in typed
            if note.strip()
        ]

    def clean(self) -> dict[str, Any]:
        """Something was brought; a new address is whole, or there is none."""
        given = super().clean() or {}
        if registered := self._of_a_page_that_is_old():
            raise forms.ValidationError(registered)
        if not self.errors and not any(given[f"{NOTE}{position}"] for position in self.positions):
            raise forms.ValidationError("请写明当事人带来了哪几项补正材料；一项也没有带来的，不登记。")
        place = [given.get(name) or "" for name in ("address", "recipient", "phone")]
        if any(place) and not all(place) and not self.errors:
            self.add_error("address", "变更送达地址的，请把地址、收件人、收件人电话都填写；没有变更的，都不用填写。")
        return given

    def paper(self, matter: MatterDraft | None, agents: tuple[AgentDraft, ...] | None = None) -> PaperCorrections:
        """What was brought, as the verb takes it; the scans become one piece."""
        given = self.cleaned_data
        chosen = [(each.name, each.read()) for each in given["scans"]]
        notes = {position: given[f"{NOTE}{position}"] for position in self.positions}
        return PaperCorrections(
            brought=tuple(position for position, note in notes.items() if note),
            scans=(scanned("other", "补正材料", chosen),) if chosen else (),
            service_place={name: given[name] for name in ("address", "recipient", "phone")} if given["address"] else {},
            notes=notes,
            matter=matter,
            agents=agents,
            same_words=given["same_words"],
        )


class WindowWithdrawalForm(HouseForm):
    """Why whoever sues takes the suit back (撤回起诉材料), and the application that they signed."""

    use_required_attribute = False

    reason = forms.CharField(
        label="撤回的原因", max_length=100, help_text="比如“对方已经还款”。", widget=forms.Textarea(attrs={"rows": 2})
    )
    scans = PhotosField(
        label="起诉人签名的撤回申请书",
        required=False,
        help_text="上传扫描件或者照片，PDF或者图片，按顺序合成一件；没有的，在下面写明原因。",
    )
    unsigned_because = forms.CharField(
        label="没有书面申请的原因",
        max_length=100,
        required=False,
        help_text="没有签名的申请书的，写明为什么没有、怎样核实是起诉人本人，比如“起诉人不会写字，当面核对身份证，已录音录像”。",
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean(self) -> dict[str, Any]:
        """A signed paper, or why there is none."""
        given = super().clean() or {}
        if not self.errors and not given["scans"] and not given["unsigned_because"]:
            self.add_error("scans", "请上传起诉人签名的撤回申请书；没有的，请在下面写明原因。")
        if not self.errors and given["scans"] and given["unsigned_because"]:
            self.add_error("unsigned_because", "已经上传撤回申请书的，不填这一项。")
        return given

    @property
    def withdrawal(self) -> Withdrawal:
        """What was recorded, as the verb takes it."""
        given = self.cleaned_data
        chosen = [(each.name, each.read()) for each in given["scans"]]
        scans = (scanned("other", "撤回起诉申请书", chosen),) if chosen else ()
        return Withdrawal(given["reason"], scans, given["unsigned_because"])


def standing(matter: Matter, data: Any = None) -> LoanForm | CivilForm:
    """The form of the counter for a matter, filled in with what stands in it."""
    said = matter.elements
    words = {"claim_text": matter.claim_text, "facts_text": matter.facts_text}
    if "principal_owed_fen" in said:
        sums = {name: _yuan(said.get(f"{name}_fen")) for name in ("principal", "principal_owed", "interest_owed")}
        kept = {name: said.get(name) for name in (*LOAN_DAYS, "contract_number", "annual_rate")}
        return LoanForm(data, cause_name=matter.cause_name, initial={**words, **sums, **kept})
    kept = {name: said.get(name) for name in ("refused_on", "arbitration", "award_received_on")}
    divided_fen = said.get(COMMON_PROPERTY)
    besides_fen = fee_kinds.claimed_besides(matter.cause_name, matter.claim_fen, divided_fen)
    sums = {"claim": _yuan(besides_fen), "common_property": _yuan(divided_fen)}
    noted = {"cause_name": matter.cause_name, "wage_note": said.get("wage_note") == "yes"}
    return CivilForm(data, initial={**words, **sums, **kept, **noted})


def corrected(matter: Matter, typed: LoanForm | CivilForm, litigants: Sequence[LitigantDraft]) -> MatterDraft:
    """The matter as it was typed; what the counter's form does not ask for stays as it stands."""
    before = list(Litigant.objects.filter(matter=matter).order_by("position"))
    capacities = {(each.role, each.name): each.capacity for each in before}
    sides = [replace(each, capacity=capacities.get((each.role, each.name), "")) for each in litigants]
    thirds = [
        LitigantDraft(
            each.role,
            each.kind,
            each.name,
            each.capacity,
            each.identity_kind,
            each.identity_number,
            each.phone,
            each.address,
            each.representative,
        )
        for each in before
        if each.role == "third"
    ]
    asked = OF_LOAN if isinstance(typed, LoanForm) else OF_CIVIL
    kept = {name: value for name, value in matter.elements.items() if name not in asked}
    made = typed.matter([*sides, *thirds])
    return replace(made, elements={**kept, **made.elements})


def _yuan(fen: int | None) -> str:
    return money.grouped(fen) if fen is not None else ""
