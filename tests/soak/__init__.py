"""What is promised after kills: nothing acknowledged is lost, nothing is half stored, no number is missing or twice.

Each run has a short form in the ordinary suite and a long one (`make soak`).
"""
