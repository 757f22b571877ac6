from publication.models.removal import Removal

__all__ = ("Removal",)
