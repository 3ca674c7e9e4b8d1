"""U9: photos lose the place where they were taken and keep their pixels and their turn."""

import random
import time

import pytest

from clientkeep.workspace.files.intake import keep
from clientkeep.workspace.files.photos import without_place
from clientkeep.workspace.files.storage import read
from tests.workspace.files.pictures import PLACE, exif_with_place, picture, pixels_of, place_in, png_with_words, turn_of

XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf exif:GPSLatitude="' + PLACE + b'"/></x:xmpmeta>'


@pytest.mark.parametrize("kind", ["JPEG", "WEBP", "PNG"])
def test_a_photo_loses_its_place_and_keeps_its_pixels(kind):
    photo = picture(kind, exif=exif_with_place())
    assert place_in(photo), "the control has a place"
    bare = without_place(photo, f"image/{kind.lower()}")
    assert place_in(bare) == {}
    assert b"Camera maker" not in bare
    assert pixels_of(bare) == pixels_of(photo)


def test_a_jpeg_keeps_its_turn_and_its_colour_profile():
    photo = picture("JPEG", exif=exif_with_place(turn=8), icc_profile=b"profile" * 30, progressive=True)
    bare = without_place(photo, "image/jpeg")
    assert turn_of(bare) == 8
    assert b"profileprofile" in bare


def test_place_in_xmp_comments_and_a_second_picture_is_cut_too():
    photo = picture("JPEG", exif=exif_with_place(), xmp=XMP, comment=b"taken at " + PLACE)
    bare = without_place(photo + photo, "image/jpeg")
    assert PLACE not in bare
    assert bare.count(b"\xff\xd8\xff") == 1
    assert pixels_of(bare) == pixels_of(photo)


def test_a_png_loses_its_words_and_what_trails_it():
    bare = without_place(png_with_words(b"<?php place 47.6062 ?>"), "image/png")
    assert PLACE not in bare
    assert pixels_of(bare) == pixels_of(picture("PNG"))


def test_a_tiff_is_blanked_where_the_place_stands():
    photo = picture("TIFF", exif=exif_with_place(turn=1))
    assert place_in(photo)
    bare = without_place(photo, "image/tiff")
    assert not any(place_in(bare).values())
    assert len(bare) == len(photo)
    assert pixels_of(bare) == pixels_of(photo)


def test_a_heic_container_is_blanked_where_the_place_stands():
    exif = exif_with_place().tobytes()
    container = b"\x00\x00\x00\x18ftypheic" + bytes(40) + exif + XMP + bytes(20)
    bare = without_place(container, "image/heic")
    assert len(bare) == len(container)
    assert PLACE not in bare
    latitude = b"\x00\x00\x00\x2f\x00\x00\x00\x01"
    assert latitude in container or latitude[::-1] in container or b"/\x00\x00\x00\x01\x00\x00\x00" in container
    assert latitude not in bare and b"/\x00\x00\x00\x01\x00\x00\x00" not in bare


@pytest.mark.parametrize("kind", ["jpeg", "png", "webp", "heic", "tiff"])
def test_broken_pictures_break_nothing(kind):
    whole = picture("JPEG" if kind == "jpeg" else "PNG")
    for length in (0, 1, 2, 3, 4, 7, 9, 13, 30, 60, len(whole) - 1):
        assert isinstance(without_place(whole[:length], f"image/{kind}"), bytes)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_a_thousand_damaged_photos_break_nothing_and_take_no_time(kind):
    chance = random.Random(7)
    whole = picture(kind, exif=exif_with_place())
    started = time.monotonic()
    for _ in range(1000):
        damaged = bytearray(whole[: chance.randrange(1, len(whole) + 1)])
        for _ in range(chance.randrange(1, 6)):
            damaged[chance.randrange(len(damaged))] = chance.choice((0, 0xFF, chance.randrange(256)))
        assert isinstance(without_place(bytes(damaged), f"image/{kind.lower()}"), bytes)
    assert time.monotonic() - started < 10


def test_an_uploaded_photo_is_stored_without_its_place(cast):
    stored = keep(cast.north, picture("JPEG", exif=exif_with_place()), "garden.jpg", cast.by, client_id=cast.acme.pk)
    assert place_in(read(stored)) == {}
    assert (stored.content_type, stored.size) == ("image/jpeg", len(read(stored)))
