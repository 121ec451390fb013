"""Light, dark, or as the computer has it: what the person chose is in the first byte."""

import pytest

pytestmark = pytest.mark.django_db
DOOR = "/accounts/login/"


def theme_of(client):
    page = client.get(DOOR).content.decode()
    return page.split('data-theme="')[1].partition('"')[0]


def choose(client, theme, way_back=DOOR):
    return client.post("/theme/", {"theme": theme, "next": way_back})


def test_without_a_choice_the_computer_decides(client):
    assert theme_of(client) == "auto"
    assert '<meta name="color-scheme" content="light dark">' in client.get(DOOR).content.decode()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_choice_is_kept_and_leads_back(client, theme):
    answer = choose(client, theme)
    assert (answer.status_code, answer["Location"]) == (302, DOOR)
    assert theme_of(client) == theme
    page = client.get(DOOR).content.decode()
    assert f'<meta name="color-scheme" content="{theme}">' in page
    choose(client, "auto")
    assert theme_of(client) == "auto"


def test_the_cookie_is_kept_for_years_and_from_scripts(client):
    cookie = choose(client, "dark").cookies["theme"]
    assert cookie["max-age"] > 365 * 24 * 60 * 60
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


def test_the_button_of_the_chosen_one_is_pressed(client):
    choose(client, "dark")
    page = client.get(DOOR).content.decode()
    pressed = page.split('aria-pressed="true"')
    assert len(pressed) == 2
    assert pressed[0].rstrip().endswith('value="dark"')


@pytest.mark.parametrize("theme", ["", "sepia", "DARK", "\x00", "dark " * 1000])
def test_a_theme_that_does_not_exist_is_said(client, theme):
    answer = client.post("/theme/", {"theme": theme})
    assert answer.status_code == 400
    assert "theme" not in answer.cookies


@pytest.mark.parametrize("theme", ["sepia", '"><script>', "LIGHT"])
def test_a_cookie_that_nobody_wrote_counts_as_none(client, theme):
    client.cookies["theme"] = theme
    assert theme_of(client) == "auto"


@pytest.mark.parametrize(
    "way_back", ["", "https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"]
)
def test_nobody_is_led_elsewhere(client, way_back):
    assert choose(client, "dark", way_back)["Location"] == "/"


def test_only_a_form_changes_it(client):
    assert client.get("/theme/?theme=dark").status_code == 405


def test_the_admin_stays_light(client, admin):
    client.force_login(admin)
    choose(client, "dark")
    assert "data-theme" not in client.get("/admin/").content.decode()


def test_a_page_that_is_not_there_has_it_too(client, leader, demo_ledger):
    client.force_login(leader)
    choose(client, "dark")
    answer = client.get("/there-is-no-such-page/")
    assert answer.status_code == 404
    assert 'data-theme="dark"' in answer.content.decode()
