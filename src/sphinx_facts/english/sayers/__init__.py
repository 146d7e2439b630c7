"""Who says something, in prose and in a source, and for whom a word such as *agency* can stand."""
