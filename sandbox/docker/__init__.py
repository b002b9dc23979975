"""The engine that runs judge and runner as Docker containers, and their images."""
