"""What every party said about itself, as this party saw it: remembered, judged, and told of."""
