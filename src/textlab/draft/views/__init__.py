"""Ways to show a report on a draft: in the terminal, for other programs, as a page."""
