"""Admin of keys to the big screen: made, shown once, withdrawn; never changed or deleted."""

from typing import Any, cast
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.forms import ModelForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from indicators import screen_keys, standings
from indicators.admin.base import LedgerAdmin
from indicators.models import ScreenToken, name_of

LIST = "admin:indicators_screentoken_changelist"


@admin.register(ScreenToken)
class ScreenTokenAdmin(LedgerAdmin):
    """Keys with where they hang, who made them, and whether they still open."""

    fields = ("name", "region")
    list_display = ("name", "region", "made", "state", "ending")
    list_select_related = ("region", "made_by", "withdrawn_by")
    search_fields = ("name",)
    actions = None

    def get_urls(self) -> list[URLPattern]:
        """Withdrawing beside the admin's own pages."""
        view = self.admin_site.admin_view(self.withdraw)
        name = "indicators_screentoken_withdraw"
        return [path("<int:pk>/withdraw/", view, name=name), *super().get_urls()]

    @admin.display(description=_("made by"), ordering="made_at")
    def made(self, token: ScreenToken) -> str:
        """Who made it, and when."""
        return f"{name_of(token.made_by)} · {_written(token.made_at)}"

    @admin.display(description=_("state"), ordering="withdrawn_at")
    def state(self, token: ScreenToken) -> str:
        """Whether it still opens; else who withdrew it, and when."""
        if token.withdrawn_at is None or token.withdrawn_by is None:
            return str(_("In use"))
        words = {"person": name_of(token.withdrawn_by), "time": _written(token.withdrawn_at)}
        return _("Withdrawn by %(person)s, %(time)s") % words

    @admin.display(description=_("Withdraw"))
    def ending(self, token: ScreenToken) -> str:
        """The way to withdraw it."""
        if token.withdrawn_at:
            return "—"
        address = reverse("admin:indicators_screentoken_withdraw", args=[token.pk])
        return format_html('<a href="{}">{}</a>', address, _("Withdraw…"))

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Everything, once it is made."""
        return ("name", "region", "made", "state", "ending") if obj else ()

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Name and region to make one; all that is known of one that is made."""
        return self.get_readonly_fields(request, obj) or self.fields

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody by hand."""
        return False

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """The region that pages show where none is asked for."""
        return {"region": standings.region(), **super().get_changeform_initial_data(request)}

    def add_view(
        self,
        request: HttpRequest,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The form to make a key, with one button."""
        plain = {
            "title": _("Make a link to the big screen"),
            "show_save_and_add_another": False,
            "show_save_and_continue": False,
            **(extra_context or {}),
        }
        return super().add_view(request, form_url, plain)

    def save_form(
        self, request: HttpRequest, form: "ModelForm[ScreenToken]", change: bool
    ) -> ScreenToken:
        """Make the key; it stays with the record as long as the answer takes, and no longer."""
        data = form.cleaned_data
        user = cast(User, request.user)
        token, key = screen_keys.make(user, data["region"], data["name"])
        token.key = key  # type: ignore[attr-defined]
        return token

    def response_add(
        self, request: HttpRequest, obj: Any, post_url_continue: str | None = None
    ) -> HttpResponse:
        """The address of the screen, this once."""
        query = urlencode({"token": obj.key})
        address = request.build_absolute_uri(f"{reverse('screen')}?{query}")
        return self._page(request, "made", obj, _("The link is made"), address=address)

    def withdraw(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask whether to withdraw a key, or do so."""
        if not request.user.has_perm("indicators.change_screentoken"):
            raise PermissionDenied(_("Only the office and administrators withdraw links."))
        token = ScreenToken.objects.select_related("region", "made_by").filter(pk=pk).first()
        if token is None:
            raise Http404(_("There is no such link."))
        if request.method != "POST":
            if token.withdrawn_at:
                return self._was_withdrawn(request, token)
            return self._page(request, "withdraw", token, _("Withdraw the link"))
        if not screen_keys.withdraw(cast(User, request.user), token):
            return self._was_withdrawn(request, token)
        text = _("“%(name)s” is withdrawn; its screen shows nothing within a minute.")
        self.log_change(request, token, pgettext("link", "Withdrawn"))
        messages.success(request, text % {"name": token.name})
        return redirect(LIST)

    def _was_withdrawn(self, request: HttpRequest, token: ScreenToken) -> HttpResponse:
        text = _("“%(name)s” had been withdrawn before.")
        messages.info(request, text % {"name": token.name})
        return redirect(LIST)

    def _page(
        self, request: HttpRequest, template: str, token: ScreenToken, title: Any, **more: Any
    ) -> HttpResponse:
        """A page about one key in the admin's frame, kept by no browser."""
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "token": token,
            "title": title,
            **more,
        }
        place = f"admin/indicators/screentoken/{template}.html"
        answer = TemplateResponse(request, place, context)
        answer["Cache-Control"] = "no-store"
        return answer


def _written(moment: Any) -> str:
    return date_format(localtime(moment), "DATETIME_FORMAT")
