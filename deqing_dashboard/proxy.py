"""What a proxy in front of the server says of the request."""

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str | None:
    """The address of the person's computer, by which failed sign-ins are counted.

    Behind the HTTPS proxy it is the last one that the proxy adds; what comes before it in the
    header anybody can make up.
    """
    forwarded: str = request.META.get("HTTP_X_FORWARDED_FOR", "")
    if settings.HTTPS and forwarded:
        return forwarded.rpartition(",")[2].strip()
    address: str | None = request.META.get("REMOTE_ADDR") or None
    return address
