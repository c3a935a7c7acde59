"""The fourth county: chronic and primary care, care houses, pharmacies and the ways of payment."""
