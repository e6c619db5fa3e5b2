"""Who belongs to a group, with as much about each as somebody asks for and may know."""
