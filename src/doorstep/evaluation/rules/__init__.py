"""How satisfaction is measured: states and words, draws, intervals, expectations (plain Python)."""
