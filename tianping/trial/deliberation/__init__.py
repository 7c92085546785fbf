"""Deliberation (合议与监督管理): the four kinds of supervised cases, with every leader's step on record."""
