"""Whose computer a request comes from."""

import pytest

from deqing_dashboard.proxy import client_address


@pytest.mark.parametrize(
    ("https", "forwarded", "remote", "address"),
    [
        pytest.param(False, "", "10.0.0.7", "10.0.0.7", id="no proxy"),
        pytest.param(False, "1.2.3.4", "10.0.0.7", "10.0.0.7", id="a header anybody can send"),
        pytest.param(True, "10.0.0.8", "", "10.0.0.8", id="proxy on a socket"),
        pytest.param(True, "1.2.3.4, 10.0.0.8", "127.0.0.1", "10.0.0.8", id="made up in front"),
        pytest.param(True, "", "", None, id="nobody says"),
    ],
)
def test_failed_sign_ins_count_for_the_computer(rf, settings, https, forwarded, remote, address):
    settings.HTTPS = https
    request = rf.get("/", REMOTE_ADDR=remote, HTTP_X_FORWARDED_FOR=forwarded)
    assert client_address(request) == address
