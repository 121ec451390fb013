"""What the admin pages of the ledger's own records share."""

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from indicators.ledger import LedgerError


class LedgerAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Records written through the ledger: `save_form` calls its verb, nothing saves after it."""

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show why the ledger refused what the form let pass, as when two people act at once."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except LedgerError as error:
            self.message_user(request, str(error), messages.ERROR)
            return redirect(request.path)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Nothing more: the ledger has written."""

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Nothing: the ledger has written."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody: what is in the ledger is kept for good."""
        return False
