"""People on pages."""

from django import template

from indicators.models import name_of

register = template.Library()
register.filter("person", name_of)
