"""What was read is kept until the database changes, whoever changes it, and no longer."""

from collections.abc import Callable, Iterator
from threading import Thread

import pytest
from django.db import connection, transaction

from indicators import standings
from indicators.models import Department, Indicator
from indicators.standings import remembering
from indicators.standings.remembering import remembered
from tests.bureau import JUNE, Bureau

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    remembering._kept.rows.clear()
    remembering._kept.state = None
    yield
    remembering._kept.rows.clear()


class Reader:
    """Reads the names of the departments, and counts how often."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> list[str]:
        self.times += 1
        return list(Department.objects.order_by("code").values_list("name", flat=True))

    def remembered(self, key: str = "names") -> list[str]:
        return remembered(key, self)


@pytest.fixture
def reader() -> Reader:
    return Reader()


def elsewhere(act: Callable[[], object]) -> None:
    """Do it on a connection of its own, as another process would."""

    def run() -> None:
        try:
            act()
        finally:
            connection.close()

    thread = Thread(target=run)
    thread.start()
    thread.join()


def add(code: str) -> Callable[[], object]:
    return lambda: Department.objects.create(code=code, name=code)


def test_nothing_is_read_twice_while_nothing_is_written(
    reader: Reader, django_assert_num_queries
) -> None:
    add("a")()
    assert reader.remembered() == ["a"]
    with django_assert_num_queries(1):
        assert reader.remembered() == ["a"]
    assert reader.times == 1


def test_what_this_connection_writes_is_seen(reader: Reader) -> None:
    for count, code in enumerate("abc", start=1):
        add(code)()
        assert len(reader.remembered()) == count


def test_what_another_connection_writes_is_seen(reader: Reader) -> None:
    assert reader.remembered() == []
    elsewhere(add("a"))
    assert reader.remembered() == ["a"]
    elsewhere(lambda: Department.objects.update(name="甲"))
    assert reader.remembered() == ["甲"]
    elsewhere(lambda: Department.objects.all().delete())
    assert reader.remembered() == []


def test_what_is_written_without_the_models_is_seen(reader: Reader) -> None:
    add("a")()
    assert reader.remembered() == ["a"]
    with connection.cursor() as cursor:
        cursor.execute("UPDATE indicators_department SET name = 'b'")
    assert reader.remembered() == ["b"]


def test_what_may_be_rolled_back_is_not_kept(reader: Reader) -> None:
    add("a")()
    with transaction.atomic():
        add("b")()
        assert reader.remembered() == ["a", "b"]
        transaction.set_rollback(True)
    assert reader.remembered() == ["a"]
    assert reader.remembered() == ["a"]
    assert reader.times == 2


def test_a_new_connection_counts_for_itself(reader: Reader) -> None:
    add("a")()
    assert reader.remembered() == ["a"]
    connection.close()
    elsewhere(add("b"))
    assert reader.remembered() == ["a", "b"]


def test_who_changes_the_list_changes_their_own(reader: Reader) -> None:
    add("a")()
    reader.remembered().append("b")
    assert reader.remembered() == ["a"]


def test_the_oldest_goes_when_much_is_kept(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembering, "MOST_ROWS", 3)
    add("a")()
    add("b")()
    for key in ("first", "second", "second"):
        reader.remembered(key)
    assert reader.times == 2
    reader.remembered("first")  # It had to go for the second.
    assert reader.times == 3


def test_a_standing_follows_its_approval(bureau: Bureau, django_assert_num_queries) -> None:
    def value() -> object:
        rows = standings.read(bureau.county, JUNE)
        return next(row.value for row in rows if row.indicator == bureau.county_output)

    assert value() is None
    bureau.approved(bureau.row(bureau.county_output, bureau.county, "70"))
    assert value() == 70
    with django_assert_num_queries(1):
        assert value() == 70
    correction = bureau.row(bureau.county_output, bureau.county, "71", reason="统计局修订。")
    bureau.approved(correction)
    assert value() == 71


def test_indicators_renamed_in_the_admin_are_seen(bureau: Bureau) -> None:
    assert "改名" not in {row.indicator.name for row in standings.read(bureau.county, JUNE)}
    indicator = Indicator.objects.get(pk=bureau.lifts.pk)
    indicator.name = "改名"
    indicator.save()
    assert "改名" in {row.indicator.name for row in standings.read(bureau.county, JUNE)}
