"""Where regions lie on the tile map goes out with the catalogue and comes in again."""

from io import BytesIO

import openpyxl
import pytest

from indicators import catalogue
from indicators.models import Region
from tests.catalogue.files import HEAD_ROW, confirmed

pytestmark = pytest.mark.django_db


def test_every_town_of_the_demonstration_has_a_tile_of_its_own(demo_ledger):
    tiles = list(
        Region.objects.filter(level="town").values_list("tile_row", "tile_column").order_by()
    )
    assert len(set(tiles)) == len(tiles) == 13
    assert None not in {number for tile in tiles for number in tile}


def test_a_tile_moved_in_the_catalogue_is_moved(demo_ledger, admin):
    book = openpyxl.load_workbook(BytesIO(catalogue.present()))
    sheet = book["区划"]
    heads = [cell.value for cell in sheet[HEAD_ROW]]
    row, column = heads.index("方位图行") + 1, heads.index("方位图列") + 1
    [line] = [cells[0].row for cells in sheet.iter_rows() if cells[0].value == "330521105"]
    assert (str(sheet.cell(line, row).value), str(sheet.cell(line, column).value)) == ("1", "1")
    sheet.cell(line, row).value = "2"
    file = BytesIO()
    book.save(file)
    confirmed(admin, file.getvalue())
    town = Region.objects.get(code="330521105")
    assert (town.tile_row, town.tile_column) == (2, 1)
