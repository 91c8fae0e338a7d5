"""The invented street of the demo year: places, people, words, projects and rhythm (plain Python)."""
