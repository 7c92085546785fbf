"""The periods of court fees: to pay in advance, to pay what is missing, to give back."""

FEE_PERIOD = "C-FEE-7"
# Which period ends when an item of that kind is paid; a counterclaim's fee runs beside them.
PERIODS = {"acceptance": FEE_PERIOD, "conversion": "C-FEE-CONV", "claim": FEE_PERIOD}
REFUND_PERIOD = "C-FEE-REFUND"
