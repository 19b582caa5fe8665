import gzip

import pytest

from bot.files.told import file_fault, yaml_fault


def test_what_nobody_foresaw_stays_as_a_technical_detail():
    assert yaml_fault("odd") == "détail technique : odd"
    assert file_fault(OSError(5, "odd")) == "détail technique : odd"


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (FileNotFoundError(2, "No such file"), "il n’existe pas"),
        (PermissionError(13, "Permission denied"), "la lecture n’est pas permise"),
        (gzip.BadGzipFile("Not a gzipped file"), "ce n’est pas une archive gzip, ou elle est abîmée"),
        (EOFError(), "l’archive est incomplète"),
    ],
)
def test_why_a_file_cannot_be_read_is_told_in_french(error, told):
    assert file_fault(error) == told
