"""Two people at the catalogue at the same time, with real connections."""

import threading

import pytest
from django.contrib.auth.models import User
from django.db import connection, transaction

from indicators import catalogue
from indicators.models import Department
from tests.catalogue.files import bare


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_who_confirms_second_is_shown_what_the_first_has_written(bureau):
    first, second = User.objects.create(username="yi"), User.objects.create(username="er")

    def upload(name):
        return catalogue.read(bare({"科室": [{"代码": "own", "名称": name}]})).rows

    rows = {first: upload("甲科"), second: upload("乙科")}
    shown = {by: catalogue.preview(by, rows[by]).digest() for by in rows}
    outcomes = []

    def confirm_second():
        try:
            outcome = catalogue.write(second, rows[second], reason="二", shown=shown[second])
            outcomes.append(outcome)
        finally:
            connection.close()

    with transaction.atomic():
        assert catalogue.write(first, rows[first], reason="一", shown=shown[first]).is_written
        waiting = threading.Thread(target=confirm_second)
        waiting.start()
        waiting.join(timeout=0.3)
        assert waiting.is_alive(), "the second waits until the first is through"
    waiting.join(timeout=20)
    assert [outcome.is_written for outcome in outcomes] == [False]
    assert outcomes[0].sheets[0].changed[0].changes[0].before == "甲科"
    assert Department.objects.get(code="own").name == "甲科"
