"""The collector's web: what respondents' forms ask, and the rooms of leaders and of HR.

Importing :mod:`kit.web.app` takes half a second; who only serves a book needs
:mod:`kit.web.server`.
"""
