"""Floor 2: one file a stage, documents in, one document out. Only ``chain.standard`` knows them."""
