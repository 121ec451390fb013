"""The admin: master data with reasons, entries through the ledger."""

import re
from decimal import Decimal

import pytest
from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import ValidationError
from django.urls import reverse

from indicators.choices import EntryState
from indicators.models import Entry, Figure, Indicator, Project, Region, ReportingMonth, Target
from indicators.periods import Month

pytestmark = pytest.mark.django_db

OURS = [
    model for model in admin.site._registry if model._meta.app_label in ("indicators", "reports")
]


def list_page(model):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")


def problems(response):
    """What the page says is wrong."""
    form = response.context["adminform"].form
    return [str(error) for errors in form.errors.values() for error in errors]


def shown(response):
    """The messages of the page, after redirects."""
    return [str(message) for message in response.context["messages"]]


def act(client, action, entries, reason="", shown_before=None):
    """Choose entries on the list, as it was shown a moment ago unless given, and act on them."""
    shown_on_list = shown_before or [f"{entry.pk}.{entry.version}" for entry in fresh(entries)]
    return client.post(
        list_page(Entry),
        {
            "action": action,
            ACTION_CHECKBOX_NAME: [entry.pk for entry in entries],
            "shown": shown_on_list,
            "reason": reason,
        },
        follow=True,
    )


def fresh(entries):
    return Entry.objects.filter(pk__in=[entry.pk for entry in entries])


def filled_in(answer):
    """What a person sends who presses save again on the page: each field as it was shown."""
    form = answer.context["adminform"].form
    shown_values = {field.name: field.value() for field in form}
    return {name: str(value) for name, value in shown_values.items() if value is not None}


def write(client, data):
    """Fill the blank form in; where a figure stands already, look at it and save again."""
    page = reverse("admin:indicators_entry_add")
    answer = client.post(page, data)
    if answer.status_code == 200:
        answer = client.post(page, filled_in(answer))
    assert answer.status_code == 302
    return Entry.objects.get(state=EntryState.DRAFT)


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.model_name)
def test_every_list_of_the_admin_opens_sorts_and_searches(demo_ledger, client, admin, model):
    client.force_login(admin)
    page = list_page(model)
    assert client.get(page).status_code == 200
    for column in range(1, 5):
        assert client.get(page, {"o": str(column)}).status_code == 200
    assert client.get(page, {"q": "电梯"}).status_code == 200


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.model_name)
def test_lists_take_the_same_queries_whatever_they_hold(
    demo_ledger, client, admin, model, django_assert_max_num_queries
):
    client.force_login(admin)
    with django_assert_max_num_queries(16):
        client.get(list_page(model))


def test_changing_master_data_needs_a_reason_that_is_kept(demo_ledger, client, admin):
    client.force_login(admin)
    target = Target.objects.get(indicator__name="人才住房筹集")
    page = reverse("admin:indicators_target_change", args=[target.pk])
    form = client.get(page).context["adminform"].form
    data = {
        name: "" if form.initial.get(name) is None else form.initial[name] for name in form.fields
    }
    data["value"] = "2000"
    refused = client.post(page, data)
    assert "change_reason" in refused.context["adminform"].form.errors
    client.post(page, {**data, "change_reason": "县政府调整计划"})
    newest = target.history.first()
    assert newest.value == Decimal(2000)
    assert newest.history_user == admin
    assert newest.history_change_reason == "县政府调整计划"
    history = client.get(reverse("admin:indicators_target_history", args=[target.pk]))
    assert "县政府调整计划" in history.content.decode()


def entry_data(name, region, value, **more):
    return {
        "indicator": Indicator.objects.get(name=name).pk,
        "region": Region.objects.get(code=region).pk,
        "year": 2023,
        "month": 6,
        "value": value,
        "qualifier": "exact",
        **more,
    }


def test_a_clerk_writes_a_correction_with_full_width_digits(demo_ledger, client, clerk):
    client.force_login(clerk)
    data = entry_data("加装电梯新增", "330521", "１５", reason="补报一台")
    told = client.post(reverse("admin:indicators_entry_add"), data)
    assert "14" in "".join(problems(told))
    written = write(client, data)
    assert (written.value, written.entered_by) == (Decimal(15), clerk)
    assert written.corrects.value == Decimal(14)


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"value": "十四"}, "value"),
        ({"value": ""}, "__all__"),
        ({"value": "14.5"}, "__all__"),
        ({"value": "1e30"}, "value"),
        ({"month": "13"}, "month"),
        ({"month": "7"}, "__all__"),
        ({"year": "1066"}, "year"),
        ({"region": "0"}, "region"),
    ],
)
def test_bad_input_says_where_and_what(demo_ledger, client, clerk, changed, says):
    client.force_login(clerk)
    data = {**entry_data("加装电梯新增", "330521", "15", reason="补报"), **changed}
    response = client.post(reverse("admin:indicators_entry_add"), data)
    assert response.status_code == 200
    assert says in response.context["adminform"].form.errors
    assert not Entry.objects.filter(state=EntryState.DRAFT).exists()


