"""Speed and memory of a whole build: `make bench`. Figures, not pass or fail."""
