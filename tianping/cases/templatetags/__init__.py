"""What templates of the cases room say by themselves."""
