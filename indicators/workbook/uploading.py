"""An upload: read, previewed, carried to the confirmation, and handed to the ledger."""

from collections.abc import Collection, Sequence
from typing import Any, BinaryIO

from django.contrib.auth.models import User
from django.core import signing
from django.db import transaction
from django.utils.translation import gettext as _

from indicators import ledger
from indicators.ledger.locking import locked_months
from indicators.periods import Month
from indicators.wording import month as month_words
from indicators.workbook import marker
from indicators.workbook.form import Scope
from indicators.workbook.inputs import Inputs
from indicators.workbook.judging import Fate, Preview, Verdict, drafts_of, judged, totals_of
from indicators.workbook.locating import located
from indicators.workbook.marker import Marker
from indicators.workbook.naming import Names
from indicators.workbook.refusal import Refused
from indicators.workbook.rows import Filled, Place, Reading
from indicators.workbook.sheets import read_sheets

CARRIED_FOR = 12 * 60 * 60  # seconds
MOST_CARRIED = 2_000_000  # characters; Django takes no larger form.


def previewed(by: User, scope: Scope, file: bytes | BinaryIO) -> Preview:
    """What confirming the workbook would do; raises Refused when it cannot be read at all."""
    sheets = read_sheets(file)
    said = marker.read(sheets)
    if said is not None:
        _require_same(said, scope)
    table = located(sheets)
    if said is None and (month := table.month_said()):
        _require_month(month, scope)
    owed = scope.owed()
    if not owed.rows:
        raise Refused(_("Nothing is owed here; there is nothing to upload."))
    rows = Reading(table, Names(owed)).rows()
    if not rows.filled:
        raise Refused(
            _("The sheet “%(name)s” has no rows below its heads.") % {"name": table.sheet.name}
        )
    return judged(by, scope, owed, rows.filled, said, rows.mentions)


def _require_same(said: Marker, scope: Scope) -> None:
    if said.month:
        _require_month(said.month, scope)
    if said.region != scope.region.code:
        text = _("This is the workbook of the region %(other)s; what is asked for is %(own)s.")
        raise Refused(text % {"other": said.region, "own": scope.region.code})
    if scope.code and said.scope and said.scope != scope.code:
        text = _("This is the workbook of “%(other)s”; what is asked for is “%(own)s”.")
        raise Refused(text % {"other": said.scope_name, "own": scope.name})


def _require_month(month: Month, scope: Scope) -> None:
    if month != scope.month:
        text = _("This is the workbook of %(other)s; what is asked for is %(own)s.")
        words = {"other": month_words(month), "own": month_words(scope.month)}
        raise Refused(text % words)


def chosen(preview: Preview, *, conflicts: bool) -> list[Filled]:
    """The rows to write, as they rest on what was shown, with or without those in conflict."""
    return [
        _resting(verdict)
        for verdict in preview.to_write
        if conflicts or verdict.fate is not Fate.CONFLICT
    ]


def _resting(verdict: Verdict) -> Filled:
    return Filled(
        verdict.place,
        verdict.indicator,
        verdict.region,
        verdict.is_total,
        verdict.wanted,
        verdict.base,
    )


def confirmed(by: User, scope: Scope, rows: Sequence[Filled]) -> Preview | int:
    """Write the rows as drafts, all or none; the number written.

    Nothing is written, and a fresh preview comes back, when something stands in the way that was
    not shown before.
    """
    try:
        with transaction.atomic():
            locked_months([scope.month])  # From here on nobody writes for the month.
            fresh = judged(by, scope, scope.owed(), rows, is_shown=True)
            if fresh.of(Fate.CONFLICT) or fresh.of(Fate.REFUSED):
                return fresh
            written = fresh.to_write
            ledger.draft(by, drafts_of(scope, (v for v in written if not v.is_total)))
            ledger.give_totals(by, scope.month, totals_of(written))
    except ledger.LedgerError:
        return judged(by, scope, scope.owed(), rows, is_shown=True)
    return len(written)


def carried(by: User, scope: Scope, preview: Preview) -> str:
    """The rows that confirming may write, signed for this person, month and scope.

    Raises Refused when they are more than a page can carry.
    """
    rows = [
        [
            verdict.place.sheet,
            verdict.place.line,
            verdict.place.cell,
            verdict.indicator.code,
            verdict.region.code,
            verdict.is_total,
            verdict.fate is Fate.CONFLICT,
            verdict.base,
            verdict.wanted.packed(),
        ]
        for verdict in preview.to_write
        if verdict.indicator and verdict.region
    ]
    text = signing.dumps(rows, salt=_salt(by, scope), compress=True)
    if len(text) > MOST_CARRIED:
        raise Refused(_("The workbook holds too much text for one upload; shorten the notes."))
    return text


def brought(by: User, scope: Scope, text: str, mine: Collection[str] | None) -> list[Filled]:
    """The rows that were carried; of those in conflict only the ones whose number is in `mine`,
    or all where it is None.

    Raises Refused for what was not signed here for this person, month and scope, or too long ago.
    """
    try:
        rows: list[list[Any]] = signing.loads(text, salt=_salt(by, scope), max_age=CARRIED_FOR)
    except signing.BadSignature as error:
        raise Refused(_("The preview is out of date; upload the workbook again.")) from error
    owed = scope.owed()
    indicators = {row.indicator.code: row for row in owed.rows}
    regions = {cell.region.code: cell.region for row in owed.rows for cell in row.cells}
    regions[scope.region.code] = scope.region
    found = []
    for number, carried_row in enumerate(rows):
        sheet, line, cell, code, region, is_total, in_conflict, base, packed = carried_row
        if in_conflict and mine is not None and str(number) not in mine:
            continue
        row = indicators.get(code)
        found.append(
            Filled(
                Place(sheet, line, cell),
                row.indicator if row else None,
                regions.get(region),
                is_total,
                Inputs.unpacked(packed),
                base,
            )
        )
    return found


def _salt(by: User, scope: Scope) -> str:
    return f"fill-in:{by.pk}:{scope.month}:{scope.region.code}:{scope.code}"
