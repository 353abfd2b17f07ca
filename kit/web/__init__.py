"""The collector's web: what respondents' forms ask, and the rooms of leaders and of HR.

Importing it takes half a second; who only serves a book imports :mod:`kit.web.server`.
"""
