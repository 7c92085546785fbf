"""Serving the place (党建+服务): rooms that speak with the people and with others beside the court."""
