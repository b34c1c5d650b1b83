"""What a teacher takes to class: slides, handouts and plans, made from the notebooks of the lessons by
`python -m classroom`.
"""
