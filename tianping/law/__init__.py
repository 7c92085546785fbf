"""The law: pure functions of facts and dates, each answer with its steps and articles (法律层)."""
