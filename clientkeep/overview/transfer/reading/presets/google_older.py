"""Google Contacts (older): the columns of its CSV export."""

from .preset import Preset, columns

PRESET = Preset(
    slug="google-older",
    label="Google Contacts (older)",
    source="google",
    tells=(
        ("Given Name", "Family Name", "E-mail 1 - Value"),
        ("Given Name", "Family Name", "Phone 1 - Value"),
        ("Given Name", "Family Name", "Group Membership"),
        ("Name", "Organization 1 - Name", "E-mail 1 - Value"),
        ("Name", "E-mail 1 - Type", "E-mail 1 - Value"),
    ),
    people=True,
    values_joined_by=" ::: ",
    tags_left_out=("* mycontacts", "mycontacts", "* starred", "starred"),
    known=columns(
        """
        person: Name
        first_name: Given Name
        middle_name: Additional Name
        last_name: Family Name
        ignore: Yomi Name
        ignore: Given Name Yomi
        ignore: Additional Name Yomi
        ignore: Family Name Yomi
        custom: Name Prefix
        custom: Name Suffix
        custom: Initials
        custom: Nickname
        custom: Short Name
        custom: Maiden Name
        custom: Birthday
        custom: Gender
        custom: Location
        custom: Billing Information
        custom: Directory Server
        custom: Mileage
        custom: Occupation
        custom: Hobby
        custom: Sensitivity
        custom: Priority
        custom: Subject
        notes: Notes
        language: Language
        ignore: Photo
        tags: Group Membership
        ignore: E-mail 1 - Type
        contact_email: E-mail 1 - Value
        ignore: E-mail 2 - Type
        contact_email: E-mail 2 - Value
        ignore: E-mail 3 - Type
        contact_email: E-mail 3 - Value
        ignore: E-mail 4 - Type
        contact_email: E-mail 4 - Value
        ignore: Phone 1 - Type
        contact_phone: Phone 1 - Value
        ignore: Phone 2 - Type
        contact_phone: Phone 2 - Value
        ignore: Phone 3 - Type
        contact_phone: Phone 3 - Value
        ignore: Phone 4 - Type
        contact_phone: Phone 4 - Value
        ignore: Organization 1 - Type
        company: Organization 1 - Name
        ignore: Organization 1 - Yomi Name
        title: Organization 1 - Title
        role: Organization 1 - Department
        ignore: Address 1 - Type
        full_address: Address 1 - Formatted
        line1: Address 1 - Street
        line2: Address 1 - Extended Address
        line2: Address 1 - PO Box
        city: Address 1 - City
        region: Address 1 - Region
        postal_code: Address 1 - Postal Code
        country: Address 1 - Country
        ignore: Website 1 - Type
        website: Website 1 - Value
        """
    ),
)
