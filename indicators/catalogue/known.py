"""The records that rows may speak of: those of the ledger and those that the file brings."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from indicators.catalogue.likeness import fold, nearest

Key = tuple[str, ...]


@dataclass(slots=True)
class Known:
    """Records by model and key, and the places of rows that were refused."""

    records: dict[type[Model], dict[Key, Any]] = field(default_factory=dict)
    refused: dict[tuple[type[Model], Key], str] = field(default_factory=dict)

    written: int = 0

    def find(self, model: type[Model], key: Key) -> Any | None:
        """The record with exactly that key."""
        return self.records[model].get(key)

    def add(self, record: Model, key: Key) -> None:
        """Take a record in, or its new version."""
        self.records[type(record)][key] = record

    def twin(self, model: type[Model], key: Key) -> Key | None:
        """A known key that differs from this one by case, width or spaces only."""
        alike = tuple(map(fold, key))
        found = (other for other in self.records[model] if tuple(map(fold, other)) == alike)
        return next((other for other in found if other != key), None)

    def refer(self, model: type[Model], code: str) -> Any:
        """The record with that code; raises ValueError with a hint when there is none."""
        if record := self.find(model, (code,)):
            return record
        words = {"code": code, "noun": model._meta.verbose_name}
        if place := self.refused.get((model, (code,))):
            raise ValueError(
                _("“%(code)s” is itself refused: %(place)s.") % {**words, "place": place}
            )
        by_name = {record.name: key for (key,), record in self.records[model].items()}
        by_code = {key: key for (key,) in self.records[model]}
        if guess := nearest(code, [*by_code, *by_name]):
            meant = self.records[model][(by_code | by_name)[guess],]
            text = _(
                "There is no %(noun)s with the code “%(code)s”; is “%(guess)s” (%(name)s) meant?"
            )
            raise ValueError(text % {**words, "guess": meant.code, "name": meant.name})
        raise ValueError(_("There is no %(noun)s with the code “%(code)s”.") % words)
