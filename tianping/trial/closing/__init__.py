"""Closing (结案): how a case ends, its fees, its appeal periods, the day from which it binds."""
