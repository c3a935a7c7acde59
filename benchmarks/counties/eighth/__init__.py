"""The eighth county: wards and consulting rooms, ordinary care in volume."""
