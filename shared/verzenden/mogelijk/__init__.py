"""What may be given now, to whom: asked of the toetsing, about messages nobody sends."""
