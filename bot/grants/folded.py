"""Cells folded in SQL."""

FOLDED = """
regexp_replace(strip_accents(lower(replace(replace(
    ' ' || concat_ws(' ', {columns}) || ' ', 'œ', 'oe'), 'Œ', 'oe'))), '[^a-z0-9]+', ' ', 'g')
"""
"""Some columns, as `plain` folds what is Latin."""
