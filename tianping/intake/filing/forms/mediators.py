"""To whom a filing may be referred: the organisations on the register (调解组织名册)."""

from tianping.intake.mediation.queries import organisation_names

CHOOSE = ("", "请选择")


def mediators() -> list[tuple[str, str]]:
    """The choices of a field, read when the form is made."""
    return [CHOOSE, *((name, name) for name in organisation_names())]
