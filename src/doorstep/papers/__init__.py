"""Tables on paper and in files; knows no stage and no framework."""
