import pytest

from bot.channels.limits import Limits


@pytest.mark.parametrize(("count", "length"), [("characters", 5), ("utf-16", 6), ("bytes", 9), ("escaped", 12)])
def test_a_text_is_measured_as_the_platform_counts(count, length):
    assert Limits(text=10, count=count).measure("é😀&<a") == length
