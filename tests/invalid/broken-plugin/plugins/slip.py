"""A slip of the pen, behind which nothing is read."""


class Song:
    name = "song
