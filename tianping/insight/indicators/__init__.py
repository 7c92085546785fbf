"""Indicators (质效指标): every figure with its rows, as of any past date."""