def test_from_draft_to_figure_in_the_admin(demo_ledger, client, clerk, reviewer):
    client.force_login(clerk)
    data = entry_data("加装电梯新增", "330521", "15", reason="补报一台")
    entry = write(client, data)
    act(client, "submit_drafts", [entry])
    client.force_login(reviewer)
    act(client, "approve_entries", [entry])
    figure = Figure.objects.get(
        indicator__name="加装电梯新增", region__code="330521", year=2023, month=6
    )
    assert figure.entry == entry
    assert figure.value == Decimal(15)


def test_returning_without_a_reason_is_refused_and_with_one_is_kept(
    demo_ledger, client, clerk, reviewer
):
    client.force_login(clerk)
    data = entry_data("加装电梯新增", "330521", "15", reason="补报一台")
    entry = write(client, data)
    act(client, "submit_drafts", [entry])
    client.force_login(reviewer)
    assert shown(act(client, "return_entries", [entry]))
    entry.refresh_from_db()
    assert entry.state == EntryState.SUBMITTED
    act(client, "return_entries", [entry], reason="请附验收单")
    entry.refresh_from_db()
    assert (entry.state, entry.return_reason) == (EntryState.RETURNED, "请附验收单")


def test_two_clerks_on_one_draft_the_second_is_told(demo_ledger, client, clerk):
    client.force_login(clerk)
    data = entry_data("加装电梯新增", "330521", "15", reason="补报一台")
    entry = write(client, data)
    page = reverse("admin:indicators_entry_change", args=[entry.pk])
    seen = client.get(page).context["adminform"].form["seen"].value()
    changed = {"value": "16", "qualifier": "exact", "reason": "再补", "seen": seen}
    assert client.post(page, changed).status_code == 302
    told = client.post(page, {**changed, "value": "17"})
    assert "16" in "".join(problems(told))
    entry.refresh_from_db()
    assert entry.value == Decimal(16)


def test_approved_entries_and_figures_cannot_be_changed_by_hand(demo_ledger, client, admin, clerk):
    entry = Entry.objects.filter(state=EntryState.APPROVED).first()
    figure = Figure.objects.first()
    for person in (admin, clerk):
        client.force_login(person)
        page = reverse("admin:indicators_entry_change", args=[entry.pk])
        assert client.post(page, {"value": "1"}).status_code == 403
        page = reverse("admin:indicators_figure_change", args=[figure.pk])
        assert client.post(page, {"value": "1"}).status_code == 403


def test_the_office_opens_and_closes_a_month(demo_ledger, client, office):
    client.force_login(office)
    page = reverse("admin:indicators_reportingmonth_add")
    assert client.post(page, {"year": 2023, "month": 13}).status_code == 200
    assert client.post(page, {"year": 2023, "month": 7}).status_code == 302
    july = ReportingMonth.objects.get(year=2023, month=7)
    assert july.opened_by == office
    client.post(reverse("admin:indicators_reportingmonth_close", args=[july.pk]))
    july.refresh_from_db()
    assert july.closed_by == office
    assert july.as_month() == Month(2023, 7)


def test_opening_a_month_twice_says_so(demo_ledger, client, office):
    client.force_login(office)
    page = reverse("admin:indicators_reportingmonth_add")
    again = client.post(page, {"year": 2023, "month": 6})
    assert again.status_code == 200
    assert problems(again)


def test_a_draft_changed_since_the_list_was_shown_is_not_handed_in(demo_ledger, client, clerk):
    client.force_login(clerk)
    entry = write(client, entry_data("加装电梯新增", "330521", "15", reason="补报一台"))
    listed = [f"{entry.pk}.{entry.version}"]
    page = reverse("admin:indicators_entry_change", args=[entry.pk])
    changed = {"value": "99", "qualifier": "exact", "reason": "再补", "seen": listed[0]}
    assert client.post(page, changed).status_code == 302
    told = act(client, "submit_drafts", [entry], shown_before=listed)
    assert "99" in "".join(shown(told))
    entry.refresh_from_db()
    assert entry.state == EntryState.DRAFT


def test_of_two_reviewers_on_one_list_the_second_is_told(demo_ledger, client, clerk, reviewer):
    client.force_login(clerk)
    entry = write(client, entry_data("加装电梯新增", "330521", "15", reason="补报一台"))
    act(client, "submit_drafts", [entry])
    client.force_login(reviewer)
    listed = [f"{e.pk}.{e.version}" for e in fresh([entry])]
    act(client, "approve_entries", [entry], shown_before=listed)
    told = act(client, "approve_entries", [entry], shown_before=listed)
    assert told.status_code == 200
    assert shown(told)


def test_an_entry_of_another_department_is_not_acted_on(demo_ledger, client, clerk):
    client.force_login(clerk)
    entry = write(client, entry_data("加装电梯新增", "330521", "15", reason="补报一台"))
    entry.indicator.department.members.remove(clerk)
    told = act(client, "submit_drafts", [entry])
    assert told.status_code == 200
    entry.refresh_from_db()
    assert entry.state == EntryState.DRAFT


