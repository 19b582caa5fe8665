from bot.pictures.labels import HEIGHT, MOST, Spot, place_labels

SIZE = (320.0, 400.0)


def beside(name: str, *box: float) -> Spot:
    return Spot(name, 50.0, [box], inside=False)


def test_a_name_stands_beside_its_place():
    (label,) = place_labels([beside("a", 100, 100, 110, 110)], [(100, 100, 110, 110)], *SIZE)

    assert label.x == 105
    assert 100 - HEIGHT - 5 < label.y < 100


def test_no_name_is_on_another():
    spots = [beside(str(number), 100, 100 + number, 110, 110 + number) for number in range(6)]

    labels = place_labels(spots, [], *SIZE)

    assert len(labels) > 2
    for one in labels:
        for other in labels:
            assert one is other or abs(one.x - other.x) >= 50 or abs(one.y - other.y) >= HEIGHT


def test_no_name_leaves_the_map_nor_covers_what_is_named():
    corner = (300.0, 0.0, 320.0, 12.0)

    (label,) = place_labels([beside("a", *corner)], [corner], *SIZE)

    assert 25 <= label.x <= 295
    assert label.y > 12


def test_what_finds_no_room_is_left_out_and_what_comes_first_is_served_first():
    everywhere = (0.0, 0.0, *SIZE)

    assert place_labels([beside("a", 10, 10, 20, 20)], [everywhere], *SIZE) == []
    spots = [Spot(str(number), 40.0, [(0, 20 * number, 40, 20 * number + 20)], inside=True) for number in range(18)]
    assert [label.name for label in place_labels(spots, [], *SIZE)] == [str(number) for number in range(MOST)]


def test_the_name_of_what_is_made_of_places_goes_into_the_one_in_its_middle():
    parts = [(0.0, 0.0, 100.0, 20.0), (0.0, 100.0, 100.0, 120.0), (0.0, 200.0, 100.0, 220.0)]

    (label,) = place_labels([Spot("a", 50.0, parts, inside=True)], [], *SIZE)

    assert 100 < label.y < 120
