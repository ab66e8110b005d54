"""One file of data a language, on how replies in it answer; written as those of `responder.reading.languages`.

`[nth]` stands in order: its first phrase is the first ordinal. The words of a phrase of `[synonym]` mean the same.
"""
