"""The tracking table of indicators as XLSX."""

from monitoring.tracking.workbook import render_tracking_xlsx, tracking_xlsx

__all__ = ["render_tracking_xlsx", "tracking_xlsx"]