def test_somebody_elses_draft_is_not_overwritten_from_a_blank_form(demo_ledger, client, clerk):
    client.force_login(clerk)
    data = entry_data("加装电梯新增", "330521", "15", reason="补报一台")
    entry = write(client, data)
    page = reverse("admin:indicators_entry_add")
    for _again in range(2):
        told = client.post(page, {**data, "value": "16"})
        assert "15" in "".join(problems(told))
    entry.refresh_from_db()
    assert entry.value == Decimal(15)


def test_an_administrator_gives_roles_but_not_the_powers_of_a_superuser(client, admin):
    client.force_login(admin)
    page = reverse("admin:auth_user_change", args=[admin.pk])
    fields = client.get(page).context["adminform"].form.fields
    assert "groups" in fields
    assert not {"is_superuser", "user_permissions"} & set(fields)
    root = type(admin).objects.create_superuser("root")
    assert client.post(reverse("admin:auth_user_change", args=[root.pk])).status_code == 403
    assert client.get(reverse("admin:auth_user_password_change", args=[root.pk])).status_code == 403


def test_what_figures_mean_is_not_changed_under_them(demo_ledger, client, admin):
    client.force_login(admin)
    indicator = Indicator.objects.get(name="人才住房筹集")
    indicator.unit = "平方米"
    with pytest.raises(ValidationError) as refused:
        indicator.full_clean()
    assert set(refused.value.message_dict) == {"unit"}


def test_who_was_counted_in_what_is_kept_in_the_history(demo_ledger, client, admin):
    project = Project.objects.filter(counted_in__isnull=False).first()
    names = {row.indicator.name for row in project.history.first().counted_in.all()}
    assert names == {indicator.name for indicator in project.counted_in.all()}


@pytest.mark.parametrize("role", ["clerk", "reviewer", "office", "admin"])
@pytest.mark.parametrize("state", ["draft", "submitted", "returned", "approved"])
def test_an_entry_opens_in_every_state_for_everybody_with_a_desk(
    demo_ledger, client, people, clerk, reviewer, role, state
):
    client.force_login(clerk)
    entry = write(client, entry_data("加装电梯新增", "330521", "15", reason="补报一台"))
    if state != "draft":
        act(client, "submit_drafts", [entry])
        client.force_login(reviewer)
    if state == "returned":
        act(client, "return_entries", [entry], reason="请附验收单")
    if state == "approved":
        act(client, "approve_entries", [entry])
    client.force_login(people[role])
    page = client.get(reverse("admin:indicators_entry_change", args=[entry.pk]))
    # Who only reads the catalogue sees what stands, not what is in the making.
    assert page.status_code == (302 if role == "admin" and state != "approved" else 200)
    if state == "returned" and role != "admin":
        assert "请附验收单" in page.content.decode()


@pytest.mark.parametrize("role", ["clerk", "reviewer", "office", "admin"])
def test_a_month_opens_for_everybody_with_a_desk(demo_ledger, client, people, role):
    client.force_login(people[role])
    month = ReportingMonth.objects.first()
    page = client.get(reverse("admin:indicators_reportingmonth_change", args=[month.pk]))
    assert page.status_code == 200


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.model_name)
def test_every_record_opens_with_its_history(demo_ledger, client, admin, model):
    record = model.objects.first()
    if record is None:
        assert model._meta.model_name in ("issuedsummary", "screentoken")  # Not in the demo.
        return
    client.force_login(admin)
    label = f"{model._meta.app_label}_{model._meta.model_name}"
    assert client.get(reverse(f"admin:{label}_change", args=[record.pk])).status_code == 200
    history = client.get(reverse(f"admin:{label}_history", args=[record.pk]), follow=True)
    assert history.status_code == 200


@pytest.mark.parametrize("text", ["abc", "['1']", "9" * 30, "\x00"])
@pytest.mark.parametrize("field", ["indicator", "region"])
def test_what_is_no_key_of_a_record_is_refused_in_words(demo_ledger, client, clerk, field, text):
    client.force_login(clerk)
    data = {**entry_data("加装电梯新增", "330521", "15"), field: text}
    refused = client.post(reverse("admin:indicators_entry_add"), data)
    assert refused.status_code == 200
    assert field in refused.context["adminform"].form.errors


def test_pages_of_people_are_wholly_chinese(client, admin):
    client.force_login(admin)
    script = client.get(reverse("admin:jsi18n")).content.decode()
    for word in ("Choose all %s", "Remove selected %s", "(click to clear)"):
        assert re.search(rf'"{re.escape(word)}": "(.+)"', script), word
    listed = client.get("/admin/").content.decode()
    assert "名称" in listed
    assert "Model name" not in listed
    assert "After you" not in client.get(reverse("admin:auth_user_add")).content.decode()
