"""One file of data a language, on how replies in it answer; written as those of `responder.reading.languages`.

`[nth]` stands in order: its first phrase is the first ordinal. The words of a phrase of `[synonym]` mean the same.
`[past]` are endings of verbs that tell what was done, `[stop]` words that say nothing of what a sentence is about.
"""
