"""What an organization says of itself: its hours, its room, whom it takes, how it is reached, and who is away."""
