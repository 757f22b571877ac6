"""言葉: by which words a forum's points are found, and what a change of them would do."""
