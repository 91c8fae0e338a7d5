"""One street's year, played through the services with time passed in."""
