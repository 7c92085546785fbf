"""The room ``preservation`` (财产保全)."""
