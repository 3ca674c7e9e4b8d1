"""What waits for the firm's own signature is told to the member who has to give it, and to nobody else."""


def test_today_and_the_clients_page_tell_who_has_to_countersign(cast, as_member, start, signed, quote):
    signing = start()
    firm, home, client = as_member(cast.olivia), "/", f"/clients/{cast.acme.pk}/"
    assert "countersignature" not in firm.get(home).content.decode()
    signed(signing, "Jo March")
    today, page = firm.get(home).content.decode(), firm.get(client).content.decode()
    assert f"has signed quote {quote.number}; it waits for your countersignature" in today
    assert f"/documents/{quote.pk}/signing/" in today and f"{quote.number} waits for yours" in page
    other = as_member(cast.carla)
    assert "waits for your countersignature" not in other.get(home).content.decode()
    signed(signing, "Olivia North")
    assert "waits for your countersignature" not in firm.get(home).content.decode()
    assert "waits for yours" not in firm.get(client).content.decode()
