"""Staff pages of service: the lists and single deliveries, and what is done for whoever stands at the window."""
