"""Hostile texts as labels and symbols: each picture and page stays well-formed, gets no element and no attribute more
than with plain ones, and shows every label.
"""

from html.parser import HTMLParser
from xml.etree import ElementTree

from fuzz.tally import Tally, examined
from hypothesis import strategies as st

import viz
from micrograd.engine import Value
from viz.words.text import clean, fit
