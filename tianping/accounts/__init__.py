"""The court's own register: its identity, people, posts (岗位), log-in, local figures (本院数据)."""
