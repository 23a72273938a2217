"""What plugins may give, and how they are found and loaded."""
