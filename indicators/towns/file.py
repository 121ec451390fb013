"""The matrix as a file that a spreadsheet opens: values unrounded, and ranks."""

import csv
import io
from collections.abc import Sequence

from django.utils.translation import gettext, pgettext

from indicators import numbers, wording
from indicators.models import Region
from indicators.periods import Month
from indicators.standings import Matrix, TownCell, TownRow
from indicators.tables import BYTE_ORDER_MARK, safe_text
from indicators.towns import lines as town_lines


def as_csv(whole: Region, found: Matrix, towns: Sequence[int], month: Month) -> str:
    """A line an indicator; value, light, rank and what must be known of each region in the order
    given, as of the month.
    """
    file = io.StringIO()
    file.write(BYTE_ORDER_MARK)
    writer = csv.writer(file)
    regions = [found.totals[position].region for position in towns]
    heads = [gettext("Code"), gettext("Indicator"), gettext("Programme"), gettext("Unit")]
    heads += [safe_text(whole.name), gettext("Remarks")]
    for region in regions:
        words = {"region": region.name}
        heads += [
            safe_text(region.name),
            safe_text(gettext("%(region)s light") % words),
            safe_text(gettext("%(region)s rank") % words),
            safe_text(gettext("%(region)s remarks") % words),
        ]
    writer.writerow(heads)
    writer.writerows(_row(row, towns, month) for row in found.rows)
    totals = [found.totals[position] for position in towns]
    lines = [
        (gettext("First places"), [str(total.firsts) for total in totals]),
        (gettext("Average rank"), [town_lines.average(total.average) for total in totals]),
        (
            pgettext("towns", "Overall place"),
            [str(total.place.rank) if total.place else "" for total in totals],
        ),
    ]
    for label, texts in lines:
        writer.writerow(
            ["", label, *[""] * 4, *(part for text in texts for part in ("", "", text, ""))]
        )
    return file.getvalue()


def _row(row: TownRow, towns: Sequence[int], month: Month) -> list[str]:
    subject = row.subject
    texts = [safe_text(text) for text in (subject.code, subject.name, subject.programme_name)]
    texts += [safe_text(subject.unit), _value(row.whole), _remarks(row.whole, month)]
    for position in towns:
        cell = row.cells[position]
        texts += [
            _value(cell),
            safe_text(str(town_lines.light_label(cell))),
            str(cell.place.rank) if cell.place else "",
            _remarks(cell, month),
        ]
    return texts


def _remarks(cell: TownCell, month: Month) -> str:
    said = town_lines.marks(cell.reading, month)
    return safe_text(
        wording.listed(f"{mark.word} ({mark.title})" if mark.title else mark.word for mark in said)
    )


def _value(cell: TownCell) -> str:
    return numbers.plain(cell.reading.value) if cell.reading else ""
