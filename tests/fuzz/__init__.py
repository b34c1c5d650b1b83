"""Fuzzers: what is generated at random, by a seed that is told, and held against a truth of its own.

    python -m tests.fuzz                 all of them with a large budget (some twenty minutes), and a table of figures
    python -m tests.fuzz labels --seed 7 one of them

Each file has one fuzzer: a function of a budget and a seed that gives a Tally, and raises an AssertionError with the
smallest input where something is wrong. tests/fuzz/test_fuzzers.py runs them with small budgets.
"""
