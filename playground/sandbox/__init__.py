"""Call a function in a killable child process."""
