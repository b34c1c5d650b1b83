"""Places and draws: graphs become strings of SVG, or of DOT."""
