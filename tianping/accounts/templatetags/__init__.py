"""What templates say of the court by themselves."""
