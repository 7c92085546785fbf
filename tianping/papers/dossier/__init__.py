"""Dossier (电子卷宗): every paper of a case in the order of the archive."""
