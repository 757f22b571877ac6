"""論点・要望・回答・見解・対応依頼・国側の約束: what is tracked, how it may move."""
