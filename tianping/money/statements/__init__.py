"""Bank statements (银行流水): what came in, proposed for the bills it may have paid, confirmed by the cashier."""
