"""From sheets to a document: pure geometry, no language. Entry: `factextract.layout.arrange.arrange`."""
