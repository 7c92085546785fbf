"""What may be done in service: plan it for issued papers, record what was tried, note consent to electronic service."""

from tianping.papers.service.actions.planning import consent, hear_papers_issued, plan_many
from tianping.papers.service.actions.recording import Tried, record_attempt, record_attempts_many

__all__ = ["Tried", "consent", "hear_papers_issued", "plan_many", "record_attempt", "record_attempts_many"]
