"""Trial: assignment (分案), scheduling (排期), hearings (庭审), deliberation (合议与监督管理), closing (结案)."""
