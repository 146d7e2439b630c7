"""Many chapters checked in the cheapest way that finds the same: kept from the run before, by other
processes or machines, or here.

`chapters` decides, `worker` is the check of one as a pure function, and `cache` holds what is kept.
"""
