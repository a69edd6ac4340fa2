"""Extractions in, pages for people out: an article, a comparison, a notebook's output, a chart."""
