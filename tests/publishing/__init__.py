"""Small sites to publish, readers who look at them, and servers on loopback."""
