"""Makes the tables and weights that extraction ships with."""
