"""Traces, as a real collector gets them."""

import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from aiohttp import web
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from bot.server import tracing
from bot.variables import SettingsError
from tests.services import serving


class Collector(HTTPServer):
    """Keeps what it is sent."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.received: list[bytes] = []
        self.url = f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        self.server.received.append(self.rfile.read(int(self.headers["Content-Length"])))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *arguments: object) -> None:
        pass


def test_requests_are_traced_by_route_and_nothing_of_what_is_said(tmp_path, garden):
    with Collector() as collector:
        threading.Thread(target=collector.serve_forever, daemon=True).start()
        variables = {"OTEL_EXPORTER_OTLP_ENDPOINT": collector.url, "OTEL_EXPORTER_OTLP_COMPRESSION": "none"}
        with serving(tmp_path, **variables) as served:
            served.ask("Quel projet à Sceaux ?", "ana-42")
        collector.shutdown()

    raw = b"".join(collector.received)
    spans = [
        span
        for body in collector.received
        for resource in ExportTraceServiceRequest.FromString(body).resource_spans
        for scope in resource.scope_spans
        for span in scope.spans
    ]
    assert "POST /webhooks/rest/webhook" in [span.name for span in spans]
    assert b"Sceaux" not in raw
    assert b"ana-42" not in raw


def test_nothing_is_traced_where_no_collector_is_named():
    app = web.Application()

    tracing.set_up(app, {})

    assert list(app.middlewares) == []


def test_a_collector_without_opentelemetry_is_told_how_to_mend_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "opentelemetry.sdk.trace", None)

    with pytest.raises(SettingsError, match="pip install"):
        tracing.set_up(web.Application(), {"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:4318"})
