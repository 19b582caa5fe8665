import datetime
from itertools import pairwise

from bot.grants.counting import few_lines
from bot.grants.few import FEW, Line, pack_lines, unpack_lines
from bot.grants.selection import Condition, Selection
from bot.grants.served import Pack
from tests.grants.made import make

DAY = datetime.date(2020, 2, 29)


def line(beneficiary, place, year=2020, cents=100):
    return Line(0, place, beneficiary, year, cents, "Œuvre\nd’été", "D 1", DAY, None, "accordée", ["double"], DAY, None)


def test_lines_come_back_as_they_went():
    lines = [line(1, 1), line(1, 2, None, None), line(2, 3), *(line(3, place) for place in range(FEW + 1)), line(7, 9)]
    blocks = list(pack_lines(lines))
    assert [first for first, _ in blocks] == [1]
    data = blocks[0][1]
    assert unpack_lines(data, 1) == lines[:2]
    assert unpack_lines(data, 7) == lines[-1:]
    # One that has many, one that is not there.
    assert unpack_lines(data, 3) is unpack_lines(data, 4) is None


def test_blocks_follow_each_other_and_are_always_the_same():
    lines = [line(beneficiary, place) for beneficiary in range(1, 500) for place in range(3)]
    blocks = list(pack_lines(lines))
    assert len(blocks) > 2
    assert blocks == list(pack_lines(lines))
    firsts = [first for first, _ in blocks]
    assert firsts == sorted(firsts)
    for beneficiary in range(1, 500):
        data = next(data for first, data in reversed(blocks) if first <= beneficiary)
        assert [one.line for one in unpack_lines(data, beneficiary) or ()] == [0, 1, 2]


def test_what_stands_apart_is_what_the_engine_of_the_sums_reads(importing):
    folder = importing(make(3_000, 3, ["refused", "in_kind", "doubles", "amounts", "dates"]).data).folder
    pack = Pack(folder)
    columns = ", ".join(Line._fields)
    many = {body for (body,) in pack.rows(f"SELECT id FROM beneficiary WHERE grants > {FEW}")}
    bodies = [body for (body,) in pack.rows("SELECT id FROM beneficiary")]
    assert many
    for body in bodies:
        read = [Line(*row) for row in pack.rows(f"SELECT {columns} FROM grants WHERE beneficiary = {body}")]
        assert pack.names.lines(body) == (None if body in many else read)
    pack.close()


def test_few_lines_fit_what_is_asked_however_they_are_found(importing):
    folder = importing(make(3_000, 3, ["refused", "in_kind", "doubles", "amounts", "dates"]).data).folder
    pack = Pack(folder)
    few = pack.rows(f"SELECT id FROM beneficiary WHERE grants BETWEEN 3 AND {FEW // 2} ORDER BY id LIMIT 40")
    for (body,), (other,) in pairwise(few):
        year = pack.rows(f"SELECT year FROM grants WHERE beneficiary = {body} AND year IS NOT NULL")[0][0]
        for excluded in (False, True):
            bodies = Condition("beneficiaire", (str(other), str(body), str(body)))
            selection = Selection(pack, (bodies, Condition("annee", (str(year),), excluded)))
            # What no block tells of is asked of the engine.
            read = few_lines(selection._replace(conditions=(*selection.conditions, Condition("au_moins", ("0",)))))
            assert read
            assert [one for one in few_lines(selection) or () if (one.cents or -1) >= 0] == [
                one for one in read if one.cents
            ]
    pack.close()
