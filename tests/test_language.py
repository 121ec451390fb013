"""Chinese unless somebody chooses otherwise."""

import pytest

pytestmark = pytest.mark.django_db
DOOR = "/accounts/login/"


def words(client, **headers):
    answer = client.get(DOOR, headers=headers)
    return answer.content.decode(), answer["Content-Language"]


@pytest.mark.parametrize("browser", ["en-US,en;q=0.9", "de", "zh-CN", "*", "\x00"])
def test_the_language_of_the_browser_is_no_choice(client, browser):
    page, language = words(client, **{"accept-language": browser})
    assert "登录" in page
    assert language == "zh-hans"


def test_the_switch_in_the_header_is(client):
    client.post("/language/", {"language": "en", "next": DOOR})
    page, language = words(client)
    assert "Sign in" in page
    assert "登录" not in page
    assert language == "en"
    client.post("/language/", {"language": "zh-hans", "next": DOOR})
    assert "登录" in words(client)[0]


def test_a_language_that_does_not_exist_is_chinese(client):
    client.cookies["django_language"] = "tlh"
    assert words(client)[1] == "zh-hans"
