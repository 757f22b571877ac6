"""What the product keeps for one person: looks, followings, lists by name."""
