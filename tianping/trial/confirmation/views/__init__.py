"""Pages of confirmation: the desks of the filing division and the judge, and the window."""
