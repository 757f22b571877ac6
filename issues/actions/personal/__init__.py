"""What people keep for themselves: followings, looks, lists by name."""
