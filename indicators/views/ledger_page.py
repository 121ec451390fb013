"""What every page of the ledger shares: permission, and the region and month in its address."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.views.generic import TemplateView

from indicators import permissions, standings, wording
from indicators.models import Region
from indicators.periods import Month, PeriodError
from indicators.progress import Light


class LedgerPage(PermissionRequiredMixin, TemplateView):
    """A page about one region as of one month, both written in its address."""

    permission_required = permissions.VIEW_FIGURES
    region: Region
    month: Month
    months: list[Month]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page; one that says so where the region has no figures at all."""
        with standings.one_state():
            return self._get(request)

    def _get(self, request: HttpRequest) -> HttpResponse:
        asked = month_in(request.GET)
        region = self.find_region()
        self.months = standings.months_of(region) if region else []
        if region is None or not self.months:
            return render(request, "indicators/empty.html", {"region": region})
        self.region = region
        self.month = asked or self.months[0]
        if not self.months[-1] <= self.month <= self.months[0]:
            message = gettext(
                "%(region)s has figures from %(first)s to %(last)s, none for %(month)s."
            )
            first, last = self.months[-1], self.months[0]
            words = {"region": region.name, "first": first, "last": last, "month": self.month}
            raise Http404(message % words)
        return self.respond()

    def find_region(self) -> Region | None:
        """The region that the page is about; None where there is none at all."""
        return region_in(self.request.GET)

    def respond(self) -> HttpResponse:
        """The answer, once region and month are known."""
        return self.render_to_response(self.get_context_data(**self.kwargs))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Region, month, the months to choose from, and the query that keeps both in links."""
        return super().get_context_data(
            region=self.region,
            month=self.month,
            month_words=wording.month(self.month),
            months=month_options({*self.months, self.month}, self.month),
            earlier=next((m for m in self.months if m < self.month), None),
            later=next((m for m in reversed(self.months) if m > self.month), None),
            query=self.query(),
            kept=self.kept().items(),
            **kwargs,
        )

    def kept(self) -> dict[str, str]:
        """What else the address asks for, which choosing another month keeps."""
        return {}

    def query(self, **more: str) -> str:
        """The query of an address that asks for the same month and region, and more."""
        return "?" + urlencode({"month": self.month, "region": self.region.code, **more})

    def chosen_light(self) -> Light | None:
        """The light that the page is narrowed to, if any; Http404 for what is not one."""
        text = self.request.GET.get("light", "")
        if not text:
            return None
        try:
            return Light(text)
        except ValueError:
            message = gettext("“%(text)s” is not a light. Write one of: %(lights)s.")
            names = ", ".join(Light)
            raise Http404(message % {"text": text, "lights": names}) from None


def month_options(months: Iterable[Month], chosen: Month) -> SafeString:
    """The months to choose from, newest first, as a form offers them."""
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        (
            (month, SafeString(" selected") if month == chosen else "", wording.month(month))
            for month in sorted(months, reverse=True)
        ),
    )


def month_in(query: QueryDict) -> Month | None:
    """The month asked for, if any; Http404 for one that is not written like 2023-06."""
    text = query.get("month", "")
    if not text:
        return None
    try:
        return Month.parse(text)
    except PeriodError:
        message = gettext("“%(text)s” is not a month of the ledger. Write it like 2023-06.")
        raise Http404(message % {"text": text}) from None


def region_in(query: QueryDict) -> Region | None:
    """The region asked for, else the first county, if any; Http404 for an unknown code."""
    code = query.get("region", "")
    found = standings.region(code)
    if found is None and code:
        raise no_region(code)
    return found


def no_region(code: str) -> Http404:
    """That the code is no region's."""
    message = gettext(
        "There is no region with the code “%(code)s”. Use a division code like 330521."
    )
    return Http404(message % {"code": code})
