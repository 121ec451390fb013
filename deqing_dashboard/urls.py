"""Addresses."""

from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LogoutView
from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

from deqing_dashboard.appearance import set_theme
from indicators.admin.start import start
from indicators.views.favicon import favicon
from indicators.views.sign_in import SignIn

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("indicators.urls")),
    path("", include("reports.urls")),
    path("accounts/login/", SignIn.as_view(), name="login"),
    path("accounts/logout/", LogoutView.as_view(), name="logout"),
    path("language/", login_not_required(set_language), name="set_language"),
    path("theme/", set_theme, name="set_theme"),
    path("admin/indicators/catalogue/", include("indicators.admin.catalogue")),
    path("admin/", admin.site.admin_view(start)),
    path("admin/", admin.site.urls),
    # Browsers ask for it on pages that name no icon, as the admin's.
    path("favicon.ico", favicon),
]

handler400 = "indicators.views.errors.bad_request"
