"""A page to play on: what is typed there is drawn and played, and shared as a link that carries it.

An expression needs no Python: the page itself reads it, computes it and lays it out (playground.js and
viz/outputs/js/twins/), also where it lies on a stick. A program runs in Python in the browser, where the page stands in
a site that has one: in a frame of its own (sandbox.js, frame.js, worker.js), out of which it can reach neither this
browser's store nor a network.
"""
