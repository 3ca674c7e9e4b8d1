"""The index of pieces stays in step whatever happens to a client, and shows nobody more than their own."""

import pytest
from django.db import connection

from clientkeep.config.upgrading import lift_guards
from clientkeep.overview.search.apps import lay_guards
from clientkeep.overview.search.checks import index_is_in_step
from clientkeep.overview.search.pieces import holding_all, holding_some, pieces_of
from clientkeep.relationship.clients import searching
from clientkeep.relationship.clients.models import Client, Contact
from tests.overview.transfer.imports.conftest import imported, own_store, people, rehearsed, undo  # noqa: F401


def in_index(text):
    """Names of the clients that the index alone gives."""
    return sorted(Client.objects.filter(pk__in=holding_all([text])).values_list("name", flat=True))


def found(cast, text, member=None):
    ids, nearly = searching.found_ids(Client.objects.visible_to(cast.acting(member or cast.olivia)), text)
    return sorted(Client.objects.filter(pk__in=ids).values_list("name", flat=True)), nearly


def test_every_piece_of_a_text_once():
    assert pieces_of(["bloom", "loo", "io"]) == ["blo", "loo", "oom"]
    assert pieces_of(["bl\0oom"]) == []


def test_the_index_follows_a_client_and_its_people(cast):
    client = Client.add(cast.north, cast.by, name="Quartzite Works")
    assert in_index("quartz") == ["Quartzite Works"]
    person = Contact.add(client, cast.by, name="Ysolde Krumm")
    assert in_index("ysolde") == ["Quartzite Works"]
    person.change(cast.by, name="Isolde Krumm")
    assert in_index("ysolde") == []
    person.remove(cast.by)
    assert in_index("isolde") == []
    person.restore(cast.by)
    assert in_index("isolde") == ["Quartzite Works"]
    client.change(cast.by, name="Feldspar Works")
    assert (in_index("quartz"), in_index("feldspar")) == ([], ["Feldspar Works"])
    client.archive(cast.by)
    assert in_index("feldspar") == ["Feldspar Works"]
    assert searching.found_ids(Client.objects.current(), "feldspar") == ([], True)
    Client.objects.filter(pk=client.pk).update(words="gabbro")
    assert (in_index("feldspar"), in_index("gabbro")) == ([], ["Feldspar Works"])
    assert list(index_is_in_step()) == []


def test_what_a_rolled_back_write_said_is_not_found(cast):
    from django.db import transaction

    with pytest.raises(RuntimeError), transaction.atomic():
        Client.add(cast.north, cast.by, name="Quartzite Works")
        raise RuntimeError
    assert in_index("quartz") == []
    assert list(index_is_in_step()) == []


def test_rows_deleted_and_written_in_bulk(cast):
    rows = [Client(workspace=cast.north, name=f"Basalt {n}", words=f"basalt {n:03}") for n in range(50)]
    Client.objects.bulk_create(rows)
    assert len(in_index("basalt")) == 50
    Client.objects.filter(words__startswith="basalt").delete()
    assert in_index("basalt") == []
    assert list(index_is_in_step()) == []


def test_an_import_and_its_undoing(cast, imported):  # noqa: F811
    whole = imported(people("Ana,Ruiz,Quartzite Works,ana@quartz.example"))
    assert found(cast, "quartz") == (["Quartzite Works"], False)
    undo(whole, cast)
    assert found(cast, "quartz")[0] == []
    assert list(index_is_in_step()) == []


def test_an_upgrade_indexes_anew_what_changed_while_the_triggers_were_away(cast):
    lift_guards()
    Client.objects.filter(pk=cast.acme.pk).update(words="tourmaline")
    Client.objects.create(workspace=cast.north, name="Beryl", words="beryl")
    assert "lacks 1 clients" in next(iter(index_is_in_step()))
    lay_guards(connection.alias)
    assert in_index("tourmaline") == ["Acme Studio"]
    assert in_index("beryl") == ["Beryl"]
    assert list(index_is_in_step()) == []


def test_a_database_from_before_the_index_gets_it(cast):
    lift_guards()
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE search_pieces")
        cursor.execute("DROP TABLE search_client")
    assert list(index_is_in_step()) == []
    lay_guards(connection.alias)
    assert in_index("acme") == ["Acme Studio"]


def test_laying_again_does_nothing(cast, django_assert_num_queries):
    with django_assert_num_queries(1):
        lay_guards(connection.alias)


def test_two_words_and_mistyped_ones_need_no_look_at_all_clients(cast):
    for name in ("Granite Studio", "Granite Bakery", "Oak Studio"):
        Client.add(cast.north, cast.by, name=name)
    assert found(cast, "stud gran") == (["Granite Studio"], False)
    assert found(cast, "granti studoi") == (["Granite Studio"], True)
    some = Client.objects.filter(pk__in=holding_some(pieces_of(["granti", "studoi"]), 3))
    assert set(some.values_list("name", flat=True)) <= {"Granite Studio", "Granite Bakery", "Oak Studio", "Acme Studio"}


@pytest.mark.parametrize("text", ["bloom", "bloom fl", "blooom"])
def test_the_index_knows_all_firms_and_shows_each_its_own(cast, text):
    Client.add(cast.south, cast.by, name="Bloomfield Secrets")
    assert "Bloomfield Secrets" in in_index("bloom")
    for member in (cast.olivia, cast.mia, cast.sid):
        names, _ = found(cast, text, member)
        mine = Client.objects.visible_to(cast.acting(member)).values_list("name", flat=True)
        assert set(names) <= set(mine)


@pytest.mark.parametrize("text", ['bloom"', 'OR"bloom', "bloom*", "NEAR(bloom", "-bloom", "words:bloom", "^bloom", "😀😀😀", "ﬃﬃ"])
def test_signs_of_the_query_language_are_only_letters(cast, text):
    names, nearly = found(cast, text)
    assert nearly or all(text in name for name in names)


def test_a_sign_that_no_text_can_hold_is_passed_over(cast):
    assert found(cast, "bl\0oom") == found(cast, "bloom") != ([], False)


def test_short_words_are_found_without_pieces(cast):
    assert holding_all(["ac", "st"]) is None
    assert found(cast, "ac st") == (["Acme Studio"], False)
    assert found(cast, "ac studio") == (["Acme Studio"], False)
