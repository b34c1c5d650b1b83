"""Keeps the learner's code that a check found right, beside their progress."""

from dataclasses import replace
from time import time

from exercises import progress_store
from exercises.exercise import Exercise
from exercises.origin import Learners
from exercises.own_engine.piece import NotToBeKept, Piece, piece_of, read_piece


def keep(exercise: Exercise, thing: Learners) -> bool:
    """Keep what was found right; tell whether that can be done: it may use data of the notebook, or have no text."""
    try:
        piece = piece_of(thing, exercise.methods)
    except (NotToBeKept, SyntaxError, ValueError, RecursionError):  # texts that Python does not read in this way either
        return False
    before = kept().get(exercise.name)
    if before is None or before != replace(piece, at=before.at):
        _note(exercise.name, piece)
    return True


def kept() -> dict[str, Piece]:
    """{exercise: the learner's Piece}."""
    pieces = {name: read_piece(data) for name, data in progress_store.load()["code"].items()}
    return {name: piece for name, piece in pieces.items() if piece is not None and piece.text}


def forget(exercise: str) -> None:
    """Forget what was kept of an exercise: nothing takes its place, as the latest of what was kept."""
    _note(exercise, Piece(""))


def _note(exercise: str, piece: Piece) -> None:
    """Keep it as the latest, also where a clock was wrong before."""
    before = progress_store.load()["code"].get(exercise, {"at": 0.0})
    progress_store.note_code(exercise, replace(piece, at=max(time(), before["at"] + 1.0)).as_data())
