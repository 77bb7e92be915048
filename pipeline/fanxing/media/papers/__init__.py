"""What goes with a film on paper: blurb, credits, hand-over files, check list, quality report."""
