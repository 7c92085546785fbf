"""The parts of a pleading in which something can be amiss (补正的位置), by the codes that both sides' pages know."""

from tianping.law.element_forms import form_of

GENERAL: tuple[tuple[str, str], ...] = (
    ("plaintiffs", "原告"),
    ("defendants", "被告"),
    ("agents", "委托诉讼代理人"),
    ("documents", "证据和材料"),
    ("service", "送达地址"),
    ("signature", "签名"),
)


def places_of(cause_name: str) -> list[tuple[str, str]]:
    """The parts of a pleading of this cause: (code, words); questions of its form by their keys."""
    form = form_of(cause_name)
    asked = [(question.key, f"{section.title}：{question.label}") for section in form.sections
             for question in section.questions]  # fmt: skip
    return [*GENERAL, *asked]
