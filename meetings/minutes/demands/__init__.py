"""Papers of demands (要望書, 提案, 提言): who hands in what, to which ministry, on which page."""
