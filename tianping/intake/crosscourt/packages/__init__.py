"""The files that courts exchange (立案包、回执): what they say, how they are written, and how they are read."""
