"""The alerts and the dashboard: what Prometheus says of them, and when the alerts ring."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from prometheus_client.parser import text_string_to_metric_families

from bot.metrics import Metrics
from tests.deploy.running import DEPLOY, run
from tests.services import program

ALERTS = DEPLOY / "prometheus-alerts.yaml"
RULES = [rule for group in yaml.safe_load(ALERTS.read_text("utf-8"))["groups"] for rule in group["rules"]]
DASHBOARD = json.loads((DEPLOY / "grafana-dashboard.json").read_text("utf-8"))
PANELS = DASHBOARD["panels"]
TARGETS = [target for panel in PANELS for target in panel["targets"]]
QUERIES = [rule["expr"] for rule in RULES] + [target["expr"] for target in TARGETS]
OF_PROMETHEUS = {"job", "instance", "le"}


def promtool(*arguments: str | Path) -> str:
    return run(program("promtool", "prometheus"), *arguments)


@pytest.fixture(scope="module")
def published() -> dict[str, set[str]]:
    """The series of `/metrics`, each with its labels."""
    metrics = Metrics({})
    metrics.watch_redis()
    metrics.messages.labels("rest", "answered").inc()
    metrics.seconds.labels("answer").observe(0.001)
    metrics.refused.labels("slack", "signature").inc()
    metrics.limited.labels("rest", "sender").inc()
    metrics.reloads.labels("refused").inc()
    metrics.journal_dropped.labels("full").inc()
    for counter in (metrics.duplicates, metrics.retries, metrics.failures):
        counter.labels("slack").inc()
    families = text_string_to_metric_families(metrics.exposition().decode())
    return {sample.name: set(sample.labels) for family in families for sample in family.samples}


def test_promtool_accepts_the_alerts():
    assert f"{len(RULES)} rules found" in promtool("check", "rules", ALERTS)


def test_promtool_accepts_what_the_dashboard_asks(tmp_path):
    queries = [target["expr"].replace("$__rate_interval", "1m") for target in TARGETS]
    rules = [{"record": f"panel:{number}", "expr": query} for number, query in enumerate(queries)]
    path = tmp_path / "dashboard.yaml"
    path.write_text(yaml.safe_dump({"groups": [{"name": "dashboard", "rules": rules}]}), "utf-8")

    promtool("check", "rules", path)


@pytest.mark.parametrize("query", QUERIES)
def test_a_query_is_about_series_and_labels_that_are_published(query, published):
    named = set(re.findall(r"\blaureat_\w+", query))
    grouped = {label for labels in re.findall(r"by \((.*?)\)", query) for label in labels.split(", ")}
    matched = set(re.findall(r"[{,](\w+)=", query))
    known = OF_PROMETHEUS.union(*(published[name] for name in named))

    assert named or "up{" in query
    assert grouped | matched <= known


def test_every_figure_is_on_the_dashboard(published):
    shown = " ".join(target["expr"] for target in TARGETS)
    beside = ("_count", "_sum", "_created")

    assert [name for name in published if not name.endswith(beside) and name not in shown] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["alert"])
def test_an_alert_says_what_is_wrong_and_what_to_do_and_the_readme_lists_it(rule):
    assert rule["labels"]["severity"] in ("critical", "warning")
    assert rule["annotations"].keys() == {"summary", "description"}
    assert all(text.endswith(".") for text in rule["annotations"].values())
    assert f"`{rule['alert']}`" in (DEPLOY / "README.md").read_text("utf-8")


def buckets(stage: str, counts: dict[str, int]) -> dict[str, str]:
    """A histogram in which so many more are counted, up to each bound, every minute."""
    return {
        f'laureat_stage_seconds_bucket{{stage="{stage}",le="{bound}"}}': f"0+{count}x40"
        for bound, count in counts.items()
    }


SLACK = 'channel="slack"'
# What is collected every minute, the minute at which the alert is looked for, and the labels with which it rings.
RINGING: dict[str, tuple[dict[str, str], int, dict[str, str]]] = {
    "LaureatInjoignable": ({'up{job="laureat",instance="a"}': "1 0x9"}, 5, {"job": "laureat", "instance": "a"}),
    "LaureatAbsent": ({'up{job="other"}': "1x9"}, 6, {"job": "laureat"}),
    "LaureatRedisInjoignable": ({'laureat_redis_up{instance="a"}': "1 0x9"}, 3, {"instance": "a"}),
    "LaureatEnvoisEnEchec": ({f"laureat_failures_total{{{SLACK}}}": "_x20 3x9"}, 22, {"channel": "slack"}),
    "LaureatRequetesRefusees": (
        {f'laureat_refused_total{{{SLACK},reason="signature"}}': "0+60x20"},
        12,
        {"channel": "slack", "reason": "signature"},
    ),
    "LaureatFileQuiGrandit": ({'laureat_queue_depth{instance="a"}': "60+10x20"}, 12, {"instance": "a"}),
    "LaureatReponsesLentes": (buckets("answer", {"0.25": 98, "1.0": 100, "+Inf": 100}), 25, {}),
    "LaureatLivraisonsLentes": (buckets("deliver", {"30.0": 98, "120.0": 100, "+Inf": 100}), 30, {}),
    "LaureatJournalNonEcrit": ({'laureat_journal_failures_total{instance="a"}': "0+2x30"}, 20, {"instance": "a"}),
    "LaureatContenuRefuse": (
        {'laureat_reloads_total{result="refused",instance="a"}': "_x20 1x9"},
        22,
        {"result": "refused", "instance": "a"},
    ),
}
VALUES = {"LaureatEnvoisEnEchec": "3", "LaureatFileQuiGrandit": "130"}
QUIET: dict[str, tuple[dict[str, str], int]] = {
    "LaureatInjoignable": ({'up{job="laureat",instance="a"}': "1 0 1x9"}, 5),
    "LaureatAbsent": ({'up{job="laureat",instance="a"}': "0x9"}, 6),
    "LaureatRedisInjoignable": ({'laureat_redis_up{instance="a"}': "1x9"}, 3),
    "LaureatEnvoisEnEchec": ({f"laureat_failures_total{{{SLACK}}}": "3x40"}, 30),
    "LaureatRequetesRefusees": ({f'laureat_refused_total{{{SLACK},reason="signature"}}': "0+6x20"}, 12),
    "LaureatFileQuiGrandit": ({'laureat_queue_depth{instance="a"}': "200-10x20"}, 12),
    "LaureatReponsesLentes": (buckets("answer", {"0.25": 100, "1.0": 100, "+Inf": 100}), 25),
    "LaureatLivraisonsLentes": (buckets("deliver", {"30.0": 100, "120.0": 100, "+Inf": 100}), 30),
    "LaureatJournalNonEcrit": ({'laureat_journal_failures_total{instance="a"}': "0+0x10 2x30"}, 30),
    "LaureatContenuRefuse": ({'laureat_reloads_total{result="taken",instance="a"}': "_x20 1x9"}, 22),
}


def test_every_alert_is_tried():
    assert RINGING.keys() == QUIET.keys() == {rule["alert"] for rule in RULES}


def rings(folder: Path, alert: str, series: dict[str, str], minute: int, expected: list[dict[str, Any]]) -> None:
    """Fails unless exactly the alerts expected ring at this minute."""
    tried = {
        "rule_files": [str(ALERTS)],
        "evaluation_interval": "1m",
        "tests": [
            {
                "interval": "1m",
                "input_series": [{"series": name, "values": values} for name, values in series.items()],
                "alert_rule_test": [{"eval_time": f"{minute}m", "alertname": alert, "exp_alerts": expected}],
            }
        ],
    }
    path = folder / "tried.yaml"
    path.write_text(yaml.safe_dump(tried), "utf-8")
    promtool("test", "rules", path)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["alert"])
def test_an_alert_rings_when_it_should(rule, tmp_path):
    series, minute, labels = RINGING[rule["alert"]]

    def filled(text: str) -> str:
        text = re.sub(r"{{ \$labels\.(\w+) }}", lambda found: labels[found[1]], text)
        return re.sub(r"{{ \$value .*? }}", lambda found: VALUES[rule["alert"]], text)

    words = {name: filled(text) for name, text in rule["annotations"].items()}
    rings(tmp_path, rule["alert"], series, minute, [{"exp_labels": rule["labels"] | labels, "exp_annotations": words}])


@pytest.mark.parametrize("alert", QUIET)
def test_an_alert_is_quiet_otherwise(alert, tmp_path):
    rings(tmp_path, alert, *QUIET[alert], [])


def test_panels_have_their_own_place_and_name():
    taken = set()
    for panel in PANELS:
        place = panel["gridPos"]
        cells = {
            (x, y)
            for x in range(place["x"], place["x"] + place["w"])
            for y in range(place["y"], place["y"] + place["h"])
        }
        assert not cells & taken
        assert place["x"] + place["w"] <= 24
        taken |= cells
    assert len({panel["id"] for panel in PANELS}) == len({panel["title"] for panel in PANELS}) == len(PANELS)


def test_the_dashboard_is_about_the_prometheus_that_one_chooses():
    variables = {variable["name"] for variable in DASHBOARD["templating"]["list"]}
    used = set(re.findall(r"\$\{?(\w+)", json.dumps([PANELS, DASHBOARD["templating"]])))

    assert used - {"__rate_interval"} == variables
    assert {asking["datasource"]["uid"] for asking in [*PANELS, *TARGETS]} == {"${datasource}"}
