"""A region stays where figures rely on it."""

import pytest
from django.core.exceptions import ValidationError

from indicators.models import Region
from tests.bureau import Bureau

pytestmark = pytest.mark.django_db


def moved(region: Region, county: Region) -> Region:
    """The town, as somebody would move it to another county."""
    region.parent = county
    region.code = f"{county.code}999"
    return region


@pytest.fixture
def neighbour(bureau: Bureau) -> Region:
    return Region.objects.create(code="330522", name="长兴县", level="county", parent=bureau.city)


def test_a_town_with_figures_does_not_move(bureau: Bureau, neighbour: Region) -> None:
    bureau.submitted(bureau.row(bureau.lifts, bureau.towns[0], "5"))
    with pytest.raises(ValidationError) as caught:
        moved(bureau.towns[0], neighbour).full_clean()
    assert set(caught.value.message_dict) == {"code", "parent"}


def test_a_town_that_sums_were_made_without_does_not_move_out_of_them(
    bureau: Bureau, neighbour: Region
) -> None:
    bureau.approved(bureau.row(bureau.lifts, bureau.towns[0], "5"))
    with pytest.raises(ValidationError):
        moved(bureau.towns[1], neighbour).full_clean()


def test_a_town_entered_under_the_wrong_county_moves_while_nothing_relies_on_it(
    bureau: Bureau, neighbour: Region
) -> None:
    moved(bureau.towns[0], neighbour).full_clean()


def test_a_region_with_figures_may_be_renamed(bureau: Bureau) -> None:
    bureau.approved(bureau.row(bureau.lifts, bureau.towns[0], "5"))
    bureau.towns[0].name = "乾元街道"
    bureau.towns[0].full_clean()
