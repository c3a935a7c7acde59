"""A river county over twelve months, written from the self-check lists of 2025 and 2026 and bulletins of cases by an author who had read no rule."""
