"""What a teacher shows and gives to a class."""
