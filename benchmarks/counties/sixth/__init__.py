"""The sixth county, by an outside hand: what houses' machinery does to honest and dishonest rows."""
