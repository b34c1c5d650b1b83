"""The learner's own engine: what a check has found right is kept as it was written, and later lessons go on with it."""
