"""The papers wing: documents (文书), service (送达), dossier (电子卷宗)."""
