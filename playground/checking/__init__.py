"""`playground check`: which documents there are, the check of their operations over the cores, and the baseline. No command line."""
