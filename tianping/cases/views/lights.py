"""A clock's light in a cell of a list, made from the component that the pages use."""

import functools

from django.template.loader import get_template
from django.utils.safestring import SafeString

from tianping.cases.queries import Light


@functools.lru_cache(maxsize=4096)
def light_html(light: Light, *, title: str = "", with_day: bool = True) -> SafeString:
    """The light with its day, unless another column shows it; ``title``: which period it is.

    Kept, since the rows of a list share few lights; nothing in it belongs to a court or a person.
    """
    shown = {"state": light.state, "days": light.days, "due": light.due if with_day else None, "article": title}
    html = get_template("components/traffic_light.html").render({**shown, "note": " "})
    return SafeString(html)
