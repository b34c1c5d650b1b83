"""What an exception tells of the line that it comes from: one file for each kind of it, and their table in `kinds`."""
