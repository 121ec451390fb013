"""Choosing related records by a part of their name."""

from typing import Any

from django.contrib.admin.widgets import AutocompleteSelect
from django.http import HttpRequest

from indicators.ledger.drafts import LONGEST_KEY


class KeySelect(AutocompleteSelect):
    """Shows a refused choice as none, where the original fails on what is not a key."""

    def optgroups(self, name: str, value: Any, attr: Any = None) -> Any:
        """The chosen records; what cannot be the key of one is left out."""
        keys = [key for key in value if str(key).isdecimal() and len(str(key)) <= LONGEST_KEY]
        return super().optgroups(name, keys, attr)


class ByName:
    """For admin classes: autocomplete fields that survive whatever is sent for them."""

    admin_site: Any
    get_autocomplete_fields: Any

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """The field with our widget where the admin would take its own."""
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = KeySelect(db_field, self.admin_site, using=kwargs.get("using"))
        return super().formfield_for_foreignkey(  # type: ignore[misc]
            db_field, request, **kwargs
        )
