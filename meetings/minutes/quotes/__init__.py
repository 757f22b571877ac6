"""Finding quoted words again in corrected minutes."""
