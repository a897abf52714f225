"""The nouns every stage shares: frozen, validated at birth, free of behaviour that fills fields later."""
