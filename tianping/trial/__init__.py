"""The trial wing: assignment (分案), scheduling (排期), hearings (庭审), closing (结案)."""
