"""The admin, one noun group a file."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from indicators.admin import entry, figure, indicator, month, organisation, people, project, screen
from indicators.forms import AdminSignInForm

__all__ = ["entry", "figure", "indicator", "month", "organisation", "people", "project", "screen"]

admin.site.login_form = AdminSignInForm
admin.site.site_header = _("Deqing County Construction Bureau: indicator ledger")
admin.site.site_title = _("Indicator ledger")
admin.site.index_title = _("Entry, review and master data")
