import pytest

from tests.server.conftest import serving


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/"),
        ("GET", "/confidentialite"),
        ("GET", "/site/page.css"),
        ("GET", "/healthz"),
        ("GET", "/openapi.json"),
        ("GET", "/nulle/part"),
        ("PUT", "/healthz"),
        ("POST", "/webhooks/rest/webhook"),
    ],
)
async def test_every_response_protects_who_reads_it_and_names_no_software(client, method, path):
    response = await client.request(method, path)

    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert response.headers["Content-Security-Policy"] == (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'self'; require-trusted-types-for 'script'; "
        "trusted-types 'none'"
    )
    assert response.headers["Permissions-Policy"].startswith("camera=()")
    assert "Server" not in response.headers


async def test_a_site_served_over_tls_says_to_stay_there(assistant):
    async with serving(assistant, public_url="https://bot.ville.example") as client:
        response = await client.get("/healthz")

    assert response.headers["Strict-Transport-Security"] == "max-age=31536000"


async def test_what_is_counted_is_there_for_prometheus_and_names_nobody(client):
    await client.post("/webhooks/rest/webhook", json={"sender": "ana-42", "message": "Bonjour à tous"})

    figures = await (await client.get("/metrics")).text()

    assert 'laureat_messages_total{channel="rest",outcome="answered"} 1.0' in figures
    assert "ana-42" not in figures
    assert "Bonjour" not in figures
