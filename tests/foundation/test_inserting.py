"""Rows that were inserted many at once read back as those that were saved."""

import pytest
from django.db import IntegrityError

from clientkeep.foundation.inserting import insert_many
from clientkeep.relationship.clients.models import Client


def test_rows_read_back_as_they_were(cast):
    made = [Client(workspace=cast.north, name="Zoë’s “Ünïcode” %s ?", tags=["a"], custom={"k": "v"}, hourly_rate=n) for n in range(3)]
    insert_many(made)
    read = Client.objects.in_bulk([each.pk for each in made])
    for each in made:
        for field in Client._meta.concrete_fields:
            assert getattr(read[each.pk], field.attname) == getattr(each, field.attname)
    made[0].name = "Changed"
    made[0].save()
    assert Client.objects.filter(pk__in=read).count() == 3


def test_a_key_that_is_taken_is_an_error(cast):
    with pytest.raises(IntegrityError):
        insert_many([Client(pk=cast.acme.pk, workspace=cast.north, name="Twice")])


def test_no_rows_are_nothing(db):
    insert_many([])
