"""The desk: the one object the doors talk to, and the only place that knows the order of steps."""
