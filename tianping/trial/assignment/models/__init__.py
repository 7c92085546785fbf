"""Tables of assignment: pools and who is in them, draws with their rosters and lots, reassignments, recusals."""

from tianping.trial.assignment.models.changes import Reassignment, Recusal
from tianping.trial.assignment.models.draws import Draw, Entry, Lot
from tianping.trial.assignment.models.pools import Member, Pause, Pool

__all__ = ["Draw", "Entry", "Lot", "Member", "Pause", "Pool", "Reassignment", "Recusal"]
