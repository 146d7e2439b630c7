"""When: dates, times of the day on which one reads, and which of two things came first."""
