"""Pure grammars: text and word lists in, values with offsets out."""
