"""How what people type is held against names: pure Python."""
