"""Which matters the quotes of an article are about."""
