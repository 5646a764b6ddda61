"""What earlier builds found out, kept so that a build does only what changed."""
