"""The design pages alone, for tests of the kernel."""

from django.http import HttpRequest
from django.urls import include, path

from tianping.kernel.web import design
from tianping.kernel.web.context import NavigationGroup, NavigationItem, ShellFacts, marked_active
from tianping.kernel.web.elder import choose_elder_mode

urlpatterns = [
    path("design/", include("tianping.kernel.web.urls")),
    path("elder/", choose_elder_mode, name="elder_mode"),
    path("help/", design.public_components, name="call_ask"),
]


def facts(request: HttpRequest) -> ShellFacts:
    """A demonstration court with a clerk at work."""
    ways = (
        NavigationGroup("立案", (NavigationItem("批量立案", "/design/table/", count=2),)),
        NavigationGroup("设计", (NavigationItem("构件", "/design/"),)),
    )
    return ShellFacts(
        court_name="镇原县人民法院",
        is_demonstration=True,
        person="赵敏",
        for_staff=True,
        posts=("立案员",),
        navigation=marked_active(ways, request.path),
        search_url="/design/",
        logout_url="/design/",
    )
