"""会合と議事要旨, and every act that touches a meeting and a request at once."""
