"""The tokens that drawings need: the Python twin of static/css/tokens.css (a test holds them together).

Charts are drawn with presentation attributes, which know no custom properties.
"""

TEXT = "#1e1c19"
TEXT_MUTED = "#5d574e"
LINE = "#e2dfd8"
LINE_STRONG = "#857f75"
GROUND = "#ffffff"
SURFACE_STRONG = "#eeece7"
GREY_MARK = "#857f75"
CHART_BLUE = "#0072b2"
CHART_ORANGE = "#e69f00"
CHART_GREEN = "#009e73"
CHART_VERMILION = "#d55e00"

FONT = "Inter"

TONES = {
    "green": CHART_GREEN,
    "amber": CHART_ORANGE,
    "red": CHART_VERMILION,
    "blue": CHART_BLUE,
    "grey": GREY_MARK,
}
