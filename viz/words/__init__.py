"""Every sentence in every language, and numbers and labels as people read them. Rests on nothing."""
