"""Staff pages of filing: the counter, the review queue, batches."""
