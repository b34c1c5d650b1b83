"""Lines in order: the lines of a solution are put together, with their indentation, and some are too many.

arrange.mul()    # in a page; what was put together is run, and judged by check.mul
"""
