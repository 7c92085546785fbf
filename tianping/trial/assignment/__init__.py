"""Assignment (分案): a verifiable random draw within a pool, panels, reassignment."""
