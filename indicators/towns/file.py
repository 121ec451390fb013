"""The matrix as a file that a spreadsheet opens: values unrounded, and ranks."""

import csv
import io
from collections.abc import Sequence

from django.utils.translation import gettext, pgettext

from indicators import numbers
from indicators.models import Region
from indicators.standings import Matrix, TownCell, TownRow
from indicators.tables import BYTE_ORDER_MARK, safe_text
from indicators.towns import lines as town_lines


def as_csv(whole: Region, found: Matrix, towns: Sequence[int]) -> str:
    """A line an indicator; value, light and rank of each region in the order given."""
    file = io.StringIO()
    file.write(BYTE_ORDER_MARK)
    writer = csv.writer(file)
    regions = [found.totals[position].region for position in towns]
    heads = [gettext("Code"), gettext("Indicator"), gettext("Programme"), gettext("Unit")]
    heads.append(safe_text(whole.name))
    for region in regions:
        words = {"region": region.name}
        heads += [
            safe_text(region.name),
            safe_text(gettext("%(region)s light") % words),
            safe_text(gettext("%(region)s rank") % words),
        ]
    writer.writerow(heads)
    writer.writerows(_row(row, towns) for row in found.rows)
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
            ["", label, "", "", "", *(part for text in texts for part in ("", "", text))]
        )
    return file.getvalue()


def _row(row: TownRow, towns: Sequence[int]) -> list[str]:
    subject = row.subject
    texts = [safe_text(text) for text in (subject.code, subject.name, subject.programme_name)]
    texts += [safe_text(subject.unit), _value(row.whole)]
    for position in towns:
        cell = row.cells[position]
        texts += [
            _value(cell),
            safe_text(str(town_lines.light_label(cell))),
            str(cell.place.rank) if cell.place else "",
        ]
    return texts


def _value(cell: TownCell) -> str:
    return numbers.plain(cell.reading.value) if cell.reading else ""
