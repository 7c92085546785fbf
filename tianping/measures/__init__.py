"""The room ``measures`` (查封扣押冻结登记)."""
