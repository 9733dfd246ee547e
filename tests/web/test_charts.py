"""Charts drawn on the server."""

from newbelongings.domain.kernel.suppression import HIDDEN
from newbelongings.web.parts.charts import bar_chart


class TestChart:
    ROWS = [
        ("16 or 17", HIDDEN),
        ("A long choice <b>that</b> goes on over more than one line of the chart", 40),
        ("No", 0),
    ]

    def test_it_says_all_of_it_in_words_and_hides_what_is_hidden(self):
        chart = bar_chart(self.ROWS, title="Age", sub="Of 60 people", base=60)
        assert chart.count('role="img"') == 2
        assert "16 or 17: hidden." in chart
        assert chart.count(">hidden</text>") == 2

    def test_what_comes_in_is_escaped_and_nothing_is_styled_in_the_markup(self):
        chart = bar_chart(self.ROWS, title="<script>", sub="", base=None)
        assert "<script>" not in chart
        assert "<b>" not in chart
        assert "style=" not in chart

    def test_no_rows_is_no_fault(self):
        assert "<svg" in bar_chart([], title="Age", sub="")
