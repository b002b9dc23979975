"""What lies in base and cases is data: their tests run in a judge."""

collect_ignore = ["base", "cases"]
