"""Reports: what people open, from the published files of a run and the evidence behind them."""
