"""feijian (飞检): ranked, evidenced leads for the supervision of a medical-insurance fund."""

__version__ = "0.1.0"
