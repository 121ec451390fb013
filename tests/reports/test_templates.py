"""Templates are edited in the admin; their placeholders are checked when saved."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reports.models import IssuedSummary, SummarySection, SummaryTemplate
from reports.summary import issue
from tests.reports.conftest import HALF_YEAR

pytestmark = pytest.mark.django_db


@pytest.fixture
def template(demo_ledger):
    return SummaryTemplate.objects.get()


@pytest.fixture
def editor(template, client, office):
    office.is_staff = True
    office.save()
    client.force_login(office)
    return client


def page(template):
    return reverse("admin:reports_summarytemplate_change", args=[template.pk])


def typed(client, template, **changes):
    """What the browser would send for the page as it stands, with changes."""
    context = client.get(page(template)).context
    forms = [context["adminform"].form]
    for inline in context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    data = {}
    for form in forms:
        for bound in form:
            value = bound.value()
            if value is not None and value is not False:
                data[bound.html_name] = value
    return data | changes


def errors(response):
    context = response.context
    found = [str(e) for es in context["adminform"].form.errors.values() for e in es]
    for inline in context["inline_admin_formsets"]:
        found += [str(e) for e in inline.formset.non_form_errors()]
        found += [str(e) for f in inline.formset.forms for es in f.errors.values() for e in es]
    return found


def test_a_text_is_saved_with_who_and_why(editor, template, office):
    section = template.sections.get(order=1)
    data = typed(
        editor,
        template,
        **{"sections-1-text": "新增{加装电梯新增}。", "change_reason": "办公室改稿"},
    )
    response = editor.post(page(template), data)
    assert response.status_code == 302
    section.refresh_from_db()
    assert section.text == "新增{加装电梯新增}。"
    newest = section.history.first()
    assert (newest.history_user, newest.history_change_reason) == (office, "办公室改稿")


@pytest.mark.parametrize(
    ("field", "text", "hint"),
    [
        ("sections-1-text", "今年\n新增{加装电梯新赠}台", "加装电梯新增"),
        ("sections-1-text", "新增{加装电梯新增:总投资}", "总投资"),
        ("sections-1-text", "新增{加装电梯新增", "}"),
        ("sections-1-heading", "{不存在的指标}", "不存在的指标"),
        ("title", "德清县建设局{时期}总结", "时期"),
    ],
)
def test_a_placeholder_that_means_nothing_is_refused_with_its_place(
    editor, template, field, text, hint
):
    data = typed(editor, template, **{field: text, "change_reason": "试"})
    response = editor.post(page(template), data)
    assert response.status_code == 200
    (error,) = errors(response)
    assert hint in error
    assert template.sections.get(order=1).text != text


def test_the_place_is_given_by_line_and_column(editor, template):
    text = "第一行\n第二行{不存在的指标}"
    data = typed(editor, template, **{"sections-1-text": text, "change_reason": "试"})
    (error,) = errors(editor.post(page(template), data))
    assert "2" in error
    assert "4" in error


@pytest.mark.parametrize("change", [{"title": "改题"}, {"sections-1-text": "改文"}])
def test_a_change_needs_a_reason(editor, template, change):
    response = editor.post(page(template), typed(editor, template, **change))
    assert response.status_code == 200
    assert errors(response)


def test_the_vocabulary_is_read_for_the_title_and_once_for_all_sections(editor, template):
    data = typed(editor, template, **{"sections-1-text": "{加装电梯新赠}", "change_reason": "试"})
    with CaptureQueriesContext(connection) as queries:
        editor.post(page(template), data)
    assert sum(' FROM "indicators_honour"' in query["sql"] for query in queries) == 2


def test_all_texts_of_the_demonstration_pass_the_check(editor, template):
    texts = {f"sections-{n}-text": s.text + " " for n, s in enumerate(template.sections.all())}
    data = typed(editor, template, **texts, change_reason="全部核对")
    response = editor.post(page(template), data)
    assert response.status_code == 302, errors(response)


def test_sections_and_issued_summaries_are_looked_at_only(editor, template, county, office):
    issued = issue(county, HALF_YEAR, office)
    section = SummarySection.objects.first()
    for record in (issued, section):
        name = f"admin:reports_{record._meta.model_name}"
        assert editor.get(reverse(f"{name}_changelist")).status_code == 200
        assert editor.get(reverse(f"{name}_change", args=[record.pk])).status_code == 200
        assert editor.post(reverse(f"{name}_change", args=[record.pk]), {}).status_code == 403
        assert editor.get(reverse(f"{name}_add")).status_code == 403
        assert editor.post(reverse(f"{name}_delete", args=[record.pk])).status_code == 403
    assert IssuedSummary.objects.filter(pk=issued.pk).exists()


def test_a_reader_does_not_edit(editor, template, leader):
    leader.is_staff = True
    leader.save()
    editor.force_login(leader)
    assert editor.get(page(template)).status_code == 200
    assert editor.post(page(template), {"title": "改题"}).status_code == 403
