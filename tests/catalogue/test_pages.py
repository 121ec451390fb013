"""The pages: downloads, upload, preview, confirmation, and who may."""

from io import BytesIO

import openpyxl
import pytest
from django.contrib.auth.models import User
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from indicators import catalogue
from indicators.catalogue import bringing_in, travelling
from indicators.choices import Role
from indicators.models import Department
from tests.catalogue.files import XLSX, bare

pytestmark = pytest.mark.django_db

RENAMED = {"科室": [{"代码": "own", "名称": "城建一科"}]}


@pytest.fixture
def keeper(bureau, admin, client):
    client.force_login(admin)
    return client


def upload(client, content, name="目录.xlsx"):
    file = SimpleUploadedFile(name, content, XLSX)
    return client.post(reverse("catalogue-preview"), {"file": file})


def confirm(client, kept, reason="机构调整", **more):
    return client.post(reverse("catalogue-confirm"), {"kept": kept, "reason": reason}, **more)


ADDRESSES = ("catalogue", "catalogue-download", "catalogue-template")


@pytest.mark.parametrize("name", [*ADDRESSES, "catalogue-preview", "catalogue-confirm"])
def test_only_those_who_keep_the_catalogue_get_in(client, people, name):
    address = reverse(name)
    found = {}
    for role in (None, *Role):
        client.logout()
        if role:
            client.force_login(people[role])
        found[role] = client.get(address).status_code
    done = 200 if name in ADDRESSES else 302
    assert found == {
        None: 302,
        Role.CLERK: 403,
        Role.REVIEWER: 403,
        Role.OFFICE: 403,
        Role.LEADER: 302,
        Role.ADMIN: done,
    }


@pytest.mark.parametrize("name", ["catalogue-preview", "catalogue-confirm"])
def test_nobody_else_uploads_or_confirms(bureau, client, office, name):
    client.force_login(office)
    file = SimpleUploadedFile("a.xlsx", bare(RENAMED), XLSX)
    assert client.post(reverse(name), {"file": file, "kept": "x"}).status_code == 403
    assert Department.objects.get(code="own").name == "城建科"


def test_a_person_who_may_not_change_one_of_the_sheets_is_refused(bureau, client):
    person = User.objects.create(username="half", is_staff=True)
    person.groups.add(*bureau.office.groups.all())
    client.force_login(person)
    assert client.get(reverse("catalogue")).status_code == 403


def test_the_start_says_what_the_catalogue_holds(keeper):
    answer = keeper.get(reverse("catalogue"))
    assert ("指标", 5) in answer.context["sheets"]
    assert "no-cache" in answer["Cache-Control"]


def test_the_list_of_indicators_leads_there(keeper, client, people):
    address = reverse("admin:indicators_indicator_changelist")
    assert reverse("catalogue") in keeper.get(address).text
    client.force_login(people[Role.OFFICE])
    assert reverse("catalogue") not in client.get(address).text


def test_the_first_page_of_the_admin_leads_there(keeper, client, people):
    assert reverse("catalogue") in keeper.get(reverse("admin:index")).text
    client.force_login(people[Role.CLERK])
    assert reverse("catalogue") not in client.get(reverse("admin:index")).text


@pytest.mark.parametrize(
    ("name", "rows"), [("catalogue-download", 5), ("catalogue-template", 0)], ids=str
)
def test_downloads_are_workbooks_with_a_chinese_name(keeper, name, rows):
    answer = keeper.get(reverse(name))
    assert answer["Content-Type"] == XLSX
    assert "filename*=utf-8''%E6%8C%87%E6%A0%87%E7%9B%AE%E5%BD%95" in answer["Content-Disposition"]
    page = openpyxl.load_workbook(BytesIO(answer.content))["指标"]
    assert sum(1 for cell in page["A"][3:] if cell.value) == rows


def test_a_file_is_previewed_confirmed_and_in_the_history(keeper, admin):
    page = upload(keeper, bare(RENAMED))
    assert page.context["totals"]["changed"] == 1
    assert "城建一科" in page.text
    assert Department.objects.get(code="own").name == "城建科"
    answer = confirm(keeper, page.context["kept"], follow=True)
    assert answer.redirect_chain == [(reverse("catalogue"), 302)]
    assert [str(message) for message in answer.context["messages"]] == [
        "已写入指标目录：新增0条，修改1条。"
    ]
    newest = Department.history.filter(code="own").latest()
    assert (newest.name, newest.history_user) == ("城建一科", admin)
    assert newest.history_change_reason == "机构调整"


