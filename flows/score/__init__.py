"""PUBLISHED TABLES + GOLD -> FIGURES: how much of what people found in documents the build found too."""
