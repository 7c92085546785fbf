"""The room ``application`` (起诉): a pleading on its way to the court, by a citizen on a phone or at the counter."""
