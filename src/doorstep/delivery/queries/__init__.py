"""What pages, printouts and figures read of this stage."""
