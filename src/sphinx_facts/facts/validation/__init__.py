"""What has to hold in a facts file, entry by entry: `validate` asks the tables in it."""
