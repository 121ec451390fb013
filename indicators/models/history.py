"""Master data: records known by a code that keep their full history."""

from typing import ClassVar, Self, TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

LOADED = "fixtures/"
"""How the reason begins of a change that was loaded from a file; the file's name follows."""


class MasterData(models.Model):
    """A record whose every change is kept with who made it, when and why."""

    history = HistoricalRecords(inherit=True)

    class Meta:
        abstract = True


M = TypeVar("M", bound=models.Model)


class CodeManager(models.Manager[M]):
    """A manager of records whose natural key is their code."""

    def get_by_natural_key(self, code: str) -> M:
        """The record with that code; raises DoesNotExist."""
        return self.get(code=code)


class Coded(MasterData):
    """Master data known by a code, which people, fixtures and addresses use."""

    code = models.SlugField(_("code"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=100)

    objects: ClassVar[CodeManager[Self]] = CodeManager()

    class Meta:
        abstract = True

    def natural_key(self) -> tuple[str]:
        """The code."""
        return (self.code,)

    def __str__(self) -> str:
        return self.name
