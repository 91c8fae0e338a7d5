"""What pages, papers and figures read about evaluations."""
