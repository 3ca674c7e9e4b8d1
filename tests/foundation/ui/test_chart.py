"""Charts made on the server: gaps stay gaps, the picture says in words what it shows, the table holds each value."""

from django.template import engines

from clientkeep.foundation.ui.chart import EDGE, HEIGHT, WIDTH, Chart, Point


def chart_of(*values: float | None) -> Chart:
    points = [Point(f"week {at}", value, "none" if value is None else f"{value:g} points") for at, value in enumerate(values)]
    return Chart("Balance", "Points", points)


def drawn(chart: Chart) -> str:
    return engines["django"].from_string('{% load ui %}{% part "chart" chart=chart %}').render({"chart": chart})


def test_the_highest_value_stands_at_the_top_and_the_lowest_at_the_foot():
    assert chart_of(0, 10).runs == [f"{EDGE},{HEIGHT - EDGE} {WIDTH - EDGE},{EDGE}"]


def test_a_gap_cuts_the_line_and_a_lone_value_is_a_dot():
    chart = chart_of(1, 2, None, 3, None)
    assert len(chart.runs) == 1 and len(chart.runs[0].split()) == 2
    assert len(chart.dots) == 1


def test_zero_is_marked_only_where_the_line_crosses_it():
    assert chart_of(1, 5).zero is None
    assert EDGE < chart_of(-5, 5).zero < HEIGHT - EDGE


def test_equal_values_and_no_values_can_be_drawn():
    assert chart_of(4, 4).runs
    assert chart_of().runs == [] and chart_of(None).newest is None
    assert "no values yet" in drawn(chart_of(None))


def test_the_picture_is_told_in_words_and_the_table_holds_every_value():
    page = drawn(chart_of(1, None, 3))
    assert 'aria-label="Balance: from 1 points to 3 points, now 3 points"' in page
    assert page.count("<tr>") == 4 and "none" in page


def test_a_title_is_escaped():
    chart = Chart("<b>x</b>", "n", [Point("<i>", 1, "<u>")])
    assert "<b>" not in drawn(chart) and "<u>" not in drawn(chart)
