"""The decisions of this stage in plain Python, one module a noun."""
