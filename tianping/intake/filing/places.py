"""The parts of a pleading in which something can be amiss (补正的位置), by the codes that both sides' pages know."""

from tianping.law.element_forms import ElementForm

GENERAL: tuple[tuple[str, str], ...] = (
    ("plaintiffs", "原告"),
    ("defendants", "被告"),
    ("agents", "委托诉讼代理人"),
    ("documents", "证据和材料"),
    ("service", "送达地址"),
    ("signature", "签名"),
)
# What a pleading says that was handed in on paper, or as a row: nobody was asked the questions of a form.
ON_PAPER: tuple[tuple[str, str], ...] = (*GENERAL, ("claims", "诉讼请求"), ("facts", "事实与理由"))


def places_of(form: ElementForm) -> list[tuple[str, str]]:
    """The parts of a pleading that is written by a form: (code, words); questions of the form by their keys."""
    asked = [(question.key, f"{section.title}：{question.label}") for section in form.sections
             for question in section.questions]  # fmt: skip
    return [*GENERAL, *asked]
