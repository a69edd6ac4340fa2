"""Quotes in, claims out: times, quantities, persons, polarity, and the same claim across articles."""
