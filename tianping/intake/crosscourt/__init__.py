"""跨域立案: pleadings for other courts that are handed in here, and those that other courts send us."""
