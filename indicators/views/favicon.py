"""The icon that browsers ask for by habit."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.templatetags.static import static


@login_not_required
def favicon(request: HttpRequest) -> HttpResponse:
    """A redirect to the seal."""
    return HttpResponseRedirect(static("img/seal.svg"))
