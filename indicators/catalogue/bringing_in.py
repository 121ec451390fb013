"""Bringing a file's rows into the catalogue: to look what would become of it, or for good.

One way does both: all is written in a transaction, and unless it was confirmed and is exactly what
the person was shown, the transaction is taken back.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _

from indicators.catalogue.known import Key, Known
from indicators.catalogue.likeness import fold
from indicators.catalogue.ordering import depths, ring
from indicators.catalogue.outcome import WRITTEN, Change, Outcome, Result, SheetOutcome, Status
from indicators.catalogue.reading import Row, Trouble
from indicators.catalogue.resource import EMPTY_WORDS, CatalogueResource, Loader
from indicators.catalogue.sheets import SHEETS
from indicators.workbook.refusal import Refused

Rows = Mapping[str, Sequence[Row]]
MOST_WRITTEN = 3_000
"""So many records are written within the time that a request has."""
STATUS = {"new": Status.NEW, "update": Status.CHANGED, "skip": Status.UNCHANGED}


def preview(by: User, rows: Rows) -> Outcome:
    """What would become of the rows; writes nothing. Raises Refused for too many changes."""
    with transaction.atomic():
        outcome = _bring_in(by, rows, reason="", locked=False)
        transaction.set_rollback(True)
    return outcome


def write(by: User, rows: Rows, *, reason: str, shown: str) -> Outcome:
    """Write the rows, all or none, with who and why in the history of each record.

    Nothing is written (`is_written` is False) where anything is refused, or where what would be
    written is not what the digest `shown` was taken of, as when somebody changed the catalogue.
    """
    with transaction.atomic():
        outcome = _bring_in(by, rows, reason=reason, locked=True)
        outcome.is_written = not outcome.troubles and outcome.digest() == shown
        if not outcome.is_written:
            transaction.set_rollback(True)
    return outcome


def _bring_in(by: User, rows: Rows, *, reason: str, locked: bool) -> Outcome:
    known, outcome = Known(), Outcome()
    for sheet in (kind() for kind in SHEETS):
        # Whoever writes meanwhile waits, or has written what is then found to differ.
        records = sheet.get_queryset().order_by("pk")
        if locked:
            records = records.select_for_update(of=("self",), no_key=True)
        known.records[sheet.model] = {sheet.key(record): record for record in records}
    for sheet in (kind() for kind in SHEETS):
        found = list(rows.get(sheet.model_name(), ()))
        results = _Bringing(sheet, known, outcome.troubles, by, reason).all(found)
        if found:
            outcome.sheets.append(SheetOutcome(sheet.model_name(), sheet.title(), results))
    order = [sheet.title() for sheet in SHEETS]
    outcome.troubles.sort(key=lambda trouble: (order.index(trouble.sheet), trouble.row))
    return outcome


class _Bringing:
    """Bringing in the rows of one sheet."""

    def __init__(
        self, sheet: CatalogueResource, known: Known, troubles: list[Trouble], by: User, reason: str
    ) -> None:
        self.sheet, self.known, self.troubles = sheet, known, troubles
        self.by, self.reason = by, reason
        self.loader = Loader(sheet, known)
        # What a new record is called by is told before its fields.
        self.named = {*sheet.get_import_id_fields(), "name"}

    def all(self, rows: list[Row]) -> tuple[Result, ...]:
        """What becomes of the rows, in the order of the sheet."""
        keyed = [(self.sheet.key_of(row.typed), row) for row in rows]
        first = {fold_key(key): row for key, row in reversed(keyed)}
        above = self._above(keyed)
        depth = depths(above)
        results = []
        for key, row in sorted(keyed, key=lambda item: depth.get(item[0], 0)):
            reason = self._hindrance(key, row, first[fold_key(key)], above)
            results.append(self._refuse(key, row, *reason) if reason else self._import(key, row))
        return tuple(sorted(results, key=lambda result: result.number))

    def _above(self, keyed: list[tuple[Key, Row]]) -> dict[Key, Key | None]:
        """The key above each key, as it would be afterwards."""
        name = self.sheet.above
        if not name:
            return {}
        above: dict[Key, Key | None] = {}
        for key, record in self.known.records[self.sheet.model].items():
            parent = getattr(record, name)
            above[key] = (parent.code,) if parent else None
        for key, row in keyed:
            text = row.typed.get(name, "").strip()
            if text or key not in above:
                is_code = text and fold(text) not in EMPTY_WORDS
                above[key] = self.sheet.key_of({"code": text}) if is_code else None
        return above

    def _hindrance(
        self, key: Key, row: Row, first: Row, above: Mapping[Key, Key | None]
    ) -> tuple[str, str] | None:
        """The field and the reason for which the row is not even tried; None when it is."""
        fields = self.sheet.get_import_id_fields()
        for name, part in zip(fields, key, strict=True):
            if not part and name not in row.unreadable:
                return name, _("Write it: the record is known by it.")
        if first is not row:
            text = _("The same record stands in row %(row)s already.")
            return fields[0], text % {"row": first.number}
        twin = self.known.twin(self.sheet.model, key)
        if twin and not self.known.find(self.sheet.model, key):
            text = _(
                "“%(code)s” exists and differs only in capitals or spaces; write it like that."
            )
            return fields[0], text % {"code": " ".join(twin)}
        if self.sheet.above in row.typed and (round_ := ring(above, key)):
            text = _("This goes round in a ring: %(ring)s.")
            return self.sheet.above, text % {"ring": " → ".join(code for (code,) in round_)}
        return None

    def _import(self, key: Key, row: Row) -> Result:
        found = self.sheet.import_row(
            row.typed,
            self.loader,
            row_number=row.number,
            using_transactions=True,
            known=self.known,
            unreadable=row.unreadable,
            by=self.by,
            reason=self.reason,
        )
        if found.validation_error is not None:
            return self._refuse_all(key, row, found.validation_error)
        if found.errors:
            if not isinstance(found.errors[0].error, DatabaseError):
                raise found.errors[0].error
            text = _("The database refuses this row; somebody may be changing the same record.")
            return self._refuse(key, row, "", text)
        record = found.instance
        self.known.add(record, key)
        status = STATUS[found.import_type]
        self.known.written += status in WRITTEN
        if self.known.written > MOST_WRITTEN:
            text = _("The file changes more than %(most)s records; bring it in in several files.")
            raise Refused(text % {"most": MOST_WRITTEN})
        changes = self._changes(record, row)
        return Result(row.number, " ".join(key), self._name(record), status, changes)

    def _changes(self, record: Any, row: Row) -> tuple[Change, ...]:
        """The fields that the row writes, in words; what a new record holds unsaid is left out."""
        changes = []
        for name, was, is_now in self.sheet.differences(record):
            if name not in row.typed or (self.sheet.is_new and name in self.named):
                continue
            column = self.sheet.fields[name]
            before = "" if self.sheet.is_new else column.widget.words(was)
            changes.append(Change(column.head, before, column.widget.words(is_now)))
        return tuple(changes)

    def _name(self, record: Any) -> str:
        """What the record is called; a target like its indicator."""
        return str(getattr(record, "name", None) or record)

    def _refuse_all(self, key: Key, row: Row, error: ValidationError) -> Result:
        """One trouble a message."""
        for name, messages in error.message_dict.items():
            for message in messages:
                self._trouble(key, row, "" if name == NON_FIELD_ERRORS else name, message)
        return self._refused(key, row)

    def _refuse(self, key: Key, row: Row, name: str, reason: str) -> Result:
        self._trouble(key, row, name, reason)
        return self._refused(key, row)

    def _refused(self, key: Key, row: Row) -> Result:
        text = _("sheet “%(sheet)s”, row %(row)s")
        place = text % {"sheet": self.sheet.title(), "row": row.number}
        self.known.refused[self.sheet.model, key] = place
        return Result(row.number, " ".join(key), row.typed.get("name", ""), Status.REFUSED)

    def _trouble(self, key: Key, row: Row, name: str, reason: str) -> None:
        """Add a reason; one that is about no single field names the record instead."""
        column = self.sheet.fields.get(name)
        head, typed = (column.head, row.typed.get(name, "")) if column else ("", " ".join(key))
        self.troubles.append(Trouble(self.sheet.title(), row.number, head, typed, reason))


def fold_key(key: Key) -> Key:
    """Keys that are written alike have the same."""
    return tuple(map(fold, key))