def test_without_a_reason_the_preview_comes_again(keeper):
    page = confirm(keeper, upload(keeper, bare(RENAMED)).context["kept"], reason=" ")
    assert page.context["form"].errors["reason"]
    assert Department.objects.get(code="own").name == "城建科"
    confirm(keeper, page.context["kept"])
    assert Department.objects.get(code="own").name == "城建一科"


def test_a_reason_longer_than_the_history_keeps_is_refused(keeper):
    page = confirm(keeper, upload(keeper, bare(RENAMED)).context["kept"], reason="因" * 101)
    assert page.context["form"].errors["reason"]


def test_refused_rows_leave_nothing_to_confirm(keeper):
    page = upload(keeper, bare(RENAMED | {"区划": [{"代码": "1", "名称": "?", "层级": "州"}]}))
    assert page.status_code == 200
    assert page.context["form"] is None
    assert page.context["kept"] == ""
    assert reverse("catalogue-confirm") not in page.text
    assert "请填写其中之一：省、市、县、镇（街道）。" in page.text


def test_a_file_that_changes_nothing_says_so(keeper):
    page = upload(keeper, catalogue.present())
    assert page.context["form"] is None
    assert "文件内容与现有目录一致" in page.text


def test_a_change_meanwhile_shows_the_preview_anew(keeper):
    kept = upload(keeper, bare(RENAMED)).context["kept"]
    Department.objects.filter(code="own").update(name="城建二科")
    page = confirm(keeper, kept)
    assert "没有写入" in page.text
    assert "城建二科" in page.text
    assert page.context["form"]["reason"].value() == "机构调整"
    assert Department.objects.get(code="own").name == "城建二科"
    confirm(keeper, page.context["kept"])
    assert Department.objects.get(code="own").name == "城建一科"


def test_a_preview_of_somebody_else_is_not_confirmed(keeper, bureau, admin, client):
    kept = upload(keeper, bare(RENAMED)).context["kept"]
    colleague = User.objects.create(username="colleague", is_staff=True)
    colleague.groups.set(admin.groups.all())
    client.force_login(colleague)
    answer = confirm(client, kept, follow=True)
    assert "重新上传" in answer.text
    assert Department.objects.get(code="own").name == "城建科"


@pytest.mark.parametrize("kept", ["", "nonsense", "a:b:c"])
def test_what_was_not_signed_here_is_not_confirmed(keeper, kept):
    assert confirm(keeper, kept).status_code == 302
    assert Department.objects.get(code="own").name == "城建科"


def test_an_old_preview_is_not_confirmed(keeper, monkeypatch):
    kept = upload(keeper, bare(RENAMED)).context["kept"]
    monkeypatch.setattr(travelling, "SECONDS_TO_CONFIRM", -1)
    assert "重新上传" in confirm(keeper, kept, follow=True).text


def test_a_signature_for_something_else_is_worth_nothing(keeper):
    assert confirm(keeper, signing.dumps(["x", {}])).status_code == 302


def test_a_file_that_brings_too_much_is_refused_in_words(keeper, monkeypatch):
    monkeypatch.setattr(catalogue, "LARGEST", 10)
    page = upload(keeper, bare(RENAMED))
    assert "请分成几个文件导入" in page.text
    assert page.context["form"] is None


def test_a_file_that_changes_too_many_records_is_refused_at_the_field(keeper, monkeypatch):
    monkeypatch.setattr(bringing_in, "MOST_WRITTEN", 1)
    rows = [{"代码": "own", "名称": "城建一科"}, {"代码": "other", "名称": "房产一科"}]
    page = upload(keeper, bare({"科室": rows}))
    assert "超过1条" in page.text
    assert Department.objects.get(code="own").name == "城建科"


@pytest.mark.parametrize(
    "content", [b"x", b"PK\x03\x04", b"\xd0\xcf\x11\xe0" + b"\0" * 600, b"<html></html>"]
)
def test_a_wrong_file_is_told_at_the_field(keeper, content):
    page = upload(keeper, content)
    assert page.status_code == 200
    assert page.context["form"].errors["file"]


def test_no_file_is_told_at_the_field(keeper):
    page = keeper.post(reverse("catalogue-preview"), {})
    assert "请先选择工作簿。" in page.text


def test_markup_in_a_file_is_shown_as_text(keeper):
    page = upload(keeper, bare({"科室": [{"代码": "own", "名称": "<script>alert(1)</script>"}]}))
    assert "<script>alert" not in page.text
    assert "&lt;script&gt;alert" in page.text


def test_the_preview_in_english_is_english(keeper):
    keeper.cookies["django_language"] = "en"
    page = upload(keeper, bare({"departments": [{"code": "own", "name": "Urban"}]}))
    assert "Confirm and write" in page.text
