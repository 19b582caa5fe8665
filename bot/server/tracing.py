"""Traces of requests for OpenTelemetry, where a collector is named (`pip install laureat[otel]`).

The variables are OpenTelemetry's own (`OTEL_EXPORTER_OTLP_ENDPOINT`, `OTEL_SERVICE_NAME`…). A trace holds the method,
the route and the status of a request: no text, no name, no address.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping

from aiohttp import web

from bot.variables import SettingsError

ENDPOINTS = ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def set_up(app: web.Application, variables: Mapping[str, str]) -> None:
    """Trace the requests of an application, where the environment names a collector.

    Raises SettingsError where it does and OpenTelemetry is not installed.
    """
    if not any(variables.get(name) for name in ENDPOINTS):
        return
    try:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.propagate import extract
        from opentelemetry.sdk.resources import SERVICE_NAME, Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor
        from opentelemetry.trace import SpanKind
    except ImportError:
        raise SettingsError(
            f"{ENDPOINTS[0]} est donné, mais OpenTelemetry n’est pas installé : pip install 'laureat[otel]'."
        ) from None
    name = variables.get("OTEL_SERVICE_NAME", "laureat")
    provider = TracerProvider(resource=Resource.create({SERVICE_NAME: name}))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    tracer = provider.get_tracer("laureat")

    @web.middleware
    async def trace(request: web.Request, handler: Handler) -> web.StreamResponse:
        resource = request.match_info.route.resource
        route = resource.canonical if resource is not None else "unknown"
        with tracer.start_as_current_span(
            f"{request.method} {route}", extract(request.headers), kind=SpanKind.SERVER
        ) as span:
            span.set_attribute("http.request.method", request.method)
            span.set_attribute("http.route", route)
            response = await handler(request)
            span.set_attribute("http.response.status_code", response.status)
            return response

    async def flush(app: web.Application) -> AsyncIterator[None]:
        yield
        await asyncio.to_thread(provider.shutdown)

    app.middlewares.insert(0, trace)
    app.cleanup_ctx.append(flush)
