import gc

import pytest

from bot.lasting import lasting


@pytest.fixture(autouse=True)
def _as_before():
    yield
    gc.enable()
    gc.unfreeze()


def test_the_collector_waits_while_something_lasting_is_made_and_leaves_it_alone_afterwards():
    gc.unfreeze()
    with lasting():
        assert not gc.isenabled()
        assert not gc.get_freeze_count()

    assert gc.isenabled()
    assert gc.get_freeze_count()


def test_what_was_not_finished_does_not_last():
    gc.unfreeze()
    with pytest.raises(ValueError, match="unfinished"), lasting():
        raise ValueError("unfinished")

    assert gc.isenabled()
    assert not gc.get_freeze_count()
