"""The workbench: where a team triages, judges and hands over what a run has found."""
