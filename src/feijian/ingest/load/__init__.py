"""A load: staged, judged, merged, stored and accounted for in one transaction."""
