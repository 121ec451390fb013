"""People are called as they call themselves, wherever the product names them."""

import pytest
from django.contrib.auth.models import User
from django.template import Context, Template
from django.test import Client
from django.urls import reverse

from indicators import ledger
from indicators.ledger import stamps
from indicators.models import Notice, name_of
from tests.bureau import Bureau


@pytest.mark.parametrize(
    ("last", "first", "name"),
    [
        ("王", "芳", "王芳"),
        ("欧阳", "小燕", "欧阳小燕"),
        ("", "王芳", "王芳"),
        ("王芳", "", "王芳"),
        ("𠮷", "Anna", "𠮷Anna"),
        ("Wang", "Fang", "Fang Wang"),
        ("", "", "wang"),
    ],
)
def test_a_chinese_name_has_the_family_name_first(last: str, first: str, name: str) -> None:
    person = User(username="wang", last_name=last, first_name=first)
    assert name_of(person) == name
    template = Template("{% load people %}{{ by|person }}")
    assert template.render(Context({"by": person})) == name


def test_nobody_has_no_name() -> None:
    assert name_of(None) == ""


@pytest.mark.django_db
def test_every_page_and_notice_writes_the_name_the_same_way(bureau: Bureau) -> None:
    for person, last, first in ((bureau.clerk, "王", "芳"), (bureau.reviewer, "赵", "刚")):
        person.last_name, person.first_name, person.is_staff = last, first, True
        person.save()
    row = bureau.row(bureau.lifts, bureau.towns[0], "5")
    approved = bureau.approved(row)[0]
    waiting = bureau.submitted(bureau.row(bureau.lifts, bureau.towns[1], "6"))
    client = Client()

    def page(name: str, *args: int, **query: str) -> str:
        answer = client.get(reverse(name, args=args), query)
        text: bytes = getattr(answer, "content", b"") or b"".join(answer.streaming_content)
        return text.decode()

    client.force_login(bureau.reviewer)
    pages = {
        "queue": page("admin:indicators_entry_review"),
        "entry": page("entry", approved.pk),
        "trail": page("trail"),
        "csv": page("trail-csv"),
        "desk": page("admin:index"),
        "overview": page("overview"),
    }
    ledger.return_to_author(bureau.reviewer, stamps(waiting), "核实")
    assert Notice.objects.get(kind="returned").facts["by"] == "赵刚"
    for place in ("queue", "entry", "trail", "csv"):
        assert "王芳" in pages[place], place
    for place in ("queue", "entry", "trail", "desk", "overview"):
        assert "赵刚" in pages[place], place
    assert [place for place, text in pages.items() if "芳 王" in text or "刚 赵" in text] == []
