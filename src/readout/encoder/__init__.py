"""One small encoder: text in, labels and vectors out. Absent weights are a Problem, not a crash."""
