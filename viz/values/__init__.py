"""What a Value-like object is, and what its backward pass does. Draws nothing: the exercises stand on it."""
