"""Ways through several rooms, in a real browser, as people of the court go them."""
