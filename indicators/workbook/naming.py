"""Whom the names and codes of a form mean: indicators and regions of what is owed."""

from difflib import get_close_matches

from django.utils.translation import gettext as _

from indicators import standings
from indicators.models import Indicator, Region
from indicators.standings import Owed, OwedRow
from indicators.workbook.columns import CONTROL_TOTAL, bare
from indicators.workbook.values import Wrong

ALIKE = 0.6  # How alike a name must be to be offered instead.


class Names:
    """Finds what is owed by code and by name, and says what an unknown name may have meant."""

    def __init__(self, owed: Owed) -> None:
        self._region = owed.region
        self._rows = {row.indicator.code: row for row in owed.rows}
        self._by_name = {bare(row.indicator.name): row for row in owed.rows}
        towns = {cell.region.pk: cell.region for row in owed.rows for cell in row.cells}
        places = (towns | {owed.region.pk: owed.region}).values()
        self._regions = {place.code: place for place in places}
        self._regions_by_name = {bare(place.name): place for place in places}
        self._elsewhere: dict[str, Indicator] | None = None

    def row(self, code: str, name: str) -> OwedRow:
        """What is owed under that code and name; raises Wrong when they mean nothing, or two."""
        by_code, by_name = self._rows.get(code), self._by_name.get(bare(name))
        if by_code is not None and name and by_name is not by_code:
            text = _("the name is “%(name)s”, but the hidden code is that of “%(other)s”")
            raise Wrong(text % {"name": name[:40], "other": by_code.indicator.name})
        found = by_code or by_name
        if found is None:
            raise Wrong(self._unknown(code, name))
        return found

    def region(self, row: OwedRow, code: str, name: str) -> Region | None:
        """The region that reports the row, None for its control total; raises Wrong."""
        county_level = row.indicator.level == self._region.level
        if bare(name).startswith(bare(CONTROL_TOTAL)):
            return None
        if not name and not county_level and code == self._region.code:
            return None
        by_code, by_name = self._regions.get(code), self._regions_by_name.get(bare(name))
        if by_code and by_name and by_code is not by_name:
            text = _("the region is “%(name)s”, but the hidden code is that of “%(other)s”")
            raise Wrong(text % {"name": name, "other": by_code.name})
        if name and by_name is None:
            raise Wrong(self._unknown_region(name))
        found = by_name or by_code
        if found is None and county_level:
            return self._region
        if found is None:
            raise Wrong(_("does not say which town it is for"))
        if found.level != row.indicator.level:
            text = _("“%(name)s” is not reported for %(region)s")
            raise Wrong(text % {"name": row.indicator.name, "region": found.name})
        return found

    def _unknown(self, code: str, name: str) -> str:
        """What is said of an indicator that is not among what is owed."""
        if self._elsewhere is None:
            every = standings.every_indicator()
            self._elsewhere = {bare(i.name): i for i in every} | {i.code: i for i in every}
        known = self._elsewhere.get(bare(name)) or self._elsewhere.get(code)
        if known:
            text = _("“%(name)s” belongs to %(department)s and is not part of this workbook")
            return text % {"name": known.name, "department": known.department.name}
        names = [row.indicator.name for row in self._rows.values()]
        return _unknown(_("there is no indicator “%(name)s”"), name or code, names)

    def _unknown_region(self, name: str) -> str:
        names = [region.name for region in self._regions.values()]
        return _unknown(_("there is no region “%(name)s”"), name, names)


def _unknown(text: str, name: str, names: list[str]) -> str:
    """That a name is unknown, and the nearest one that is known."""
    said = text % {"name": name[:40]}
    near = get_close_matches(name[:40], names, n=1, cutoff=ALIKE)
    return said + (_("; did you mean “%(name)s”?") % {"name": near[0]} if near else "")
