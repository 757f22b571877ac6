from publication.models.batch import Batch, BatchItem
from publication.models.removal import Removal

__all__ = ("Batch", "BatchItem", "Removal")
