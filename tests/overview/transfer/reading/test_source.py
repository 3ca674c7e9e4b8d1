"""Bytes to a table: separators, quotes, title lines, ragged rows and limits."""

import pytest

from clientkeep.overview.transfer.reading import errors
from clientkeep.overview.transfer.reading.limits import Limits
from clientkeep.overview.transfer.reading.source import read_table


def cells(data, **how):
    text = data if isinstance(data, bytes) else data.encode()
    return [row.cells for row in read_table(text, **how).rows()]


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_separators_and_line_ends(mark, end):
    text = end.join(mark.join(row) for row in (("Name", "City", "Phone"), ("Acme", "Bonn", "1234"), ("Bo", "Kiel", "")))
    table = read_table(text.encode())
    assert (table.delimiter, table.headers) == (mark, ["Name", "City", "Phone"])
    assert [row.cells for row in table.rows()] == [["Acme", "Bonn", "1234"], ["Bo", "Kiel", ""]]


def test_commas_inside_a_semicolon_file_do_not_mislead():
    text = "Name;Address;Balance\nAcme, Inc;1 Main St, Suite 2;1.234,50\nBo, Co;2 Side St, Floor 1;3,20\n"
    assert cells(text) == [["Acme, Inc", "1 Main St, Suite 2", "1.234,50"], ["Bo, Co", "2 Side St, Floor 1", "3,20"]]


def test_the_sep_line_of_spreadsheets_is_obeyed():
    table = read_table(b"sep=;\r\nName;City\r\nA,B;Bonn\r\n")
    assert table.headers == ["Name", "City"]
    assert [(row.number, row.cells) for row in table.rows()] == [(3, ["A,B", "Bonn"])]


def test_quotes_hold_line_breaks_separators_and_quotes():
    text = 'Name,Notes\n"Acme, Inc","He said ""no"".\nThen, yes."\nBo,5" disk\n'
    assert cells(text) == [["Acme, Inc", 'He said "no".\nThen, yes.'], ["Bo", '5" disk']]


def test_a_quotation_mark_left_open_spoils_its_own_row_alone():
    rows = list(read_table(b'Name,City\nAcme,Bonn\n"Bo,Kiel\nCy,Rome\nDi,Oslo\n').rows())
    assert [row.number for row in rows] == [2, 3, 4, 5]
    assert rows[1].problem == "A quotation mark is opened here and never closed."
    assert [row.cells[0] for row in rows[2:]] == ["Cy", "Di"] and not rows[2].problem


def test_headers_are_found_below_titles_notes_and_blank_lines():
    text = "My clients\nexported, on 3 May\n\n\nClient name,E-Mail,Town\nAcme,a@acme.example,Bonn\n"
    table = read_table(text.encode())
    assert table.header_row == 4 and table.headers == ["Client name", "E-Mail", "Town"]
    assert next(table.rows()).number == 6


def test_headers_of_unknown_words_are_the_first_full_row():
    table = read_table(b"Colour,Taste,Weight\nred,sweet,3\n")
    assert table.headers == ["Colour", "Taste", "Weight"]


def test_a_file_without_headers_keeps_its_first_row():
    table = read_table(b"Acme,a@acme.example,Bonn\nBo,b@bo.example,Kiel\n")
    assert table.headers == ["Column 1", "Column 2", "Column 3"] and table.row_count == 2
    assert "No row of column names" in table.notices[0]


def test_the_header_row_may_be_said():
    table = read_table(b"a,b\nc,d\ne,f\n", header_row=2)
    assert table.headers == ["c", "d"] and cells(b"a,b\nc,d\ne,f\n", header_row=2) == [["e", "f"]]


def test_two_columns_of_one_name_stay_apart():
    table = read_table(b"Name,Phone,Email,Phone\nA,1,a@a.example,2\n")
    assert table.headers == ["Name", "Phone", "Email", "Phone (2)"]


def test_ragged_rows():
    rows = list(read_table(b"Name,City\nAcme\nBo,Kiel,,,\nCy,Rome,left over\n").rows())
    assert [row.cells for row in rows] == [["Acme", ""], ["Bo", "Kiel"], ["Cy", "Rome"]]
    assert [bool(row.problem) for row in rows] == [False, False, True]


def test_zeros_marks_and_odd_spaces_are_dropped():
    assert cells(b"Name,City\n\0Ac\0me\0, \xc2\xa0Bonn\xe2\x80\x89\n\xef\xbb\xbfBo,Kiel\n") == [["Acme", "Bonn"], ["Bo", "Kiel"]]


def test_one_column_and_a_header_alone():
    assert cells(b"Name\nAcme\nBo Lind\n") == [["Acme"], ["Bo Lind"]]
    table = read_table(b"Name,Email,Phone\n")
    assert table.row_count == 0 and "no rows below" in table.notices[0]


def test_a_second_header_in_the_middle_and_a_next_section_are_no_rows():
    text = "Name,City\nAcme,Bonn\nName,City\nBo,Kiel\n\nINVOICES,\nClient,Number\nAcme,7\n"
    assert cells(text) == [["Acme", "Bonn"], ["Bo", "Kiel"]]


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", errors.EmptyFile),
        (b"\xef\xbb\xbf\r\n \r\n", errors.EmptyFile),
        (b"PK\x03\x04rest of a workbook", errors.NotATable),
        (b"%PDF-1.7", errors.NotATable),
        (b"Name,City\n" + b"A,B\n" * 11, errors.TooManyRows),
        (b"Name," + b",".join(b"c%d" % n for n in range(10)) + b"\nA\n", errors.TooManyColumns),
        (b"Name,City\nA," + b"x" * 101 + b"\n", errors.FieldTooLong),
        (b"Name,City\n" + b"A" * 2000 + b",B\n", errors.FileTooLarge),
    ],
)
def test_each_limit_has_its_named_error(data, error):
    with pytest.raises(error) as caught:
        read_table(data, limits=Limits(bytes=1000, rows=10, columns=6, field=100))
    assert str(caught.value)


def test_the_real_limits_hold():
    with pytest.raises(errors.FileTooLarge):
        read_table(b"x" * (25 * 1024 * 1024 + 1))
    with pytest.raises(errors.TooManyRows):
        read_table(b"Name,City\n" + b"A,B\n" * 200_001)
    assert read_table(b"Name,City\n" + b"A,B\n" * 200_000).row_count == 200_000
    with pytest.raises(errors.TooManyColumns):
        read_table(b",".join(b"c%d" % n for n in range(201)) + b"\n1\n")
    with pytest.raises(errors.FieldTooLong, match="Row 2"):
        read_table(b"Name,City\n" + b"A" * 20_001 + b",B\n")
    with pytest.raises(errors.FieldTooLong, match="Row 2"):
        read_table(b'Name,City\n"' + b"A,B\n" * 100_000)


def test_blank_rows_do_not_count_but_have_an_end():
    limits = Limits(rows=3)
    assert read_table(b"Name,City\n" + b",\n" * 900 + b"A,B\n" * 3, limits=limits).row_count == 3
    with pytest.raises(errors.TooManyRows):
        read_table(b"Name,City\n" + b",\n" * 2_000, limits=limits)


def test_reading_again_gives_the_same_rows():
    table = read_table(b"Name,City\nAcme,Bonn\n")
    assert [row.cells for row in table.rows()] == [row.cells for row in table.rows()] == [["Acme", "Bonn"]]
