"""The read-only API: numbers of the plan, the inventory and the surveys as JSON, for Power BI and Excel."""
