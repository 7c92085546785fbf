"""Who may read what the court reports, and open the rows behind it."""

from tianping.accounts.permissions import Permission
from tianping.accounts.posts import LEADERS

READ_FIGURES = Permission("indicators.read", "查看统计指标及其所含案件", LEADERS)
