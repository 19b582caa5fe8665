"""The load script, small: what it says of the product must be good, and it must see what is not."""

from collections import Counter

from tests.load.driver import Log
from tests.load.plan import QUESTIONS, make_plan
from tests.load.platforms import PLATFORMS
from tests.load.run import run
from tests.load.verdict import problems


def test_every_message_is_answered_once_in_order_though_redis_goes_away():
    log = run(messages=2000, senders=32, seed=1)
    found = problems(log)

    assert not found, "\n".join(found)
    assert sum(len(one.answers) for one in log.plan.conversations) == 1700


def judged(change) -> list[str]:
    """What is said of answers that were right before a change."""
    pictures = Counter(platform.name for platform in PLATFORMS)
    log = Log(make_plan(100, 1), pictures=pictures, away=1.0, falls=2)
    for step in log.plan.steps:
        if step.kind == "new":
            step.conversation.accepted.append(step.question)
            step.conversation.answers.append(QUESTIONS[step.question].mark)
    assert problems(log) == []
    change(log, next(one for one in log.plan.conversations if len(one.answers) > 1))
    return problems(log)


def test_faults_are_seen():
    def status(log, kind, status):
        log.statuses["slack", kind, status] += 1

    assert "lack answers" in judged(lambda log, one: one.answers.pop())[0]
    assert "have too many answers" in judged(lambda log, one: one.answers.append(one.answers[-1]))[0]
    assert "are answered out of order" in judged(lambda log, one: one.answers.reverse())[0]
    assert "are answered something else" in judged(lambda log, one: one.answers.__setitem__(0, "Avec plaisir !"))[0]
    assert judged(lambda log, one: status(log, "forged", 200)) == ["slack: 1 forged requests got 200"]
    assert judged(lambda log, one: status(log, "new", 503)) == ["slack: 1 new requests got 503"]
    assert judged(lambda log, one: status(log, "duplicate", 0)) == ["slack: 1 duplicate requests got no response"]
    assert judged(lambda log, one: log.spoken.update(slack=1))
    assert judged(lambda log, one: log.unasked.append("slack 1"))
    assert judged(lambda log, one: setattr(log, "left", 1))
    assert judged(lambda log, one: log.pictures.pop("slack")) == ["slack: no answer is followed by its picture"]
    assert judged(lambda log, one: log.errors.append("broken"))
