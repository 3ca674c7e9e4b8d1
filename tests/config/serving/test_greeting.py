import pytest

from clientkeep.config.serving.greeting import greet

pytestmark = pytest.mark.django_db


def test_an_empty_installation_leads_to_the_first_run(capsys):
    greet()
    assert "No firm is set up yet" in capsys.readouterr().out


def test_no_link_is_printed_once_somebody_has_a_credential(cast, capsys):
    greet()
    assert "Sign in" not in capsys.readouterr().out


def test_a_link_is_printed_while_nobody_has_one(cast, capsys):
    from clientkeep.workspace.members.models import User

    for user in User.objects.all():
        user.set_unusable_password()
        user.save()
    greet()
    assert "Sign in (works once, for 30 minutes): http://localhost:" in capsys.readouterr().out


def test_the_demo_says_that_it_is_one(cast, capsys):
    cast.north.is_demo = True
    cast.north.save()
    greet()
    said = capsys.readouterr().out
    assert "demo firm" in said and "/demo/sign-in/" in said
