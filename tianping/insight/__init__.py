"""The insight wing reads every room and acts on nothing but its own frozen figures."""
