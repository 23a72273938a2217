"""Slips: what a body whose report has findings gets back, a Word document from a template."""
