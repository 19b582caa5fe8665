"""The console where `laureat serve` has it."""

import urllib.error
import urllib.request

import pytest

from bot.variables import SettingsError
from tests.services import free_port, serving

# What is answered does not matter here.
pytestmark = pytest.mark.usefixtures("garden")


def status(url: str) -> int:
    try:
        with urllib.request.urlopen(url, timeout=10) as response:
            return response.status
    except urllib.error.HTTPError as error:
        return error.code


def test_without_a_setting_that_says_who_may_enter_there_is_none(tmp_path):
    with serving(tmp_path) as served:
        assert status(f"{served.url}/console/connexion") == 404


def test_it_is_beside_the_rest(tmp_path, accounts):
    with serving(tmp_path, LAUREAT_CONSOLE_ACCOUNTS=str(accounts)) as served:
        assert status(f"{served.url}/console/") == 200
        assert status(f"{served.url}/healthz") == 200


@pytest.mark.parametrize("workers", ["1", "2"])
def test_it_is_alone_at_an_address_of_its_own(tmp_path, accounts, workers):
    port = free_port()
    settings = {"LAUREAT_CONSOLE_ADDRESS": f"127.0.0.1:{port}", "LAUREAT_WORKERS": workers}
    with serving(tmp_path, LAUREAT_CONSOLE_ACCOUNTS=str(accounts), **settings) as served:
        assert status(f"{served.url}/console/connexion") == 404
        assert status(f"http://127.0.0.1:{port}/") == 200
        assert status(f"http://127.0.0.1:{port}/healthz") == 404
        assert status(f"http://127.0.0.1:{port}/webhooks/rest/") == 404


async def test_a_provider_without_its_client_is_refused(console):
    with pytest.raises(SettingsError, match="LAUREAT_CONSOLE_OIDC_CLIENT_ID"):
        await console(console_oidc_issuer="https://provider.example")
