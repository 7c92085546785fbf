"""What the tests of all rooms share: a database per test process, a browser, the people."""
