"""Who really asks, where a court's own proxy stands before the server."""

import ipaddress
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


def networks(named: str) -> tuple[Network, ...]:
    """The proxies of a setting, addresses or networks with commas between. Raises ValueError for anything else."""
    return tuple(ipaddress.ip_network(each.strip()) for each in named.split(",") if each.strip())


class ProxyMiddleware:
    """Put the asker's address where a trusted proxy's stands: limits count people, not proxies.

    ``X-Forwarded-For`` is read from its end, as far as trusted proxies wrote it; what stands before that
    anybody may have made up. Without trusted proxies the header is not looked at.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Serve the request as from the nearest address that is no trusted proxy."""
        hops = [each.strip() for each in request.headers.get("X-Forwarded-For", "").split(",") if each.strip()]
        nearest = request.META.get("REMOTE_ADDR", "")
        while hops and _is_trusted(nearest):
            nearest = hops.pop()
        if _is_address(nearest):
            request.META["REMOTE_ADDR"] = nearest
        return self.get_response(request)


def _is_trusted(address: str) -> bool:
    return _is_address(address) and any(ipaddress.ip_address(address) in each for each in settings.TRUSTED_PROXIES)


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True
