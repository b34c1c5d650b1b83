"""The engine of the lessons: `micrograd.engine.Value`, networks made of it (`micrograd.nn`) and a small dataset
(`micrograd.moons`).
"""
