"""Hearings (庭审): the record of a hearing, statements of litigants, conversion of procedure."""
