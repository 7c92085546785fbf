"""The spine: matter, litigants (当事人), case number (案号), stage, timeline, clocks (期限)."""
